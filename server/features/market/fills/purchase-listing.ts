/**
 * Buys units of one listing. Whoever is too late is refused before anything is locked; the others take the app and its
 * item (shared), the listing, their own counter, and the balances last. Nothing is charged unless the units arrive.
 */
import type { Fill } from '../../../../contracts/fills.ts'
import type { MarketSettings } from '../../../../contracts/market.ts'
import type { Context } from '../../../context.ts'
import type { Queryable, Transaction } from '../../../platform/db/database.ts'
import { invariant } from '../../../platform/invariant.ts'
import { refuse } from '../../../platform/refusal.ts'
import { type Actor, recordedActor } from '../../actor.ts'
import { insertTradeHold, shareTraded, type TradedTier, tradeHoldUntil } from '../../items/index.ts'
import { listComingRows, postIn, updateHold } from '../../ledger/index.ts'
import { noListing } from '../listings/get-listing.ts'
import { findListing, lockListing, type TimedListing } from '../listings/listings.store.ts'
import { viewerOf } from '../listings/listings.views.ts'
import { type RefusedOrder, refuseTrade } from '../listings/plan-listing.rules.ts'
import { refuseOrder, refuseUnposted } from '../listings/refuse-order.ts'
import { getMarketSettings } from '../settings/get-settings.ts'
import { readHeld } from '../units/held-units.ts'
import { takeSequences } from '../units/sequences.ts'
import { announceFill } from './announce-fill.ts'
import { findLowestAsk, insertFill } from './fills.store.ts'
import { viewFill } from './fills.views.ts'
import { type PlannedFill, planFill, refusePurchase } from './plan-fill.rules.ts'

export interface PurchaseOrder {
  communityId: string
  listingId: string
  quantity: number
  unitPrice: number
  terms: number
}

export async function purchaseListing(ctx: Context, actor: Actor, order: PurchaseOrder): Promise<Fill> {
  const { communityId } = order
  const buyerId = actor.memberId ?? refuse('members_only')
  const purchase = { ...order, buyerId }
  const seen = await findListing(ctx.db, order)
  if (!seen || seen.is_test) return refuse('not_found', noListing)
  await refuseLate(ctx.db, seen, refusePurchase(seen, purchase, seen.now))
  return ctx.inTransaction(async (tx) => {
    const tier = (await shareTraded(tx, communityId, seen.tier_id)) ?? refuse('not_found', noListing)
    const listing = (await lockListing(tx, order)) ?? refuse('not_found', noListing)
    await refuseLate(tx, listing, refusePurchase(listing, purchase, listing.now))
    const settings = await getMarketSettings(tx, communityId)
    const refused = refuseTrade(tier, settings, listing.currency)
    if (refused) return refuseOrder(refused)
    const planned = planFill(listing, tier, settings, purchase, ctx.ids.next())
    invariant(planned.keepsMinimumTake, 'a seller gets what was promised')
    return execute(tx, ctx, actor, { listing, tier, settings, planned })
  })
}

/** Tells beside what is left of this listing what the others cost. */
async function refuseLate(
  db: Queryable,
  { community_id, tier_id, currency }: TimedListing,
  refused: RefusedOrder | undefined,
): Promise<void> {
  if (!refused) return
  if (refused.refusal !== 'stock_changed') return refuseOrder(refused)
  const lowestAsk = await findLowestAsk(db, community_id, tier_id, currency)
  refuseOrder({ ...refused, facts: { ...refused.facts, lowestAsk } })
}

export interface Executed {
  listing: TimedListing
  tier: TradedTier
  settings: Pick<MarketSettings, 'tradeHoldFloorS'>
  planned: PlannedFill
}

async function execute(
  tx: Transaction,
  ctx: Pick<Context, 'ids' | 'events'>,
  actor: Actor,
  { listing, tier, settings, planned }: Executed,
): Promise<Fill> {
  const { fill, after, transfers } = planned
  const { community_id: communityId, buyer_id: buyerId, quantity } = fill
  const sequences = await takeSequences(tx, { communityId, appId: tier.app_id }, [buyerId])
  const held = await readHeld(tx, communityId, [buyerId])
  await insertFill(tx, planned, listing.now)
  await updateHold(tx, communityId, listing.id, {
    ...{ posted: after.filled, returned: 0, remaining: after.remaining },
    state: after.remaining === 0 ? 'posted' : 'pending',
  })
  const until = tradeHoldUntil(listing.now, tier.purchase_hold_s, settings.tradeHoldFloorS)
  if (until) {
    const holding = { communityId, memberId: buyerId, tierId: tier.tier_id }
    await insertTradeHold(tx, holding, { id: ctx.ids.next(), quantity, until })
  }
  const [outcome] = await postIn(ctx, tx, [
    {
      ...{
        communityId,
        cause: { kind: 'request', id: actor.requestId },
        action: `Bought: ${tier.item_name}`,
      },
      ...{ actor: recordedActor(actor), transfers },
    },
  ])
  const posted = refuseUnposted(outcome, (line, balance) => {
    const paid = transfers.filter((each) => each.line > 0 && each.line < line)
    const available = paid.reduce((sum, { amount }) => sum + amount, balance)
    return { asset: fill.currency, required: fill.gross, available }
  })
  const countAfter = posted[0]?.toBalance ?? 0
  const ownedAfter = countAfter + held.of(buyerId, tier.asset)
  if (tier.max_per_member !== null && ownedAfter + (await comingOf(tx, fill, tier)) > tier.max_per_member)
    refuse('member_limit', `A member has ${tier.max_per_member} of it at most. Nothing was charged.`)
  const inventorySequence = sequences.next(buyerId)
  const row = { ...fill, created_at: listing.now, reversed_at: null, reversal_reason: null }
  const moved = { countAfter, ownedAfter, inventorySequence }
  await announceFill(tx, ctx, actor, { row, listing: { ...listing, ...after }, tier, moved })
  return viewFill(row, tier, viewerOf(actor))
}

/** What the buyer has ordered out of the game counts as well. */
async function comingOf(
  tx: Transaction,
  { community_id, buyer_id }: PlannedFill['fill'],
  { asset }: TradedTier,
): Promise<number> {
  const coming = await listComingRows(tx, community_id, [buyer_id])
  return coming.find((row) => row.asset === asset)?.remaining ?? 0
}
