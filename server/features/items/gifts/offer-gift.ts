/** A member offers units to another: they are held, or where gifts are accepted automatically theirs, in one commit. */
import { type Gift, giftSecondsDefault } from '../../../../contracts/gifts.ts'
import type { Context } from '../../../context.ts'
import { decisionTime, type Transaction } from '../../../platform/db/database.ts'
import { invariant } from '../../../platform/invariant.ts'
import { refuse } from '../../../platform/refusal.ts'
import { type Actor, recordedActor } from '../../actor.ts'
import { member, placeHold } from '../../ledger/index.ts'
import type { ItemAddress, ItemRow } from '../catalog/item.ts'
import { findItem } from '../catalog/items.store.ts'
import { shownTiers } from '../catalog/shown-tiers.ts'
import { lockInventories } from '../postings/inventories.store.ts'
import { postMovement } from '../postings/post-movement.ts'
import type { ShownTier } from '../postings/posting.ts'
import { lockItems } from '../postings/postings.store.ts'
import { requireTradable, shareApprovedApp } from '../postings/require-movable.ts'
import { findItemsSettings } from '../settings/items-settings.store.ts'
import { findReceiver, type NamedReceiver, requireOneName } from './find-receiver.ts'
import { giftAction } from './gift.ts'
import { findGift, insertGift } from './gifts.store.ts'
import { viewGift } from './gifts.views.ts'
import { receiveGift } from './receive-gift.ts'
import { requireRoom } from './require-room.ts'
import { tellGift } from './tell-gift.ts'

export interface GiftOrder extends NamedReceiver {
  communityId: string
  itemId: string
  tier?: string | undefined
  quantity: number
  message?: string | undefined
  expiresInS?: number | undefined
}

export type GiftContext = Pick<Context, 'ids' | 'events' | 'inTransaction'>

export async function offerGift(ctx: GiftContext, actor: Actor, order: GiftOrder): Promise<Gift> {
  const { communityId, itemId, quantity, message = '', expiresInS = giftSecondsDefault } = order
  const { memberId: fromMemberId } = actor
  if (fromMemberId === null) return refuse('forbidden', 'Only members have units to give.')
  requireOneName(order)
  return ctx.inTransaction(async (tx) => {
    const item = await lockGiftable(tx, { communityId, itemId }, fromMemberId)
    const tier = await findTier(tx, communityId, item, order.tier)
    const toMemberId = await findReceiver(tx, communityId, order)
    if (toMemberId === fromMemberId) refuse('not_giftable', 'Nobody gives to themselves.')
    const app = { communityId, appId: item.app_id }
    const isAutomatic = (await findItemsSettings(tx, communityId)).gift_acceptance === 'automatic'
    const memberIds = isAutomatic ? [fromMemberId, toMemberId] : [fromMemberId]
    const sequences = await lockInventories(tx, app, memberIds)
    const { asset } = tier
    const holding = { communityId, memberId: toMemberId, tierId: tier.id, asset }
    await requireTradable(tx, { ...holding, memberId: fromMemberId }, quantity)
    if (isAutomatic) await receiveGift(tx, ctx, holding, item, quantity)
    // Asked again, under their lock, when they accept.
    else await requireRoom(tx, { ...holding, maxPerMember: item.settings.maxPerMember }, quantity)

    const giftId = ctx.ids.next()
    const holdId = isAutomatic ? null : ctx.ids.next()
    const transfers =
      holdId === null
        ? [{ line: 0, asset, amount: quantity, from: member(fromMemberId), to: member(toMemberId) }]
        : await placeHold(tx, {
            ...{ communityId, id: holdId, keeper: 'items', purpose: 'gift', asset, amount: quantity },
            ...{ holder: { kind: 'member', id: fromMemberId }, actor: recordedActor(actor) },
          })
    const cause = { kind: 'request' as const, id: actor.requestId }
    const movement = { ...app, item, tier, cause, reason: giftAction, transfers, sequences }
    const changes = await postMovement(tx, ctx, actor, movement, () => refuse('insufficient_balance'))
    const now = await decisionTime(tx)
    await insertGift(tx, {
      ...{ ...app, id: giftId, fromMemberId, toMemberId, itemId, tierId: tier.id, tierKey: tier.key },
      ...{ itemUri: tier.shownUri, quantity, message: message.trim(), holdId },
      expiresAt: new Date(now.getTime() + expiresInS * 1000),
    })
    const made = await findGift(tx, { communityId, giftId })
    invariant(made, 'a gift that was just inserted is there')
    await tellGift(tx, ctx, actor, made, made.state, changes)
    return viewGift(made, now)
  })
}

const noItem = 'There is no such item.'

/** Locks the app and the item, shared. */
async function lockGiftable(tx: Transaction, address: ItemAddress, memberId: string): Promise<ItemRow> {
  const found = await findItem(tx, address)
  if (!found || found.state === 'draft') return refuse('not_found', noItem)
  await shareApprovedApp(tx, { communityId: address.communityId, appId: found.app_id }, memberId)
  const [item] = await lockItems(tx, address.communityId, [address.itemId], { isExclusive: false })
  if (!item) return refuse('not_found', noItem)
  if (!item.settings.isGiftable) refuse('not_giftable', 'The item cannot be given.')
  requireLive(item)
  return item
}

/** Frozen and retired items are not given, and not taken as gifts. */
export function requireLive(item: ItemRow): void {
  if (item.state === 'live' && item.frozen_at === null) return
  const state = item.frozen_at === null ? item.state : 'frozen'
  refuse('wrong_state', `The item is ${state}.`, { state })
}

async function findTier(
  tx: Transaction,
  communityId: string,
  item: ItemRow,
  key: string | undefined,
): Promise<ShownTier> {
  const tiers = await shownTiers(tx, communityId, [item])
  const tier = key === undefined && tiers.length === 1 ? tiers[0] : tiers.find((each) => each.key === key)
  return tier ?? refuse('unknown_item', 'The item has no such tier, or several to choose from.')
}
