/** What becomes of a delivery after an attempt, and what the answer says about the endpoint itself. */
import type { AttemptFailureCode } from '../../../platform/outbound/attempt.ts'
import { nextWait, readRetryAfter } from './schedule.rules.ts'

export interface EndedAttempt {
  /** Of the answer, or null when there was none. */
  status: number | null
  failure: AttemptFailureCode | null
  /** It was asked for the proof that it wants what it is sent, and gave none. */
  lacksProof?: boolean
  /** Names in lower case. */
  headers: ReadonlyMap<string, string>
}

export interface AttemptCircumstances {
  schedule: readonly number[]
  /** This one included, counted from the last replay. */
  attemptCount: number
  /** No attempt may start then or later. */
  notAfter: Date | null
  /** Goes on once a day after the schedule. */
  isDaily: boolean
  /** Until when, once it does. */
  dailyUntil: Date | null
  now: Date
  random: number
}

export type Verdict =
  | { kind: 'success'; disables: null | 'asked' }
  | { kind: 'retry'; waitSeconds: number; dailyUntil: Date | null; disables: null }
  | { kind: 'failed'; reason: string; disables: null | 'gone' | 'asked' }

const gone = 410
const daySeconds = 24 * 60 * 60
const dailyDaysMax = 30
const tooManyRequests = 429
const timeouts: readonly (AttemptFailureCode | null)[] = [
  'timed_out',
  'headers_timeout',
  'connect_timeout',
  'tls_timeout',
  'dns_timeout',
]

/** The header `webhook-delivery` of an answer steers: `disable` ends the endpoint, `abort-message` the delivery. */
export function judgeAttempt(attempt: EndedAttempt, circumstances: AttemptCircumstances): Verdict {
  const steering = attempt.headers.get('webhook-delivery')?.trim().toLowerCase()
  const asksToDisable = steering === 'disable'
  if (isSuccess(attempt) && !attempt.lacksProof)
    return { kind: 'success', disables: asksToDisable ? 'asked' : null }
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
  const { dailyUntil } = circumstances
  if (attempt.failure === 'aborted') return { kind: 'retry', waitSeconds: 0, dailyUntil, disables: null }
  return judgeFailure(attempt, circumstances)
}

function judgeFailure(attempt: EndedAttempt, circumstances: AttemptCircumstances): Verdict {
  const { schedule, attemptCount, notAfter, dailyUntil, now, random } = circumstances
  const waitSeconds = nextWait({
    schedule,
    attemptCount,
    retryAfter: readRetryAfter(attempt.headers.get('retry-after'), now),
    needsRest: timeouts.includes(attempt.failure) || attempt.status === tooManyRequests,
    random,
  })
  const isTooLate = waitSeconds !== null && notAfter !== null && !isBefore(now, waitSeconds, notAfter)
  if (waitSeconds !== null && !isTooLate && !dailyUntil) {
    return { kind: 'retry', waitSeconds, dailyUntil: null, disables: null }
  }
  if (circumstances.isDaily) return judgeDaily(attemptCount, dailyUntil, now)
  if (waitSeconds === null) {
    return { kind: 'failed', reason: `The last of ${attemptCount} attempts failed.`, disables: null }
  }
  return { kind: 'failed', reason: tooLate, disables: null }
}

export const tooLate = 'The event would have come too late to be of use.'

function judgeDaily(attemptCount: number, dailyUntil: Date | null, now: Date): Verdict {
  const until = dailyUntil ?? new Date(now.getTime() + dailyDaysMax * daySeconds * 1000)
  if (isBefore(now, daySeconds, until)) {
    return { kind: 'retry', waitSeconds: daySeconds, dailyUntil: until, disables: null }
  }
  const reason = `The last of ${attemptCount} attempts failed, ${dailyDaysMax} days of daily ones included.`
  return { kind: 'failed', reason, disables: null }
}

const isBefore = (now: Date, waitSeconds: number, end: Date) =>
  now.getTime() + waitSeconds * 1000 < end.getTime()

/** The head says it: whoever broke off the body behind it had taken the event. */
export function isSuccess({ status }: Pick<EndedAttempt, 'status'>): boolean {
  return status !== null && status >= 200 && status < 300
}
