/** Writes down and tells what a fill changed: the units of the buyer, the fill, and what is left of the listing. */
import type { Context } from '../../../context.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import { type Actor, recordedActor } from '../../actor.ts'
import { changeOf, recordChanges, type TradedTier } from '../../items/index.ts'
import type { ListingRow } from '../listings/listing.ts'
import { toldListing } from '../listings/listings.views.ts'
import type { FillRow } from './fill.ts'
import { toldFill } from './fills.views.ts'

export interface FillNews {
  row: FillRow
  /** As it is after the fill. */
  listing: ListingRow
  tier: TradedTier
  moved: { countAfter: number; ownedAfter: number; inventorySequence: number }
}

export async function announceFill(
  tx: Transaction,
  ctx: Pick<Context, 'ids' | 'events'>,
  actor: Actor,
  { row, listing, tier, moved }: FillNews,
): Promise<void> {
  const { community_id: communityId, app_id: appId, buyer_id: memberId, quantity: delta } = row
  const posting = { postingId: actor.requestId, reason: `Bought: ${tier.item_name}` }
  const told = changeOf(ctx, tier, { memberId, delta, ...moved, ...posting })
  await recordChanges(tx, ctx, actor, { communityId, appId }, [told])
  const common = {
    communityId,
    actor: recordedActor(actor),
    cause: { kind: 'request' as const, id: actor.requestId },
  }
  const closed = listing.remaining === 0 ? { ...listing, closed_at: row.created_at } : listing
  await ctx.events.publishAll(tx, [
    {
      ...{ ...common, type: 'fill.executed', subjectId: row.id },
      payload: { fill: toldFill(row, tier), reason: null, changes: [told.change] },
    },
    {
      ...{ ...common, subjectId: listing.id },
      type: listing.remaining === 0 ? 'listing.filled' : 'listing.partly_filled',
      payload: { listing: toldListing(closed, tier), fillIds: [row.id], reason: null, changes: [] },
    },
  ])
}
