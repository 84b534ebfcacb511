/** Changes the price of one's own listing: it loses its place in time, and its terms are others. */
import type { Listing } from '../../../../contracts/listings.ts'
import type { Context } from '../../../context.ts'
import { refuse } from '../../../platform/refusal.ts'
import { type Actor, recordedActor } from '../../actor.ts'
import { requireOwnApp, shareTraded } from '../../items/index.ts'
import { getMarketSettings } from '../settings/get-settings.ts'
import { noListing, showListing } from './get-listing.ts'
import type { ListingAddress } from './listing.ts'
import { isOpenState, stateAt } from './listings.rules.ts'
import { findListing, lockBook, lockListing, updatePrice } from './listings.store.ts'
import { isOwnOf, toldListing, viewerOf } from './listings.views.ts'
import { refusePrice, refuseTrade } from './plan-listing.rules.ts'
import { refuseOrder } from './refuse-order.ts'

export async function updateListing(
  ctx: Context,
  actor: Actor,
  address: ListingAddress,
  unitPrice: number,
): Promise<Listing> {
  const { communityId } = address
  const found = await findListing(ctx.db, address)
  if (!found) return refuse('not_found', noListing)
  requireOwnApp(actor, found.app_id, noListing)
  if (!isOwnOf(found, viewerOf(actor))) refuse('forbidden', 'Only its seller changes the price of a listing.')
  return ctx.inTransaction(async (tx) => {
    const tier = (await shareTraded(tx, communityId, found.tier_id)) ?? refuse('not_found', noListing)
    await lockBook(tx, { communityId, tierId: found.tier_id, currency: found.currency })
    const listing = (await lockListing(tx, address)) ?? found
    const state = stateAt(listing, listing.now)
    if (!isOpenState(state))
      refuseOrder({ refusal: 'order_closed', detail: `The listing is ${state}.`, facts: { state } })
    const settings = await getMarketSettings(tx, communityId)
    const refused =
      refuseTrade(tier, settings, listing.currency) ??
      refusePrice({ quantity: listing.remaining, unitPrice }, settings, listing.gross_sum)
    if (refused) return refuseOrder(refused)
    if (listing.unit_price === unitPrice) return showListing(tx, actor, address)
    await updatePrice(tx, address, unitPrice)
    const after = { ...listing, unit_price: unitPrice, terms: listing.terms + 1 }
    await ctx.events.publish(tx, {
      ...{ communityId, type: 'listing.updated', subjectId: listing.id },
      payload: { listing: toldListing(after, tier), fillIds: [], reason: null, changes: [] },
      ...{ actor: recordedActor(actor), cause: { kind: 'request', id: actor.requestId } },
    })
    return showListing(tx, actor, address)
  })
}
