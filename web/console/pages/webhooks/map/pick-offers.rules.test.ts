/** Proves what a click on a value offers, and where each offer leads. */
import { describe, expect, test } from 'vitest'
import { kindOf } from '../../../../ui/json-path.rules.ts'
import { addLine } from './edit-draft.rules.ts'
import { emptyDraft, type MappingDraft } from './mapping-draft.rules.ts'
import { locate } from './payload-path.rules.ts'
import { offersFor } from './pick-offers.rules.ts'

const payload = {
  email: 'ada@example.com',
  coins: 50,
  text: '12',
  on: true,
  meta: { a: 1 },
  inner: '{"coins": 5}',
  records: [{ body: '{}' }],
  players: [{ name: 'ada', xp: 3 }],
}
const targets = {
  assets: [
    { code: 'xp', name: 'XP' },
    { code: 'coins', name: 'Coins' },
  ],
  fields: [
    { key: 'level', name: 'Level', type: 'numerical' },
    { key: 'premium', name: 'Premium', type: 'boolean' },
    { key: 'rank', name: 'Rank', type: 'single-line-text' },
  ],
} as const

function offered(path: string, draft: MappingDraft = emptyDraft) {
  const place = locate(payload, path)
  if (place.state !== 'found') throw new Error(`${path} is not in the payload`)
  return offersFor(draft, payload, { path, value: place.value, kind: kindOf(place.value) }, targets)
}
const labels = (path: string, draft?: MappingDraft) => offered(path, draft).map(({ label }) => label)
const pick = (path: string, label: string, draft?: MappingDraft) =>
  offered(path, draft).find((offer) => offer.label === label)?.draft

test('an address is offered as the member’s email first', () => {
  expect(labels('$.email')[0]).toBe('Find the member by email')
  expect(pick('$.email', 'Find the member by email')).toMatchObject({
    identifier: 'email',
    memberPath: '$.email',
  })
})

test('a number is offered to the currencies before anything else', () => {
  expect(labels('$.coins').slice(0, 2)).toEqual(['Add to XP', 'Add to Coins'])
  expect(pick('$.coins', 'Add to Coins')?.lines).toMatchObject([
    { kind: 'currency', target: 'coins', operator: 'add', source: 'path', path: '$.coins' },
  ])
})

test('numbers sent as text count as numbers', () => {
  expect(labels('$.text')).toContain('Add to XP')
})

test('fields are offered where the value fits them', () => {
  expect(labels('$.on')).toEqual(['Set Premium', 'Use as the id of the event'])
  expect(labels('$.email')).not.toContain('Set Level')
  expect(labels('$.coins')).toContain('Set Rank')
})

test('a line that waits for its value comes first', () => {
  const draft = addLine(emptyDraft, { target: 'coins', operator: 'subtract' })
  expect(labels('$.coins', draft)[0]).toBe('Line 1: Subtract Coins')
  expect(pick('$.coins', 'Line 1: Subtract Coins', draft)?.lines).toMatchObject([{ path: '$.coins' }])
})

test('a text that is JSON is offered to be read, here and in every element of its list', () => {
  expect(labels('$.inner')[0]).toBe('Read as JSON')
  expect(pick('$.inner', 'Read as JSON')?.texts).toEqual(['$.inner'])
  expect(pick('$.records[0].body', 'Read as JSON in every element')?.texts).toEqual(['$.records[*].body'])
  expect(labels('$.text')).not.toContain('Read as JSON')
})

test('an object offers nothing, because it has no value of its own', () => {
  expect(offered('$.meta')).toEqual([])
})

describe('lists', () => {
  test('a list is offered as the elements to apply to', () => {
    expect(pick('$.players', 'Apply for each of the 1 elements')).toMatchObject({ forEach: '$.players' })
  })

  test('a text inside a list offers list and member in one step', () => {
    expect(pick('$.players[0].name', 'For each of $.players, by username')).toMatchObject({
      forEach: '$.players',
      identifier: 'username',
      memberPath: '$.name',
    })
  })

  const draft = { ...emptyDraft, forEach: '/players' }

  test('paths of values inside the list start at the element', () => {
    expect(pick('$.players[0].xp', 'Add to XP', draft)?.lines).toMatchObject([{ path: '$.xp' }])
  })

  test('a value outside of the list can only be the id of the event', () => {
    expect(labels('$.email', draft)).toEqual(['Use as the id of the event'])
  })

  test('the id of the event is always told from the root of the payload', () => {
    expect(pick('$.players[0].xp', 'Use as the id of the event', draft)?.dedupe).toEqual({
      kind: 'path',
      path: '$.players[0].xp',
      header: '',
    })
  })
})
