/** When an endpoint is left alone, and how it comes back. */
import { describe, expect, it } from 'vitest'
import { type BreakerState, closedBreaker, nameBreaker, stepBreaker } from './breaker.rules.ts'
import { stepLane } from './step-lane.rules.ts'

const start = new Date('2026-11-25T12:00:00Z')
const at = (seconds: number) => new Date(start.getTime() + seconds * 1000)
const failed = (failures: number, successes = 0) => ({ failures, successes })

describe('the breaker', () => {
  it('opens at ten attempts of which seven failed, and not before', () => {
    const nine = stepBreaker(closedBreaker, failed(9), start)
    expect(nameBreaker(nine, start)).toBe('closed')
    expect(stepBreaker(nine, failed(1), at(1)).openUntil).toEqual(at(31))
    expect(stepBreaker(closedBreaker, failed(7, 3), start).openSeconds).toBe(30)
    expect(stepBreaker(closedBreaker, failed(6, 4), start).openUntil).toBeNull()
  })

  it('forgets what is older than five minutes', () => {
    const nine = stepBreaker(closedBreaker, failed(9), start)
    expect(stepBreaker(nine, failed(1), at(301))).toMatchObject({ openUntil: null, windowAttempts: 1 })
  })

  it('is closed by a probe that succeeds, and opened for twice as long by one that fails, up to ten minutes', () => {
    let state: BreakerState = stepBreaker(closedBreaker, failed(10), start)
    const lengths = [state.openSeconds]
    for (let times = 0; times < 6; times++) {
      const then = state.openUntil as Date
      expect(nameBreaker(state, then)).toBe('half_open')
      state = stepBreaker(state, failed(1), then)
      lengths.push(state.openSeconds)
    }
    expect(lengths).toEqual([30, 60, 120, 240, 480, 600, 600])
    expect(stepBreaker(state, failed(0, 1), state.openUntil as Date)).toEqual(closedBreaker)
  })

  it('does not mind what was on its way when it opened', () => {
    const open = stepBreaker(closedBreaker, failed(10), start)
    expect(nameBreaker(open, at(1))).toBe('open')
    expect(stepBreaker(open, failed(0, 3), at(1))).toBe(open)
  })
})

describe('a lane', () => {
  const before = { breaker: closedBreaker, failingSince: null }

  it('remembers since when everything fails, until something succeeds', () => {
    const failing = stepLane(before, failed(1), start)
    expect(failing.failingSince).toEqual(start)
    expect(stepLane(failing, failed(1), at(60)).failingSince).toEqual(start)
    expect(stepLane(failing, failed(1, 1), at(60)).failingSince).toBeNull()
    expect(stepLane(before, failed(0), start).failingSince).toBeNull()
  })

  it('has failed too long after five days of nothing but failures', () => {
    const failing = stepLane(before, failed(1), start)
    expect(stepLane(failing, failed(1), at(5 * 86_400 - 1)).hasFailedTooLong).toBe(false)
    expect(stepLane(failing, failed(1), at(5 * 86_400)).hasFailedTooLong).toBe(true)
    expect(stepLane(failing, failed(0), at(6 * 86_400)).hasFailedTooLong).toBe(false)
  })

  it('has recovered when its breaker closes', () => {
    const open = stepLane(before, failed(10), start)
    expect(open.hasRecovered).toBe(false)
    expect(stepLane(open, failed(0, 1), at(31)).hasRecovered).toBe(true)
  })
})
