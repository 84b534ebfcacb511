/** A choice of event types never says the same twice, and the search finds by name and summary. */
import { expect, it } from 'vitest'
import type { EventTypeView } from '../../../../../contracts/event-types.ts'
import {
  groupsOf,
  isCovered,
  patternWords,
  readCustomName,
  togglePattern,
  typesFound,
} from './type-choice.rules.ts'

const type = (name: string, summary: string): EventTypeView => ({
  name,
  summary,
  version: 1,
  isSubscribable: true,
  schema: {},
  communityStyleName: null,
  example: {},
})
const types = [
  type('member.joined', 'A membership became active'),
  type('currency.changed', 'A balance of a member changed'),
  type('member.left', 'A membership ended'),
]

it('all of a noun takes the place of its types, and all events that of everything', () => {
  const some = togglePattern(togglePattern([], 'member.joined'), 'currency.changed')
  expect(some).toEqual(['member.joined', 'currency.changed'])
  expect(togglePattern(some, 'member.*')).toEqual(['currency.changed', 'member.*'])
  expect(togglePattern(some, '*')).toEqual(['*'])
  expect(togglePattern(['*'], 'member.left')).toEqual(['member.left'])
})

it('a second choice lets go', () => {
  expect(togglePattern(['member.*', 'currency.changed'], 'member.*')).toEqual(['currency.changed'])
})

it('a type is covered by its name, its noun or everything', () => {
  expect(isCovered(['member.joined'], 'member.joined')).toBe(true)
  expect(isCovered(['member.*'], 'member.left')).toBe(true)
  expect(isCovered(['*'], 'field.changed')).toBe(true)
  expect(isCovered(['member.joined'], 'member.left')).toBe(false)
})

it('the search finds by name and summary, by noun', () => {
  expect(groupsOf(types, '').map(({ noun, types: of }) => [noun, of.length])).toEqual([
    ['member', 2],
    ['currency', 1],
  ])
  expect(groupsOf(types, 'membership ended').flatMap((group) => group.types)).toEqual([types[2]])
  expect(groupsOf(types, 'order')).toEqual([])
})

const custom = type('custom.*', 'Events of your own')

it('events of one’s own are a group without known types, and stand in the catalog', () => {
  expect(groupsOf([...types, custom], 'own')).toEqual([
    { noun: 'custom', summary: 'Events of your own', types: [] },
  ])
  expect(typesFound([...types, custom], 'own')).toEqual([custom])
  expect(typesFound([...types, custom], '')).toHaveLength(4)
})

it('an event of one’s own is typed with or without its noun', () => {
  expect(readCustomName(' custom.match_ended ')).toEqual({ pattern: 'custom.match_ended' })
  expect(readCustomName('match_ended')).toEqual({ pattern: 'custom.match_ended' })
  expect(readCustomName('season_2')).toEqual({ pattern: 'custom.season_2' })
})

it.each([
  ['', 'Type the name'],
  ['Match', 'small letters'],
  ['match.ended', 'small letters'],
  ['1st', 'small letters'],
  ['a'.repeat(30), 'at most 29'],
])('“%s” is no name of an event', (typed, words) => {
  expect(readCustomName(typed)).toEqual({ problem: expect.stringContaining(words) })
})

it('patterns are told in words', () => {
  expect(['*', 'member.*', 'member.left'].map(patternWords)).toEqual([
    'All events',
    'All of member',
    'member.left',
  ])
})
