/** The machine of mint orders, row by row. */
import { describe, expect, it } from 'vitest'
import {
  isStillSent,
  judgeAnswer,
  type MintStanding,
  stepByAttempt,
  stepByDeadline,
} from './mint-orders.rules.ts'

const order = (more: Partial<MintStanding> = {}): MintStanding => ({
  ...{ state: 'requested', confirmMode: 'on_2xx', isSeen: false, resendsAfterUnknown: true },
  ...more,
})
const inTime = { isOver: false, isOnItsWay: false }

describe('an attempt', () => {
  it('that is accepted confirms, late settles, and in explicit mode only shows that the game knows', () => {
    expect(stepByAttempt(order(), 'accepted')).toMatchObject({ state: 'confirmed', endsSending: true })
    expect(stepByAttempt(order({ state: 'overdue', isSeen: true }), 'accepted').state).toBe('settled_late')
    const explicit = stepByAttempt(order({ confirmMode: 'explicit' }), 'accepted')
    expect(explicit).toEqual({ state: 'requested', isSeen: true, endsSending: false })
  })

  it('that is declined rejects, unless the game may have acted before', () => {
    expect(stepByAttempt(order(), 'declined').state).toBe('rejected')
    expect(stepByAttempt(order({ isSeen: true }), 'declined').state).toBe('requested')
  })

  it('of which nobody knows makes it seen, and is the last for games that take no repeats', () => {
    expect(stepByAttempt(order(), 'unknown')).toMatchObject({ isSeen: true, endsSending: false })
    expect(stepByAttempt(order({ resendsAfterUnknown: false }), 'unknown').endsSending).toBe(true)
  })

  it('of an order that was decided changes nothing', () => {
    expect(stepByAttempt(order({ state: 'canceled' }), 'accepted').state).toBe('canceled')
  })
})

describe('an answer', () => {
  it('confirms in time, settles late, and repeats', () => {
    expect(judgeAnswer(order(), 'confirmed', inTime)).toEqual({ step: 'confirmed' })
    expect(judgeAnswer(order(), 'confirmed', { ...inTime, isOver: true })).toEqual({ step: 'settled_late' })
    expect(judgeAnswer(order({ state: 'settled_late' }), 'confirmed', inTime)).toBe('repeat')
    expect(judgeAnswer(order({ state: 'expired' }), 'confirmed', inTime)).toBe('order_not_pending')
  })

  it('of the player cancels only what the game cannot have acted on', () => {
    expect(judgeAnswer(order(), 'canceled', inTime)).toEqual({ step: 'canceled' })
    expect(judgeAnswer(order(), 'canceled', { ...inTime, isOnItsWay: true })).toBe('not_cancelable')
    expect(judgeAnswer(order({ isSeen: true }), 'canceled', inTime)).toBe('not_cancelable')
  })
})

it('the deadline waits for what is on its way, and loses nothing that the game may have taken out', () => {
  expect(stepByDeadline(order(), true)).toBeUndefined()
  expect(stepByDeadline(order(), false)).toBe('expired')
  expect(stepByDeadline(order({ isSeen: true }), false)).toBe('overdue')
})

it('is sent until it is decided, after its time only where the game may have acted', () => {
  expect(isStillSent({ ...order(), isOver: true, hasUnknown: false })).toBe(false)
  expect(isStillSent({ ...order({ isSeen: true }), isOver: true, hasUnknown: true })).toBe(true)
  const once = order({ isSeen: true, resendsAfterUnknown: false })
  expect(isStillSent({ ...once, isOver: false, hasUnknown: true })).toBe(false)
})
