/** Takes a listing back: its seller does, or staff for them; also while its app is suspended. */
import type { Listing } from '../../../../contracts/listings.ts'
import type { Context } from '../../../context.ts'
import { refuse } from '../../../platform/refusal.ts'
import { holds } from '../../access/index.ts'
import { type Actor, recordedActor } from '../../actor.ts'
import { recordAudit } from '../../audit/index.ts'
import { requireOwnApp } from '../../items/index.ts'
import { endListings } from './end-listings.ts'
import { noListing, showListing } from './get-listing.ts'
import type { ListingAddress } from './listing.ts'
import { isOpenState, stateAt } from './listings.rules.ts'
import { findListing, lockListing } from './listings.store.ts'
import { isOwnOf, viewerOf } from './listings.views.ts'
import { refuseOrder } from './refuse-order.ts'

export async function cancelListing(ctx: Context, actor: Actor, address: ListingAddress): Promise<Listing> {
  const { communityId, listingId } = address
  const found = await findListing(ctx.db, address)
  if (!found) return refuse('not_found', noListing)
  requireOwnApp(actor, found.app_id, noListing)
  const isOwn = isOwnOf(found, viewerOf(actor))
  if (!isOwn && !holds(actor, 'manage_market'))
    refuse('forbidden', 'Only its seller or staff takes a listing back.')
  return ctx.inTransaction(async (tx) => {
    const listing = (await lockListing(tx, address)) ?? found
    const state = stateAt(listing, listing.now)
    if (!isOpenState(state))
      refuseOrder({ refusal: 'order_closed', detail: `The listing is ${state}.`, facts: { state } })
    const reason = isOwn ? 'Asked by the seller' : (actor.reason ?? 'Asked by staff')
    const cause = { kind: 'request' as const, id: actor.requestId }
    await endListings(tx, ctx, recordedActor(actor), [listing], () => ({ state: 'canceled', reason, cause }))
    if (!isOwn) {
      await recordAudit(tx, ctx.ids, actor, {
        communityId,
        action: 'listing.canceled',
        subject: { kind: 'listing', id: listingId, label: `Listing of ${listing.quantity}` },
        changes: { returned: listing.remaining },
      })
    }
    return showListing(tx, actor, address)
  })
}
