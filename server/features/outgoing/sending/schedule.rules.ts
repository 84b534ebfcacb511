/** When a delivery is tried again: the steps of the schedule, jitter, and what the receiver asked for. */

const minute = 60
const hour = 60 * minute

/** Waits after each failed attempt, in seconds (webhooks.md 3): ten attempts over a little more than three days. */
export const defaultSchedule: readonly number[] = [
  5,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
]

const jitterShare = 0.2
/** After a timeout or "too many requests" the receiver is left alone for at least so long. */
const restSeconds = 60

export interface RetryQuestion {
  schedule: readonly number[]
  /** Attempts so far, the failed one included, counted from the last replay. */
  attemptCount: number
  /** Seconds that the receiver asked for. */
  retryAfter: number | null
  /** It timed out, or answered 429. */
  needsRest: boolean
  /** From 0 up to, but not, 1. */
  random: number
}

/** Seconds until the next attempt; null when there is none left. Jitter only makes it later. */
export function nextWait(question: RetryQuestion): number | null {
  const { schedule, attemptCount, retryAfter, needsRest, random } = question
  const step = schedule[attemptCount - 1]
  if (step === undefined) return null
  const longest = Math.max(...schedule, restSeconds)
  const asked = Math.min(retryAfter ?? 0, longest)
  const wait = Math.max(step, asked, needsRest ? restSeconds : 0)
  return wait * (1 + jitterShare * random)
}

/** `Retry-After` (RFC 9110 10.2.3) in whole seconds from `now`; decimals are rounded up, junk counts as none. */
export function readRetryAfter(text: string | undefined, now: Date): number | null {
  const value = text?.trim()
  if (!value) return null
  // However many digits: whoever asks for ages gets the longest step, not the shortest.
  if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Math.min(Number(value), Number.MAX_SAFE_INTEGER))
  // What `Date.parse` takes beside dates of HTTP is not worth guessing at.
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(value)) return null
  const at = Date.parse(value)
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now.getTime()) / 1000))
}
