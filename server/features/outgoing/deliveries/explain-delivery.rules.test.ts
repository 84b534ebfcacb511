/** Why a delivery was sent, or not yet, in words. */
import { describe, expect, it } from 'vitest'
import { explainDelivery, type WaitingFacts } from './explain-delivery.rules.ts'

const now = new Date('2026-11-25T12:00:00Z')
const later = new Date('2026-11-25T12:05:00Z')
const due: WaitingFacts = {
  ...{ status: 'pending', attemptCount: 0, reason: null, endpoint: 'active', isOnItsWay: false },
  ...{ isBehind: false, breakerUntil: null, throttledUntil: null, isUnproved: false, dueAt: now, now },
}

describe('a delivery that waits', () => {
  it('says what keeps it: the first reason there is', () => {
    expect(explainDelivery(due)).toBe('It is due, and waits for its turn.')
    expect(explainDelivery({ ...due, throttledUntil: later })).toMatch(/throttle/)
    expect(explainDelivery({ ...due, throttledUntil: later, isUnproved: true })).toMatch(/has not proved/)
    const retried = { ...due, attemptCount: 2, reason: 'The receiver answered 500.', dueAt: later }
    expect(explainDelivery(retried)).toBe(
      'Attempt 2 failed; the next is at 2026-11-25 12:05:00 UTC. It met: The receiver answered 500.',
    )
    expect(explainDelivery({ ...retried, breakerUntil: later })).toMatch(/left alone until 2026-11-25 12:05/)
    expect(explainDelivery({ ...retried, isBehind: true, breakerUntil: later })).toMatch(/in order/)
    expect(explainDelivery({ ...retried, isBehind: true, endpoint: 'paused' })).toMatch(/paused/)
    expect(explainDelivery({ ...due, endpoint: 'disabled' })).toMatch(/disabled/)
    expect(explainDelivery({ ...due, endpoint: 'deleted' })).toMatch(/canceled/)
    expect(explainDelivery({ ...due, endpoint: 'paused', isOnItsWay: true })).toMatch(/right now/)
  })

  it('is not kept by a breaker or a throttle whose time is over', () => {
    expect(explainDelivery({ ...due, breakerUntil: now, throttledUntil: now })).toMatch(/its turn/)
  })
})

describe('a delivery that has ended', () => {
  it('says how', () => {
    const ended = { attemptCount: 1, reason: null }
    expect(explainDelivery({ ...ended, status: 'success' })).toBe('Delivered with attempt 1.')
    expect(explainDelivery({ ...ended, status: 'canceled', reason: 'The endpoint was deleted.' })).toMatch(
      /deleted/,
    )
    expect(explainDelivery({ ...ended, status: 'superseded' })).toMatch(/later event/)
    expect(explainDelivery({ ...ended, status: 'failed', reason: 'Gone.' })).toBe(
      'Given up after 1 attempt. Gone.',
    )
  })
})
