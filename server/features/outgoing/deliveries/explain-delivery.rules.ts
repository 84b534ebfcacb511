/** Says in words why a delivery stands where it does: the first of all reasons that keeps it from being sent. */
import type { DeliveryStatus } from '../../../../contracts/deliveries.ts'

export interface EndedFacts {
  status: Exclude<DeliveryStatus, 'pending'>
  attemptCount: number
  reason: string | null
}

export interface WaitingFacts {
  status: 'pending'
  attemptCount: number
  /** What the last attempt met. */
  reason: string | null
  endpoint: 'active' | 'listening' | 'paused' | 'disabled' | 'deleted'
  isOnItsWay: boolean
  /** An earlier event of the same subject has not been delivered yet. */
  isBehind: boolean
  breakerUntil: Date | null
  throttledUntil: Date | null
  /** The receiver has not proved that it wants what it is sent. */
  isUnproved: boolean
  dueAt: Date
  now: Date
}

export function explainDelivery(facts: EndedFacts | WaitingFacts): string {
  return facts.status === 'pending' ? explainWaiting(facts) : explainEnded(facts)
}

function explainEnded({ status, attemptCount, reason }: EndedFacts): string {
  if (status === 'success') return `Delivered with attempt ${attemptCount}.`
  if (status === 'canceled') return `Canceled before it was delivered. ${reason ?? ''}`.trim()
  if (status === 'superseded') return 'Not sent: a later event took its place.'
  return `Given up after ${timesOf(attemptCount)}. ${reason ?? ''}`.trim()
}

const notSending = {
  paused: 'The endpoint is paused. It is sent when somebody activates the endpoint.',
  disabled: 'The endpoint is disabled. It is sent when somebody activates the endpoint.',
  deleted: 'The endpoint was deleted. It will be canceled.',
} as const

function explainWaiting(facts: WaitingFacts): string {
  const { endpoint, isOnItsWay, isBehind, breakerUntil, throttledUntil, dueAt, now } = facts
  if (isOnItsWay) return 'It is being sent right now.'
  if (endpoint !== 'active' && endpoint !== 'listening') return notSending[endpoint]
  if (isBehind) return 'The endpoint is sent events in order, and an earlier one of the same subject waits.'
  if (endpoint === 'active' && breakerUntil && breakerUntil > now) {
    return `Too many attempts failed, so the endpoint is left alone until ${timeOf(breakerUntil)}. Then one attempt tells whether it answers again.`
  }
  if (dueAt > now) {
    // Of a delivery that was sent again, earlier attempts may have succeeded.
    const met = facts.reason ? ` It met: ${facts.reason}` : ''
    return `Attempt ${facts.attemptCount} failed; the next is at ${timeOf(dueAt)}.${met}`
  }
  if (endpoint === 'listening') return 'It is due, and waits to be fetched by whoever listens.'
  if (throttledUntil && throttledUntil > now) {
    return facts.isUnproved
      ? 'The receiver has not proved that it wants this, so it is sent one message a minute.'
      : 'The throttle of the endpoint holds it back for a moment.'
  }
  return 'It is due, and waits for its turn.'
}

const timesOf = (count: number) => (count === 1 ? '1 attempt' : `${count} attempts`)
const timeOf = (time: Date) => `${time.toISOString().slice(0, 19).replace('T', ' ')} UTC`
