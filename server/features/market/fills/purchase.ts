/** The words of a purchase on its way: what is asked, what goes to the desk, and how it ends there. */
import type { Refusal } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import type { TradedTier } from '../../items/index.ts'
import type { TimedListing } from '../listings/listings.store.ts'
import type { RefusedOrder } from '../listings/plan-listing.rules.ts'
import type { NewFill } from './fills.store.ts'
import type { WantedUnits } from './plan-fill.rules.ts'

export interface PurchaseOrder {
  communityId: string
  listingId: string
  quantity: number
  unitPrice: number
  terms: number
}

export interface Purchase {
  actor: Actor
  order: PurchaseOrder
}

export interface Wanted {
  actor: Actor
  units: WantedUnits
  listingId: string
  tierId: string
  fillId: string
}

export interface Sold {
  actor: Actor
  row: NewFill & { reversed_at: null; reversal_reason: null }
  /** As it is after the fill. */
  listing: TimedListing
  tier: TradedTier
  moved: { countAfter: number; ownedAfter: number; inventorySequence: number }
}

/** A refusal, and the listing that it is about. */
export interface Late {
  refused: RefusedOrder | Refusal
  listing: TimedListing | undefined
}
