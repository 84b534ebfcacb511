/**
 * What becomes of a gift. Pure.
 *
 * | from | by | to |
 * |---|---|---|
 * | offered, not over | the receiver accepts | accepted |
 * | offered, not over | the receiver rejects | rejected |
 * | offered, not over | the sender or staff cancels | canceled |
 * | offered | its time | expired |
 * | - | where gifts are accepted automatically | accepted |
 */
import type { GiftState } from '../../../../contracts/gifts.ts'

export type GiftAnswer = 'accepted' | 'rejected' | 'canceled'

export interface GiftStanding {
  state: GiftState
  expiresAt: Date
}

/** The state as everybody sees it: over at the instant, swept or not. */
export const shownState = ({ state, expiresAt }: GiftStanding, now: Date): GiftState =>
  state === 'offered' && expiresAt <= now ? 'expired' : state

/** The same answer again is answered as before. */
export function judgeGift(
  gift: GiftStanding,
  answer: GiftAnswer,
  now: Date,
): 'step' | 'repeat' | 'gift_not_pending' {
  if (gift.state === answer) return 'repeat'
  return shownState(gift, now) === 'offered' ? 'step' : 'gift_not_pending'
}
