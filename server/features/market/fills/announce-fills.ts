/** Writes down and tells what fills changed: the units of the buyers, the fills, and what is left of the listings. */
import type { Context } from '../../../context.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import type { NewEvent } from '../../../platform/events/events.ts'
import { recordedActor } from '../../actor.ts'
import { changeOf, recordChangesOf } from '../../items/index.ts'
import { toldListing } from '../listings/listings.views.ts'
import { toldFill } from './fills.views.ts'
import type { Sold } from './purchase.ts'

export async function announceFills(
  tx: Transaction,
  ctx: Pick<Context, 'ids' | 'events'>,
  sold: readonly Sold[],
): Promise<void> {
  const news = sold.map((each) => ({ ...each, told: toldUnits(ctx, each) }))
  await recordChangesOf(
    tx,
    ctx,
    news.map(({ actor, row, told }) => ({
      ...{ actor, app: { communityId: row.community_id, appId: row.app_id }, told },
    })),
  )
  await ctx.events.publishAll(tx, news.flatMap(eventsOf))
}

function toldUnits(ctx: Pick<Context, 'ids'>, { actor, row, tier, moved }: Sold) {
  const { buyer_id: memberId, quantity: delta } = row
  const posting = { postingId: actor.requestId, reason: `Bought: ${tier.item_name}` }
  return changeOf(ctx, tier, { memberId, delta, ...moved, ...posting })
}

function eventsOf({
  actor,
  row,
  listing,
  tier,
  told,
}: Sold & { told: ReturnType<typeof changeOf> }): NewEvent[] {
  const common = {
    communityId: row.community_id,
    actor: recordedActor(actor),
    cause: { kind: 'request' as const, id: actor.requestId },
  }
  const closed = listing.remaining === 0 ? { ...listing, closed_at: row.created_at } : listing
  return [
    {
      ...{ ...common, type: 'fill.executed', subjectId: row.id },
      payload: { fill: toldFill(row, tier), reason: null, changes: [told.change] },
    },
    {
      ...{ ...common, subjectId: listing.id },
      type: listing.remaining === 0 ? 'listing.filled' : 'listing.partly_filled',
      payload: { listing: toldListing(closed, tier), fillIds: [row.id], reason: null, changes: [] },
    },
  ]
}
