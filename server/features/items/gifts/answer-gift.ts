/** The receiver accepts or rejects a gift, or the sender or staff takes it back. The same answer again changes nothing. */
import type { Gift } from '../../../../contracts/gifts.ts'
import { decisionTime } from '../../../platform/db/database.ts'
import { invariant } from '../../../platform/invariant.ts'
import { refuse } from '../../../platform/refusal.ts'
import { holds } from '../../access/index.ts'
import type { Actor } from '../../actor.ts'
import { lockItems } from '../postings/postings.store.ts'
import { endGift } from './end-gift.ts'
import type { GiftAddress, GiftRow } from './gift.ts'
import { type GiftAnswer, judgeGift, shownState } from './gifts.rules.ts'
import { findGift, lockGift } from './gifts.store.ts'
import { viewGift } from './gifts.views.ts'
import type { GiftContext } from './offer-gift.ts'

export const noGift = 'There is no such gift.'

export async function answerGift(
  ctx: GiftContext,
  actor: Actor,
  address: GiftAddress,
  answer: GiftAnswer,
): Promise<Gift> {
  return ctx.inTransaction(async (tx) => {
    const found = await findGift(tx, address)
    if (!found || !mayAnswer(actor, found, answer)) return refuse('not_found', noGift)
    const [item] = await lockItems(tx, address.communityId, [found.item_id], { isExclusive: false })
    const gift = await lockGift(tx, address)
    invariant(gift && item, 'a gift that was found stays, and its item')
    const now = await decisionTime(tx)
    const standing = { state: gift.state, expiresAt: gift.expires_at }
    const verdict = judgeGift(standing, answer, now)
    const state = shownState(standing, now)
    if (verdict === 'gift_not_pending') return refuse(verdict, `It is ${state}.`, { state })
    if (verdict === 'repeat') return viewGift(gift, now)
    await endGift(tx, ctx, actor, gift, item, answer)
    const ended = await findGift(tx, address)
    invariant(ended, 'a gift that was locked can be read')
    return viewGift(ended, now)
  })
}

/** Of everybody else it does not exist. */
function mayAnswer(actor: Actor, gift: GiftRow, answer: GiftAnswer): boolean {
  if (answer !== 'canceled') return actor.memberId === gift.to_member_id
  return actor.memberId === gift.from_member_id || holds(actor, 'approve_apps')
}
