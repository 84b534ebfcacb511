/** What is said of differences, and what is prepared to mend them. */
import { expect, it } from 'vitest'
import type { Difference } from '../../../../contracts/reconciliations.ts'
import { byUrgency, foundWords, isMended, mendOf, tagsOf } from './difference-words.rules.ts'

const difference: Difference = {
  ...{ member: 'ada@example.com', memberId: 'ada', itemUri: 'https://items.example/1' },
  ...{ itemId: 'sword', tier: 'default', field: 'count', theirs: 5, ours: 3, difference: 2 },
  ...{ pending: { merge: 0, mint: 0 }, inventorySequence: 4, verdict: 'differs' },
}

it('a count is mended by what the game has more or less, and totals by what is open', () => {
  const unit = { memberId: 'ada', itemId: 'sword', tier: 'default' }
  expect(mendOf(difference)).toEqual({ kind: 'grant', quantity: 2, ...unit })
  expect(mendOf({ ...difference, difference: -3, verdict: 'missing' })).toEqual({
    kind: 'take',
    quantity: 3,
    ...unit,
  })
  expect(mendOf({ ...difference, field: 'mergedTotal' })).toEqual({ kind: 'merges' })
  expect(mendOf({ ...difference, field: 'mintedTotal' })).toEqual({ kind: 'orders' })
  const inMotion = { ...difference, verdict: 'in_motion' as const }
  expect(mendOf({ ...inMotion, pending: { merge: 2, mint: 0 } })).toEqual({ kind: 'merges' })
  expect(mendOf({ ...inMotion, pending: { merge: 0, mint: 2 } })).toEqual({ kind: 'orders' })
})

it('nothing is prepared where only the game can mend it', () => {
  expect(mendOf({ ...difference, field: 'grantedTotal' })).toBeNull()
  expect(mendOf({ ...difference, verdict: 'unknown_member', memberId: null })).toBeNull()
  expect(mendOf({ ...difference, itemId: null })).toBeNull()
})

it('what was mended is not offered again', () => {
  const unit = { memberId: 'ada', itemId: 'sword', tier: 'default' }
  expect(isMended(difference, [{ tags: tagsOf(unit) }])).toBe(true)
  expect(isMended(difference, [{ tags: tagsOf({ ...unit, memberId: 'bea' }) }, { tags: [] }])).toBe(false)
  expect(isMended({ ...difference, field: 'mergedTotal' }, [{ tags: tagsOf(unit) }])).toBe(false)
})

it('what somebody has to look at comes first, and is counted in words', () => {
  const inMotion = { ...difference, verdict: 'in_motion' as const }
  expect(byUrgency([inMotion, difference]).map(({ verdict }) => verdict)).toEqual(['differs', 'in_motion'])
  const none = { differs: 0, in_motion: 0, unknown_item: 0, unknown_member: 0, missing: 0 }
  expect(foundWords({ counts: none })).toBe('All agrees')
  expect(foundWords({ counts: { ...none, differs: 1, in_motion: 1200 } })).toBe('1 differs, 1,200 in motion')
})
