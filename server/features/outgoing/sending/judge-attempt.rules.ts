/** What becomes of a delivery after an attempt, and what the answer says about the endpoint itself. */
import type { AttemptFailureCode } from '../../../platform/outbound/attempt.ts'
import { nextWait, readRetryAfter } from './schedule.rules.ts'

export interface EndedAttempt {
  /** Of the answer, or null when there was none. */
  status: number | null
  failure: AttemptFailureCode | null
  /** Names in lower case. */
  headers: ReadonlyMap<string, string>
}

export interface AttemptCircumstances {
  schedule: readonly number[]
  /** This one included, counted from the last replay. */
  attemptCount: number
  /** No attempt may start later. */
  notAfter: Date | null
  now: Date
  random: number
}

export type Verdict =
  | { kind: 'success'; disables: null | 'asked' }
  | { kind: 'retry'; waitSeconds: number; disables: null }
  | { kind: 'failed'; reason: string; disables: null | 'gone' | 'asked' }

const gone = 410
const tooManyRequests = 429
const timeouts: readonly (AttemptFailureCode | null)[] = ['timed_out', 'headers_timeout', 'connect_timeout']

/** The header `webhook-delivery` of an answer steers: `disable` ends the endpoint, `abort-message` the delivery. */
export function judgeAttempt(attempt: EndedAttempt, circumstances: AttemptCircumstances): Verdict {
  const steering = attempt.headers.get('webhook-delivery')?.trim().toLowerCase()
  const asksToDisable = steering === 'disable'
  if (isSuccess(attempt)) return { kind: 'success', disables: asksToDisable ? 'asked' : null }
  if (attempt.status === gone) {
    return { kind: 'failed', reason: 'The receiver says that this address is gone (410).', disables: 'gone' }
  }
  if (asksToDisable) {
    return { kind: 'failed', reason: 'The receiver asked to be sent nothing more.', disables: 'asked' }
  }
  if (steering === 'abort-message') {
    return { kind: 'failed', reason: 'The receiver asked not to be sent this event again.', disables: null }
  }
  // We gave it up, as a server that stops does: the next one goes on at once.
  if (attempt.failure === 'aborted') return { kind: 'retry', waitSeconds: 0, disables: null }
  const { schedule, attemptCount, notAfter, now, random } = circumstances
  const waitSeconds = nextWait({
    schedule,
    attemptCount,
    retryAfter: readRetryAfter(attempt.headers.get('retry-after'), now),
    needsRest: timeouts.includes(attempt.failure) || attempt.status === tooManyRequests,
    random,
  })
  if (waitSeconds === null) {
    return { kind: 'failed', reason: `The last of ${attemptCount} attempts failed.`, disables: null }
  }
  if (notAfter && now.getTime() + waitSeconds * 1000 > notAfter.getTime()) {
    return { kind: 'failed', reason: 'The event would have come too late to be of use.', disables: null }
  }
  return { kind: 'retry', waitSeconds, disables: null }
}

export function isSuccess({ status, failure }: Pick<EndedAttempt, 'status' | 'failure'>): boolean {
  return failure === null && status !== null && status >= 200 && status < 300
}
