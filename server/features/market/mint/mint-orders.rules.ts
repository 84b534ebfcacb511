/**
 * What becomes of a mint order, whoever or whatever decides. Pure.
 *
 * | from | by | to |
 * |---|---|---|
 * | requested | an attempt is accepted (`on_2xx`), or the app or staff confirms in time | confirmed |
 * | requested, overdue | the app or staff rejects | rejected |
 * | requested | an attempt is declined; not seen | rejected |
 * | requested | the player cancels; not seen, nothing on its way | canceled |
 * | requested | the deadline; nothing on its way | expired, or overdue if seen |
 * | overdue, or requested after its time | an attempt is accepted (`on_2xx`), or somebody confirms | settled late |
 *
 * Seen is an order that the game may have acted on. It is never unset, so no timer loses what was taken out there.
 */
import type { AttemptOutcome } from '../../../../contracts/events/index.ts'
import type { ConfirmMode } from '../../../../contracts/face-settings.ts'
import type { MintOrderState } from '../../../../contracts/mint-orders.ts'

export interface MintStanding {
  state: MintOrderState
  confirmMode: ConfirmMode
  isSeen: boolean
  /** Whether the same is sent again when nobody knows what came of it. */
  resendsAfterUnknown: boolean
}

export const isOpen = ({ state }: Pick<MintStanding, 'state'>): boolean =>
  state === 'requested' || state === 'overdue'

export interface MintStep {
  state: MintOrderState
  isSeen: boolean
  /** Nothing more is sent of it. */
  endsSending: boolean
}

/** What an attempt that ended leads to; of an order that was decided nothing. */
export function stepByAttempt(order: MintStanding, outcome: AttemptOutcome): MintStep {
  const { state, confirmMode, resendsAfterUnknown } = order
  const stays = { state, isSeen: order.isSeen, endsSending: false }
  if (!isOpen(order)) return stays
  const seen = { ...stays, isSeen: true }
  switch (outcome) {
    case 'accepted':
      if (confirmMode === 'explicit') return seen
      return { ...seen, state: state === 'overdue' ? 'settled_late' : 'confirmed', endsSending: true }
    case 'declined':
      return state === 'requested' && !order.isSeen
        ? { ...stays, state: 'rejected', endsSending: true }
        : stays
    case 'unknown':
      return { ...seen, endsSending: !resendsAfterUnknown }
    case 'turned_away':
    case 'unsent':
      return stays
  }
}

export type MintAnswer = 'confirmed' | 'rejected' | 'canceled'
export type MintVerdict = 'repeat' | 'order_not_pending' | 'not_cancelable' | { step: MintOrderState }

/** The same answer again is answered as before. `isOver`: its time to be answered. */
export function judgeAnswer(
  order: MintStanding,
  answer: MintAnswer,
  { isOver, isOnItsWay }: { isOver: boolean; isOnItsWay: boolean },
): MintVerdict {
  const { state, isSeen } = order
  if (state === answer || (answer === 'confirmed' && state === 'settled_late')) return 'repeat'
  if (!isOpen(order)) return 'order_not_pending'
  if (answer === 'rejected') return { step: 'rejected' }
  if (answer === 'confirmed') return { step: state === 'overdue' || isOver ? 'settled_late' : 'confirmed' }
  return state === 'requested' && !isSeen && !isOnItsWay ? { step: 'canceled' } : 'not_cancelable'
}

/** What the deadline leads to; undefined while an attempt is on its way, whose outcome comes first. */
export function stepByDeadline(
  { state, isSeen }: MintStanding,
  isOnItsWay: boolean,
): 'expired' | 'overdue' | undefined {
  if (state !== 'requested' || isOnItsWay) return undefined
  return isSeen ? 'overdue' : 'expired'
}

/** Whether its event is still to be sent; after the deadline only to find out what became of it. */
export function isStillSent(order: MintStanding & { isOver: boolean; hasUnknown: boolean }): boolean {
  if (!isOpen(order) || (order.hasUnknown && !order.resendsAfterUnknown)) return false
  return !order.isOver || order.isSeen
}
