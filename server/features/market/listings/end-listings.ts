/** Ends some listings of one app, whose rows are locked, and gives back what they hold: all in this transaction. */
import type { Context } from '../../../context.ts'
import { decisionTime, type Transaction } from '../../../platform/db/database.ts'
import type { EventActor } from '../../../platform/events/events.ts'
import { invariant } from '../../../platform/invariant.ts'
import { listTraded, recordChanges, type TradedTier } from '../../items/index.ts'
import { type Posting, postIn } from '../../ledger/index.ts'
import { readHeld } from '../units/held-units.ts'
import { takeSequences } from '../units/sequences.ts'
import { type Closing, closeRow, countedSellers, toldClosing } from './close-listings.ts'
import type { ListingRow } from './listing.ts'

export async function endListings(
  tx: Transaction,
  ctx: Pick<Context, 'ids' | 'events'>,
  actor: EventActor,
  rows: readonly ListingRow[],
  how: (row: ListingRow) => Pick<Closing, 'state' | 'reason' | 'cause'>,
): Promise<void> {
  const [first] = rows
  if (!first) return
  const { community_id: communityId, app_id: appId } = first
  const now = await decisionTime(tx)
  const tiers = await tiersOf(tx, communityId, rows)
  const sellers = countedSellers(rows)
  const sequences = await takeSequences(tx, { communityId, appId }, sellers)
  const held = await readHeld(tx, communityId, [...new Set(sellers)])
  const closings = rows.map((row): Closing => {
    const tier = tiers.get(row.tier_id)
    invariant(tier, 'the tier of a listing stays')
    return { row, tier, now, ...how(row) }
  })
  const postings: Posting[] = []
  for (const closing of closings) postings.push(await closeRow(tx, actor, closing))
  const outcomes = await postIn(ctx, tx, postings)
  const told = closings.map((closing, index) =>
    toldClosing(ctx, actor, closing, outcomes[index], { sequences, held }),
  )
  const changes = told.flatMap((each) => each.changes)
  await recordChanges(tx, ctx, actor, { communityId, appId }, changes)
  await ctx.events.publishAll(
    tx,
    told.map(({ event }) => event),
  )
}

export async function tiersOf(
  tx: Transaction,
  communityId: string,
  rows: readonly ListingRow[],
): Promise<Map<string, TradedTier>> {
  const tiers = new Map<string, TradedTier>()
  for (const itemId of new Set(rows.map(({ item_id }) => item_id))) {
    for (const tier of await listTraded(tx, communityId, itemId)) tiers.set(tier.tier_id, tier)
  }
  return tiers
}
