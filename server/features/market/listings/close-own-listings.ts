/** Listings that are taken back because the app takes the units in them, of members or of its own shelf. */
import { decisionTime } from '../../../platform/db/database.ts'
import { invariant } from '../../../platform/invariant.ts'
import { recordedActor } from '../../actor.ts'
import type { FindClosings } from '../../items/index.ts'
import { type Closing, closeRow, closingEvent, closingPosting } from './close-listings.ts'
import { tiersOf } from './end-listings.ts'
import { lockRemainingOf } from './listings.store.ts'

export const closeOwnListings: FindClosings = async (
  tx,
  ctx,
  { communityId, actor, reason, holdings, limit },
) => {
  const by = recordedActor(actor)
  const now = await decisionTime(tx)
  const rows = await lockRemainingOf(tx, communityId, holdings, limit)
  const tiers = await tiersOf(tx, communityId, rows)
  return rows.map((row) => {
    const tier = tiers.get(row.tier_id)
    invariant(tier, 'the tier of a listing stays')
    const { id, asset, remaining: quantity } = row
    const closing: Closing =
      row.expires_at <= now
        ? { row, tier, now, state: row.ends_as, reason: row.ends_because, cause: { kind: 'expiry', id } }
        : { row, tier, now, state: 'canceled', reason, cause: { kind: 'request', id: ctx.ids.next() } }
    return {
      ...{ kind: 'listing', id, asset, quantity },
      memberId: row.seller_kind === 'member' ? row.seller_id : null,
      posting: closingPosting(by, closing),
      async end(inTx) {
        await closeRow(inTx, by, closing)
      },
      async tell(inTx, changes) {
        await ctx.events.publish(inTx, closingEvent(by, closing, changes))
      },
    }
  })
}
