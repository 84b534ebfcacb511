/** One listing, as far as the caller may see it. */
import type { Listing } from '../../../../contracts/listings.ts'
import type { Queryable } from '../../../platform/db/database.ts'
import { invariant } from '../../../platform/invariant.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import { requireOwnApp } from '../../items/index.ts'
import type { ListingAddress } from './listing.ts'
import { viewerOf, viewListing } from './listings.views.ts'
import { findShownListing } from './shown.store.ts'

export const noListing = 'There is no such listing.'

export async function getListing(db: Queryable, actor: Actor, address: ListingAddress): Promise<Listing> {
  const row = await findShownListing(db, address)
  if (!row) return refuse('not_found', noListing)
  requireOwnApp(actor, row.app_id, noListing)
  return viewListing(row, viewerOf(actor))
}

/** Of one that was just written. */
export async function showListing(db: Queryable, actor: Actor, address: ListingAddress): Promise<Listing> {
  const row = await findShownListing(db, address)
  invariant(row, 'a listing that was written can be read')
  return viewListing(row, viewerOf(actor))
}
