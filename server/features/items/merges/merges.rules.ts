/**
 * What becomes of a merge, whoever or whatever decides. Pure.
 *
 * | from | by | to |
 * |---|---|---|
 * | requested, in doubt | an attempt is accepted, `on_2xx` | confirmed |
 * | requested, in doubt | the app or staff confirms | confirmed |
 * | requested, in doubt | the app or staff rejects | rejected |
 * | requested | an attempt is declined, `explicit` or not seen | rejected |
 * | requested | the player cancels: nothing on its way, and `explicit` or not seen | canceled |
 * | requested | the deadline: nothing on its way, and `explicit` or not seen | expired |
 * | requested | the deadline, or an unknown outcome without resending; `on_2xx` and seen | in doubt |
 *
 * Seen is a merge that the game may have acted on. It is never unset, so no timer gives back what may be in the game.
 */
import type { AttemptOutcome } from '../../../../contracts/events/index.ts'
import type { ConfirmMode } from '../../../../contracts/face-settings.ts'
import type { MergeState } from '../../../../contracts/merges.ts'

export interface MergeStanding {
  state: MergeState
  confirmMode: ConfirmMode
  isSeen: boolean
  /** Whether the same is sent again when nobody knows what came of it. */
  resendsAfterUnknown: boolean
}

export const isOpen = ({ state }: Pick<MergeStanding, 'state'>): boolean =>
  state === 'requested' || state === 'in_doubt'

/** As far as the merge itself says; an attempt on its way forbids it as well. */
export const isReturnable = ({ state, confirmMode, isSeen }: MergeStanding): boolean =>
  state === 'requested' && (confirmMode === 'explicit' || !isSeen)

export interface MergeStep {
  state: MergeState
  isSeen: boolean
  /** Nothing more is sent of it. */
  endsSending: boolean
}

/** What an attempt that ended leads to; of a merge that was decided nothing. */
export function stepByAttempt(merge: MergeStanding, outcome: AttemptOutcome): MergeStep {
  const { state, confirmMode, resendsAfterUnknown } = merge
  const stays = { state, isSeen: merge.isSeen, endsSending: false }
  if (!isOpen(merge)) return stays
  const seen = { ...stays, isSeen: true }
  switch (outcome) {
    case 'accepted':
      return confirmMode === 'on_2xx' ? { ...seen, state: 'confirmed', endsSending: true } : seen
    case 'declined':
      return isReturnable(merge) ? { ...stays, state: 'rejected', endsSending: true } : stays
    case 'unknown': {
      if (resendsAfterUnknown) return seen
      const doubted = confirmMode === 'on_2xx' ? 'in_doubt' : state
      return { ...seen, state: doubted, endsSending: true }
    }
    case 'turned_away':
    case 'unsent':
      return stays
  }
}

export type MergeAnswer = 'confirmed' | 'rejected' | 'canceled'
export type MergeVerdict = 'step' | 'repeat' | 'merge_not_pending' | 'not_cancelable'

/** The same answer again is answered as before. Of `isOnItsWay` only who cancels has to know. */
export function judgeAnswer(merge: MergeStanding, answer: MergeAnswer, isOnItsWay: boolean): MergeVerdict {
  if (merge.state === answer) return 'repeat'
  if (!isOpen(merge)) return 'merge_not_pending'
  if (answer !== 'canceled') return 'step'
  return isReturnable(merge) && !isOnItsWay ? 'step' : 'not_cancelable'
}

/** What the deadline leads to; undefined while an attempt is on its way, whose outcome comes first. */
export function stepByDeadline(merge: MergeStanding, isOnItsWay: boolean): MergeState | undefined {
  if (merge.state !== 'requested' || isOnItsWay) return undefined
  return isReturnable(merge) ? 'expired' : 'in_doubt'
}

/** Whether its event is still to be sent; after the deadline only to find out what became of it. */
export function isStillSent(merge: MergeStanding & { isOver: boolean; hasUnknown: boolean }): boolean {
  if (!isOpen(merge) || (merge.hasUnknown && !merge.resendsAfterUnknown)) return false
  return !merge.isOver || (merge.confirmMode === 'on_2xx' && merge.isSeen)
}
