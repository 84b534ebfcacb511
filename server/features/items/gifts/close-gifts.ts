/** Gifts that are taken back because the app takes the units in them. */
import { decisionTime } from '../../../platform/db/database.ts'
import { invariant } from '../../../platform/invariant.ts'
import { recordedActor } from '../../actor.ts'
import { endHold, holdAccount, itemAsset, member } from '../../ledger/index.ts'
import type { FindClosings } from '../postings/order-closers.ts'
import { insertPosting } from '../postings/postings.store.ts'
import { giftAction } from './gift.ts'
import { lockOfferedGifts, updateGift } from './gifts.store.ts'
import { tellGift } from './tell-gift.ts'

export const closeGifts: FindClosings = async (tx, ctx, { communityId, appId, actor, holdings, limit }) => {
  const now = await decisionTime(tx)
  const gifts = await lockOfferedGifts(tx, communityId, holdings, limit)
  return gifts.map((gift) => {
    const { id, hold_id: holdId, from_member_id: memberId, quantity } = gift
    invariant(holdId, 'what is offered is held')
    const asset = itemAsset(gift.tier_id)
    const state = gift.expires_at <= now ? 'expired' : 'canceled'
    const cause = { kind: 'request' as const, id }
    const back = { line: 0, asset, amount: quantity, from: holdAccount(holdId), to: member(memberId) }
    return {
      ...{ kind: 'gift', id, memberId, asset, quantity },
      posting: { communityId, cause, action: giftAction, actor: recordedActor(actor), transfers: [back] },
      async end(inTx) {
        const isEnded = await updateGift(inTx, { communityId, giftId: id }, state)
        invariant(isEnded, 'a gift that is locked and offered can be ended')
        await endHold(inTx, communityId, holdId, { back: state === 'expired' ? 'expired' : 'voided' })
        await insertPosting(inTx, { communityId, appId, id, reason: giftAction, reference: null, tags: [] })
      },
      tell: (inTx, changes) => tellGift(inTx, ctx, actor, gift, state, changes),
    }
  })
}
