/** Proves that a mapping survives the editor, and what a draft still lacks. */
import { describe, expect, test } from 'vitest'
import type { Mapping } from '../../../../../contracts/mapping.ts'
import { addLine, changeLine, moveLine, removeLine } from './edit-draft.rules.ts'
import { draftOf, emptyDraft, isSameDraft, mappingOf } from './mapping-draft.rules.ts'

const types = new Map([
  ['level', 'numerical'],
  ['premium', 'boolean'],
  ['rank', 'single-line-text'],
] as const)

const mapping: Mapping = {
  member: { identifier: 'username', path: '$.name' },
  lines: [
    { kind: 'currency', asset: 'coins', operator: 'add', path: '$.coins', optional: true },
    { kind: 'currency', asset: 'xp', operator: 'subtract', value: 5 },
    { kind: 'field', field: 'level', operator: 'add', value: 2.5 },
    { kind: 'field', field: 'premium', operator: 'set', value: false },
    { kind: 'field', field: 'rank', operator: 'set', value: null },
    { kind: 'field', field: 'rank', operator: 'set', value: '7' },
  ],
  parse: ['$.Records[*].body'],
  bounds: [{ asset: 'coins', addMax: 100, addPerDayMax: 1000 }],
  forEach: '$.players',
  dedupe: { header: 'x-event-id' },
  memberNotFound: 'wait',
}

test('a saved mapping comes out of the editor as it went in', () => {
  const read = mappingOf(draftOf(mapping), types)
  expect(read.mapping).toEqual(mapping)
  expect(read.missing.size).toBe(0)
})

test('an empty draft says what to do first', () => {
  const read = mappingOf(emptyDraft, types)
  expect(read.mapping).toBeNull()
  expect([...read.missing.keys()]).toEqual(['member', 'whole'])
})

describe('a draft with an incomplete line', () => {
  const draft = addLine(addLine({ ...emptyDraft, memberPath: ' $.e ' }, { target: 'xp', path: '$.xp' }), {})

  test('can be tried with its complete lines', () => {
    const read = mappingOf(draft, types)
    expect(read.mapping?.member.path).toBe('$.e')
    expect(read.mapping?.lines).toEqual([{ kind: 'currency', asset: 'xp', operator: 'add', path: '$.xp' }])
    expect(read.lineKeys).toEqual(['line-0'])
  })

  test('names the line and what it lacks', () => {
    expect(mappingOf(draft, types).missing).toEqual(
      new Map([['line-1', 'Choose the currency: XP or Coins.']]),
    )
    const chosen = changeLine(draft, 'line-1', { target: 'coins' })
    expect(mappingOf(chosen, types).missing.get('line-1')).toMatch(/where the value stands/)
  })

  test.each(['', '0', '-3', '1.5', '1e3', '9007199254740992', 'ten'])('%j is not an amount', (value) => {
    const typed = changeLine(draft, 'line-1', { target: 'coins', source: 'value', value })
    expect(mappingOf(typed, types).missing.get('line-1')).toMatch(/whole number/)
  })
})

test('a list that is not chosen yet keeps the mapping from being tried', () => {
  const draft = {
    ...addLine({ ...emptyDraft, memberPath: '$.e' }, { target: 'xp', path: '$.x' }),
    forEach: '',
  }
  expect(mappingOf(draft, types).mapping).toBeNull()
})

test('an id of the event that is not chosen yet is missing, but the rest can be tried', () => {
  const draft = {
    ...addLine({ ...emptyDraft, memberPath: '$.e' }, { target: 'xp', path: '$.x' }),
    dedupe: { kind: 'header' as const, header: ' ', path: '' },
  }
  const read = mappingOf(draft, types)
  expect(read.mapping?.dedupe).toBeNull()
  expect(read.missing.has('dedupe')).toBe(true)
})

describe('editing lines', () => {
  const draft = addLine(addLine(emptyDraft, { target: 'xp' }), { target: 'coins' })

  test('keys are never used again, so that the focus stays with its line', () => {
    const again = addLine(removeLine(draft, 'line-1'), {})
    expect(again.lines.map(({ key }) => key)).toEqual(['line-0', 'line-2'])
  })

  test('a line moves one place, and not over the edge', () => {
    expect(moveLine(draft, 'line-1', -1).lines.map(({ key }) => key)).toEqual(['line-1', 'line-0'])
    expect(moveLine(draft, 'line-0', -1)).toBe(draft)
    expect(moveLine(draft, 'line-1', 1)).toBe(draft)
  })

  test('moving a line and back leaves nothing to save', () => {
    const moved = moveLine(draft, 'line-0', 1)
    expect(isSameDraft(draft, moved)).toBe(false)
    expect(isSameDraft(draft, moveLine(moved, 'line-0', -1))).toBe(true)
  })
})
