/**
 * Moves the units of a new listing into its hold, and what own listings that are over still hold back first, so that
 * it can be listed again at once; then tells of all of it.
 */
import type { Context } from '../../../context.ts'
import { decisionTime, type Transaction } from '../../../platform/db/database.ts'
import type { NewEvent } from '../../../platform/events/events.ts'
import { invariant } from '../../../platform/invariant.ts'
import { type Actor, recordedActor } from '../../actor.ts'
import {
  changeOf,
  listTradeHolds,
  recordChanges,
  type ToldChange,
  type TradedTier,
} from '../../items/index.ts'
import { feeAccount, holdAccount, type PostedTransfer, type Posting, postIn } from '../../ledger/index.ts'
import { getMarketSettings } from '../settings/get-settings.ts'
import { type HeldUnits, readHeld } from '../units/held-units.ts'
import { takeSequences } from '../units/sequences.ts'
import { type Closing, closeRow, countedSellers, toldClosing } from './close-listings.ts'
import { type ListingRow, type ListingSeller, sellerAccount } from './listing.ts'
import { findListing, lockExpiredOf } from './listings.store.ts'
import { toldListing } from './listings.views.ts'
import { refuseOrder, refuseUnposted } from './refuse-order.ts'
import { tellGame } from './tell-game.ts'

export interface Opening {
  communityId: string
  listingId: string
  tier: TradedTier
  seller: ListingSeller
}

export async function openListing(
  tx: Transaction,
  ctx: Pick<Context, 'ids' | 'events'>,
  actor: Actor,
  { communityId, listingId, tier, seller }: Opening,
): Promise<void> {
  const by = recordedActor(actor)
  const now = await decisionTime(tx)
  const listing = await findListing(tx, { communityId, listingId })
  invariant(listing, 'a listing that was just written can be read')
  const over = await lockExpiredOf(tx, communityId, seller.id, tier.asset)
  const app = { communityId, appId: tier.app_id }
  const memberIds = seller.kind === 'member' ? [seller.id] : []
  const sequences = await takeSequences(tx, app, [...countedSellers(over), ...memberIds])
  const held = await readHeld(tx, communityId, memberIds)
  // The hold of the new listing is written, and its units have not moved yet.
  held.add(seller.id, tier.asset, -listing.quantity)
  const closings = over.map((row): Closing => {
    const cause = { kind: 'expiry' as const, id: row.id }
    return { row, tier, state: row.ends_as, reason: row.ends_because, now, cause }
  })
  const postings: Posting[] = []
  for (const closing of closings) postings.push(await closeRow(tx, by, closing))
  const settings = await getMarketSettings(tx, communityId)
  // A test costs nothing: whom it would be taken from has no coins.
  const listingFee = listing.is_test ? 0 : settings.listingFee
  postings.push(openingOf(listing, tier, listingFee, actor))
  const outcomes = await postIn(ctx, tx, postings)
  const told = closings.map((closing, index) =>
    toldClosing(ctx, by, closing, outcomes[index], { sequences, held }),
  )
  const transfers = refuseUnposted(outcomes.at(-1), (line, available) =>
    line === 0
      ? { asset: tier.asset, required: listing.quantity, available }
      : { asset: listing.currency, required: listingFee, available },
  )
  const changes: ToldChange[] = []
  if (seller.kind === 'member') {
    const { countAfter, ownedAfter } = unitsAfter(listing, transfers, held)
    await refuseTradeHeld(tx, listing, tier, countAfter)
    const moved = {
      ...{ memberId: seller.id, delta: -listing.quantity, countAfter, ownedAfter },
      inventorySequence: sequences.next(seller.id),
      ...{ postingId: actor.requestId, reason: actionOf(tier) },
    }
    changes.push(changeOf(ctx, tier, moved))
  }
  await recordChanges(tx, ctx, actor, app, [...told.flatMap((each) => each.changes), ...changes])
  const created: NewEvent = {
    ...{ communityId, type: 'listing.created', subjectId: listingId },
    payload: {
      listing: toldListing(listing, tier),
      fillIds: [],
      reason: null,
      changes: changes.map(({ change }) => change),
    },
    ...{ actor: by, cause: { kind: 'request', id: actor.requestId } },
  }
  await ctx.events.publishAll(tx, [...told.map(({ event }) => event), created])
  for (const { change } of changes) await tellGame(tx, ctx, actor, listing, change)
}

const actionOf = (tier: TradedTier) => `Listed: ${tier.item_name}`

function openingOf(listing: ListingRow, tier: TradedTier, listingFee: number, actor: Actor): Posting {
  const { community_id: communityId, id, asset, currency, quantity } = listing
  const from = sellerAccount(listing)
  const units = { line: 0, asset, amount: quantity, from, to: holdAccount(id) }
  const fee = { line: 1, asset: currency, amount: listingFee, from, to: feeAccount(communityId, id) }
  return {
    communityId,
    cause: { kind: 'request', id: actor.requestId },
    action: actionOf(tier),
    actor: recordedActor(actor),
    transfers: listingFee > 0 ? [units, fee] : [units],
  }
}

function unitsAfter(listing: ListingRow, transfers: readonly PostedTransfer[], held: HeldUnits) {
  const countAfter = transfers[0]?.fromBalance ?? 0
  return { countAfter, ownedAfter: countAfter + held.of(listing.seller_id, listing.asset) + listing.quantity }
}

/** Units under a trade hold stay behind: what is left must hold all of them. */
async function refuseTradeHeld(
  tx: Transaction,
  { community_id, seller_id, quantity }: ListingRow,
  tier: TradedTier,
  countAfter: number,
): Promise<void> {
  const kept = await listTradeHolds(tx, community_id, seller_id, tier.tier_id)
  const tradeHeld = kept.reduce((sum, hold) => sum + hold.quantity, 0)
  if (countAfter >= tradeHeld) return
  const until = new Date(Math.min(...kept.map((hold) => hold.until.getTime()))).toISOString()
  const tradable = Math.max(0, countAfter + quantity - tradeHeld)
  const detail = `${tradable} of them can be traded now; more of them from ${until} on.`
  refuseOrder({ refusal: 'trade_held', detail, facts: { quantity: tradeHeld, until } })
}
