/** When a delivery is tried again. */
import { describe, expect, it } from 'vitest'
import { defaultSchedule, nextWait, readRetryAfter } from './schedule.rules.ts'

const now = new Date('2026-11-25T12:00:00Z')
const question = {
  ...{ schedule: defaultSchedule, attemptCount: 1, retryAfter: null, needsRest: false, random: 0 },
}

describe('the next attempt', () => {
  it('follows the steps, and there are ten attempts by default', () => {
    expect(nextWait(question)).toBe(5)
    expect(nextWait({ ...question, attemptCount: 2 })).toBe(300)
    expect(nextWait({ ...question, attemptCount: 9 })).toBe(24 * 3600)
    expect(nextWait({ ...question, attemptCount: 10 })).toBeNull()
    expect(nextWait({ ...question, schedule: [] })).toBeNull()
  })

  it('only comes later by jitter, at most a fifth', () => {
    expect(nextWait({ ...question, random: 0.999 })).toBeGreaterThan(5)
    expect(nextWait({ ...question, random: 0.999 })).toBeLessThanOrEqual(6)
  })

  it('is put off as the receiver asks, never brought forward, never beyond the longest step', () => {
    expect(nextWait({ ...question, retryAfter: 120 })).toBe(120)
    expect(nextWait({ ...question, retryAfter: 1 })).toBe(5)
    expect(nextWait({ ...question, retryAfter: 10 ** 9 })).toBe(24 * 3600)
  })

  it('leaves a receiver that timed out alone for a minute', () => {
    expect(nextWait({ ...question, needsRest: true })).toBe(60)
    expect(nextWait({ ...question, schedule: [5], needsRest: true })).toBe(60)
    expect(nextWait({ ...question, attemptCount: 2, needsRest: true })).toBe(300)
  })
})

describe('Retry-After', () => {
  it.each([
    ['120', 120],
    ['120.1', 121],
    ['120.0', 120],
    [' 7 ', 7],
    ['Wed, 25 Nov 2026 12:02:00 GMT', 120],
    ['Wed, 25 Nov 2026 11:00:00 GMT', 0],
    ['99999999999', 99_999_999_999],
    ['9'.repeat(400), Number.MAX_SAFE_INTEGER],
    ['-5', null],
    ['soon', null],
    ['1e3', null],
    ['2026-11-25', null],
    ['', null],
    [undefined, null],
  ])('%s is %s seconds', (text, seconds) => {
    expect(readRetryAfter(text, now)).toBe(seconds)
  })
})
