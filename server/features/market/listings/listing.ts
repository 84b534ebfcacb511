/** A listing as the database keeps it. */
import type { ListingState } from '../../../../contracts/listings.ts'
import type { TradedTier } from '../../items/index.ts'
import { type AccountRef, member, treasury } from '../../ledger/index.ts'

export interface ListingRow {
  community_id: string
  id: string
  app_id: string
  item_id: string
  tier_id: string
  asset: string
  currency: string
  seller_kind: 'member' | 'app'
  seller_id: string
  quantity: number
  filled: number
  remaining: number
  returned: number
  unit_price: number
  terms: number
  allow_partial: boolean
  fee_bps: number
  royalty_bps: number
  fee_carry: number
  royalty_carry: number
  fill_count: number
  gross_sum: number
  seller_sum: number
  state: ListingState
  ends_as: 'expired' | 'canceled'
  ends_because: string | null
  priced_at: Date
  expires_at: Date
  created_at: Date
  closed_at: Date | null
  /** How its item looked when it was made; null where that was not kept. */
  listed_name: string | null
  listed_image: Buffer | null
  listed_attributes: Buffer | null
  /** Of a test player: in no book, and for nobody to buy. */
  is_test: boolean
}

export interface ListingSeller {
  kind: 'member' | 'app'
  id: string
}

export interface ListingAddress {
  communityId: string
  listingId: string
}

/** Where the coins of a sale go, and units that come back. */
export const sellerAccount = ({
  seller_kind: kind,
  seller_id: id,
}: Pick<ListingRow, 'seller_kind' | 'seller_id'>): AccountRef =>
  kind === 'member' ? member(id) : treasury(id)

/** What is kept of how an item looks when it is listed. */
export const listedLooks = ({
  item_name: name,
  image_digest: image,
  attributes_digest: attributes,
}: Pick<TradedTier, 'item_name' | 'image_digest' | 'attributes_digest'>) => ({ name, image, attributes })
