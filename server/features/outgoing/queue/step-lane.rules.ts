/** What the attempts of one endpoint that ended together make of its lane. */
import { type BreakerState, stepBreaker } from './breaker.rules.ts'
import { hasFailedTooLong } from './failing.rules.ts'

export interface LaneBefore {
  breaker: BreakerState
  failingSince: Date | null
}

export interface EndedTogether {
  successes: number
  /** That count against the receiver. */
  failures: number
}

export interface LaneAfter extends LaneBefore {
  /** The breaker was open, and closed. */
  hasRecovered: boolean
  hasFailedTooLong: boolean
}

export function stepLane(before: LaneBefore, ended: EndedTogether, now: Date): LaneAfter {
  const breaker = stepBreaker(before.breaker, ended, now)
  const failingSince = ended.successes > 0 ? null : (before.failingSince ?? (ended.failures > 0 ? now : null))
  return {
    breaker,
    failingSince,
    hasRecovered: before.breaker.openUntil !== null && breaker.openUntil === null,
    hasFailedTooLong: ended.failures > 0 && hasFailedTooLong(failingSince, now),
  }
}
