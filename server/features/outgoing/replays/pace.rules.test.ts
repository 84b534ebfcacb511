/** The pace of a replay: its rate holds over any length of time, and a pause is not made up for. */
import { describe, expect, it } from 'vitest'
import { allowedNow, dueAfter } from './pace.rules.ts'

const start = Date.UTC(2026, 10, 26)

/** How many go within so many seconds, looked at every `stepMs`. */
function sentWithin(seconds: number, perSecond: number, stepMs: number, dueMs = start): number {
  let dueAt = new Date(dueMs)
  let sent = 0
  for (let ms = 0; ms < seconds * 1000; ms += stepMs) {
    const pace = { perSecond, dueAt, now: new Date(start + ms) }
    const count = allowedNow(pace)
    if (count > 0) dueAt = dueAfter(pace, count)
    sent += count
  }
  return sent
}

describe('the pace of a replay', () => {
  it.each([
    [1, 100],
    [7, 100],
    [50, 30],
    [500, 100],
  ])('%i per second stay so many, looked at every %i ms', (perSecond, stepMs) => {
    const sent = sentWithin(20, perSecond, stepMs)
    expect(sent).toBeGreaterThanOrEqual(20 * perSecond * 0.95)
    expect(sent).toBeLessThanOrEqual(20 * perSecond + 1)
  })

  it('sends nothing before the next one is due', () => {
    const now = new Date(start)
    expect(allowedNow({ perSecond: 100, dueAt: new Date(start + 1), now })).toBe(0)
  })

  it('an hour without sending is made up for by one second only', () => {
    const hour = 3_600_000
    expect(sentWithin(1, 10, 100, start - hour)).toBeLessThanOrEqual(21)
  })
})
