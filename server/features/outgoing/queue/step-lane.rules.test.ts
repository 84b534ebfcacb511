/** A lane tells when an endpoint answers again, and when it has failed for too long. */
import { describe, expect, it } from 'vitest'
import { closedBreaker } from './breaker.rules.ts'
import { stepLane } from './step-lane.rules.ts'

const hourMs = 3_600_000
const start = new Date('2026-11-01T00:00:00Z')
const hoursOn = (hours: number) => new Date(start.getTime() + hours * hourMs)
const failure = { successes: 0, failures: 1 }
const success = { successes: 1, failures: 0 }
const fresh = { breaker: closedBreaker, failingSince: null }

describe('an endpoint that only fails', () => {
  it('has failed too long after five days, not before, and only by a failure', () => {
    const failing = { breaker: closedBreaker, failingSince: stepLane(fresh, failure, start).failingSince }
    expect(failing.failingSince).toEqual(start)
    expect(stepLane(failing, failure, hoursOn(119.9)).hasFailedTooLong).toBe(false)
    expect(stepLane(failing, failure, hoursOn(120)).hasFailedTooLong).toBe(true)
    expect(stepLane(failing, { successes: 0, failures: 0 }, hoursOn(200)).hasFailedTooLong).toBe(false)
  })

  it('begins anew with one success among the failures', () => {
    const failing = { breaker: closedBreaker, failingSince: start }
    const mixed = stepLane(failing, { successes: 1, failures: 3 }, hoursOn(130))
    expect(mixed).toMatchObject({ failingSince: null, hasFailedTooLong: false })
  })
})

it('an endpoint has recovered when the probe of its open breaker succeeds', () => {
  const open = { ...closedBreaker, openUntil: start, openSeconds: 30 }
  const before = { breaker: open, failingSince: start }
  expect(stepLane(before, success, hoursOn(1)).hasRecovered).toBe(true)
  expect(stepLane(before, failure, hoursOn(1)).hasRecovered).toBe(false)
  expect(stepLane(fresh, success, start).hasRecovered).toBe(false)
})
