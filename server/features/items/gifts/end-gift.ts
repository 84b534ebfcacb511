/** Ends a gift whose row and item are locked: its state, its hold, the counts, trade holds, the event, in one commit. */
import type { Context } from '../../../context.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import { invariant } from '../../../platform/invariant.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import { endHold, itemAsset, member } from '../../ledger/index.ts'
import type { ItemRow } from '../catalog/item.ts'
import { lockInventories } from '../postings/inventories.store.ts'
import { postMovement } from '../postings/post-movement.ts'
import { type GiftRow, giftAction } from './gift.ts'
import { updateGift } from './gifts.store.ts'
import { requireLive } from './offer-gift.ts'
import { receiveGift } from './receive-gift.ts'
import { tellGift } from './tell-gift.ts'

type EndingContext = Pick<Context, 'ids' | 'events'>

export async function endGift(
  tx: Transaction,
  ctx: EndingContext,
  actor: Actor,
  gift: GiftRow,
  item: ItemRow,
  state: 'accepted' | 'rejected' | 'canceled' | 'expired',
): Promise<void> {
  const { community_id: communityId, id: giftId, app_id: appId, to_member_id: to } = gift
  const isAccepted = state === 'accepted'
  if (isAccepted) requireLive(item)
  const isEnded = await updateGift(tx, { communityId, giftId }, state)
  invariant(isEnded, 'a gift that is locked and offered can be ended')
  const receiverId = isAccepted ? to : gift.from_member_id
  const sequences = await lockInventories(tx, { communityId, appId }, [receiverId])
  const asset = itemAsset(gift.tier_id)
  if (isAccepted) {
    const holding = { communityId, memberId: to, tierId: gift.tier_id, asset }
    await receiveGift(tx, ctx, holding, item, gift.quantity)
  }
  const end = isAccepted
    ? { to: member(to) }
    : ({ back: state === 'expired' ? 'expired' : 'voided' } as const)
  invariant(gift.hold_id, 'what is offered is held')
  const transfers = await endHold(tx, communityId, gift.hold_id, end)
  const tier = { id: gift.tier_id, key: gift.tier_key, asset, shownUri: gift.item_uri }
  const cause = { kind: 'request' as const, id: giftId }
  const movement = { communityId, appId, item, tier, cause, reason: giftAction, transfers, sequences }
  const changes = await postMovement(tx, ctx, actor, movement, () => refuse('amount_out_of_bounds'))
  await tellGift(tx, ctx, actor, gift, state, changes)
}
