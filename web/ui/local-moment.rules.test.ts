/** Moments in a date field: the reader's own clock, to the second. */
import { expect, it } from 'vitest'
import { localMoment, momentOf } from './local-moment.rules.ts'

it('moments go to a date field and back', () => {
  const at = new Date(2026, 10, 25, 7, 5, 9)
  expect(localMoment(at.toISOString())).toBe('2026-11-25T07:05:09')
  expect(momentOf('2026-11-25T07:05:09')).toBe(at.toISOString())
  expect(momentOf('2026-11-')).toBe(undefined)
  expect(localMoment(undefined)).toBe('')
})
