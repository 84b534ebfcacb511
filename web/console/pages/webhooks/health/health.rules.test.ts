/** The health line says what its hours add up to. */
import { expect, it } from 'vitest'
import { daySumsOf, hoursInWords } from './health.rules.ts'

const hour = (success: number, failed: number, refused = 0) => ({
  hour: '2026-11-25T19:00:00.000Z',
  success,
  failed,
  refused,
})

it('a share of success is never whole beside a failure', () => {
  expect(daySumsOf([hour(999, 1)]).successPercent).toBe(99)
  expect(daySumsOf([hour(3, 0), hour(2, 0)]).successPercent).toBe(100)
})

it('without requests there is no share', () => {
  const sums = daySumsOf([hour(0, 0, 4)])
  expect([sums.successPercent, sums.refused, hoursInWords(sums)]).toEqual([
    null,
    4,
    'No requests within 24 hours',
  ])
})

it('the line is told in words', () => {
  expect(hoursInWords(daySumsOf([hour(1, 0), hour(2, 1)]))).toBe(
    '4 requests within 24 hours, 3 in the busiest hour',
  )
})
