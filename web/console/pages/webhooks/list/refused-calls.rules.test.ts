/** Proves how calls that were turned away are summed up. */
import { expect, test } from 'vitest'
import { refusedReason, refusedSummary } from './refused-calls.rules.ts'

const lastAt = '2026-11-23T10:00:00.000Z'

test('without refused calls there is nothing to tell', () => {
  expect(refusedSummary([])).toBeNull()
})

test('the most frequent reason is named, the counts are added, the newest time is kept', () => {
  const newer = '2026-11-23T11:00:00.000Z'
  expect(
    refusedSummary([
      { reason: 'not_found', count: 2, lastAt: newer },
      { reason: 'unauthenticated', count: 5, lastAt },
    ]),
  ).toEqual({ count: 7, reason: 'mostly x-api-key missing or wrong', lastAt: newer })
})

test('a reason that is not known yet is shown as it is', () => {
  expect(refusedReason({ reason: 'new_reason', count: 1, lastAt })).toBe('new_reason')
})
