/** Proves how the console finds places in a sample: the plain paths of both notations, and nothing beyond. */
import { describe, expect, test } from 'vitest'
import { nodesOf } from '../../../../ui/json-path.rules.ts'
import {
  leavesOf,
  lineRootOf,
  listAround,
  listsOf,
  locate,
  relativeTo,
  shortValue,
} from './payload-path.rules.ts'

const payload = {
  player: { email: 'ada@example.com', 'full name': "O'Neil", 'a/b~c': 1 },
  players: [{ name: 'ada', tags: ['x'] }, { name: 'grace' }],
  empty: [],
}

describe('locating a path', () => {
  test.each([
    ['$.player.email', '$.player.email', 'ada@example.com'],
    ['/player/email', '$.player.email', 'ada@example.com'],
    ["$['player']['email']", '$.player.email', 'ada@example.com'],
    ['$["player"].email', '$.player.email', 'ada@example.com'],
    ['/players/1/name', '$.players[1].name', 'grace'],
    ["$.player['full name']", "$.player['full name']", "O'Neil"],
    ['/player/a~1b~0c', "$.player['a/b~c']", 1],
  ])('%s stands at %s', (path, canonical, value) => {
    expect(locate(payload, path)).toMatchObject({ state: 'found', path: canonical, value })
  })

  test('every place of the tree is found under the path that the tree gives it', () => {
    for (const node of nodesOf(payload)) {
      expect(locate(payload, node.path)).toMatchObject({ state: 'found', path: node.path, value: node.value })
    }
  })

  test.each([
    '$.player.phone',
    '/players/2',
    '$.players.name',
    '$.player.email.x',
    '/players/01',
    '$.toString',
  ])('%s leads nowhere', (path) => expect(locate(payload, path)).toEqual({ state: 'missing' }))

  test.each(['$..email', '$.players[*].name', "$.players[?@.name == 'ada']", 'player.email', '$.'])(
    '%s is for the server to judge',
    (path) => expect(locate(payload, path)).toEqual({ state: 'unknown' }),
  )
})

describe('lists', () => {
  test('lines start at the first element of the list, and the place is spelled from the payload’s root', () => {
    const root = lineRootOf(payload, '/players')
    expect(root?.path).toBe('$.players[0]')
    expect(locate(root?.value, '$.name', root?.path)).toMatchObject({ path: '$.players[0].name' })
  })

  test('there is no element to start from in an empty list or a place that is no list', () => {
    expect(lineRootOf(payload, '$.empty')).toBeNull()
    expect(lineRootOf(payload, '$.player')).toBeNull()
  })

  test('a place inside any element is the same path as seen from the element', () => {
    expect(relativeTo('$.players', '$.players[1].name')).toBe('$.name')
    expect(relativeTo('$.players', '$.players[0].tags[0]')).toBe('$.tags[0]')
    expect(relativeTo('$.players', '$.player.email')).toBeNull()
    expect(relativeTo('$.players', "$.players['0']")).toBeNull()
  })

  test('the list around a place is the innermost one', () => {
    expect(listAround('$.players[1].name')).toBe('$.players')
    expect(listAround('$.a[0].b[2].c')).toBe('$.a[0].b')
    expect(listAround('$.player.email')).toBeNull()
  })

  test('the lists that can be chosen are those that are not inside another', () => {
    expect(listsOf(payload).map(({ path }) => path)).toEqual(['$.players', '$.empty'])
  })
})

test('of a list only the first element is offered by name', () => {
  expect(leavesOf({ a: [{ b: 1 }, { b: 2 }], c: null })).toEqual([
    { path: '$.a[0].b', value: 1 },
    { path: '$.c', value: null },
  ])
})

test('a long text is cut beside a line', () => {
  expect(shortValue('x'.repeat(200))).toHaveLength(61)
  expect(shortValue([1, 2])).toBe('a list of 2')
})
