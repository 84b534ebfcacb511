/** The bars of an endpoint stand at their hour, and its share of success is honest. */
import { expect, it } from 'vitest'
import { barsOf, sumsInWords, sumsOf } from './hours.rules.ts'

const now = new Date('2026-11-25T19:40:00.000Z')
const hour = (at: string, success: number, failed = 0) => ({ hour: at, success, failed })

it('there is a bar for each hour, and what is older than a day has none', () => {
  const bars = barsOf(
    [
      hour('2026-11-24T19:00:00.000Z', 9),
      hour('2026-11-24T20:00:00.000Z', 1),
      hour('2026-11-25T19:00:00.000Z', 2, 3),
    ],
    now,
  )
  expect(bars).toHaveLength(24)
  expect(bars[0]).toEqual({ success: 1, failed: 0 })
  expect(bars[1]).toEqual({ success: 0, failed: 0 })
  expect(bars[23]).toEqual({ success: 2, failed: 3 })
})

it('a share of success is never whole beside a failure, and absent without attempts', () => {
  expect(sumsOf([hour('2026-11-25T19:00:00.000Z', 999, 1)]).successPercent).toBe(99)
  expect(sumsOf([hour('2026-11-25T19:00:00.000Z', 3)]).successPercent).toBe(100)
  expect(sumsOf([]).successPercent).toBeNull()
})

it('the bars are told in words', () => {
  expect(sumsInWords(sumsOf([]))).toBe('No attempts within 24 hours')
  expect(sumsInWords(sumsOf([hour('2026-11-25T19:00:00.000Z', 4, 1)]))).toBe(
    'Attempts within 24 hours: 4 succeeded, 1 failed',
  )
})
