/**
 * The breaker of an endpoint. Within five minutes at least ten attempts, seven of ten failed: nothing is sent for 30 s.
 * Then one attempt is the probe: it closes the breaker, or opens it for twice as long, up to ten minutes.
 */

export interface BreakerState {
  openUntil: Date | null
  /** How long it was opened for; 0 while it is closed. */
  openSeconds: number
  windowStartedAt: Date | null
  windowAttempts: number
  windowFailures: number
}

const windowSeconds = 5 * 60
const attemptsMin = 10
const failureShare = 0.7
const openSecondsMin = 30
const openSecondsMax = 10 * 60

export const closedBreaker: BreakerState = {
  openUntil: null,
  openSeconds: 0,
  windowStartedAt: null,
  windowAttempts: 0,
  windowFailures: 0,
}

/** After the attempts of one endpoint that ended together. */
export function stepBreaker(
  state: BreakerState,
  ended: { successes: number; failures: number },
  now: Date,
): BreakerState {
  const { successes, failures } = ended
  if (state.openUntil) {
    // What was on its way when it opened tells nothing of the probe.
    if (state.openUntil > now) return state
    if (successes > 0) return closedBreaker
    return failures > 0 ? opened(Math.min(state.openSeconds * 2, openSecondsMax), now) : state
  }
  const isOld =
    !state.windowStartedAt || now.getTime() - state.windowStartedAt.getTime() > windowSeconds * 1000
  const windowAttempts = (isOld ? 0 : state.windowAttempts) + successes + failures
  const windowFailures = (isOld ? 0 : state.windowFailures) + failures
  if (windowAttempts >= attemptsMin && windowFailures >= failureShare * windowAttempts) {
    return opened(openSecondsMin, now)
  }
  return {
    ...closedBreaker,
    windowStartedAt: isOld ? now : state.windowStartedAt,
    windowAttempts,
    windowFailures,
  }
}

function opened(openSeconds: number, now: Date): BreakerState {
  return { ...closedBreaker, openUntil: new Date(now.getTime() + openSeconds * 1000), openSeconds }
}

export type BreakerName = 'closed' | 'open' | 'half_open'

export function nameBreaker({ openUntil }: Pick<BreakerState, 'openUntil'>, now: Date): BreakerName {
  if (!openUntil) return 'closed'
  return openUntil > now ? 'open' : 'half_open'
}
