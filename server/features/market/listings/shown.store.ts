/** The SQL of listings as they are shown: with their item, their app and their seller's name. */
import { sql } from 'kysely'
import { firstRow, type Queryable, rows } from '../../../platform/db/database.ts'
import type { Keyset } from '../../../platform/db/keyset.ts'
import type { TradedTier } from '../../items/index.ts'
import type { ListingAddress, ListingRow } from './listing.ts'

/** What words about an item need. */
export type TierWords = Pick<
  TradedTier,
  'item_uri' | 'item_name' | 'item_state' | 'frozen_at' | 'tier_key' | 'tier_uri' | 'tier_count' | 'app_state'
>
export type ShownListing = ListingRow &
  TierWords &
  Pick<TradedTier, 'image_digest' | 'attributes_digest'> & { seller_label: string | null; is_over: boolean }

const shown = sql`
  select listing.*, tier.item_uri, tier.item_name, tier.item_state, tier.frozen_at, tier.tier_key, tier.tier_uri,
         tier.tier_count, tier.app_state, tier.image_digest, tier.attributes_digest,
         listing.expires_at <= guildhall_now() as is_over,
         case when listing.seller_kind = 'app' then tier.app_title else seller.display_name end as seller_label
  from market_listings listing
  join items_tiers_view tier on tier.community_id = listing.community_id and tier.tier_id = listing.tier_id
  left join communities_players_view seller
    on seller.community_id = listing.community_id and seller.id = listing.seller_id`

export async function findShownListing(
  db: Queryable,
  { communityId, listingId }: ListingAddress,
): Promise<ShownListing | undefined> {
  return firstRow(
    db,
    sql<ShownListing>`${shown} where listing.community_id = ${communityId} and listing.id = ${listingId}`,
  )
}

export interface OrderFilter {
  sellerId?: string | undefined
  sellerKind?: ListingRow['seller_kind'] | undefined
  appId?: string | undefined
  itemId?: string | undefined
  states?: readonly string[] | undefined
  from?: Date | undefined
  to?: Date | undefined
}

export async function listShownListings(
  db: Queryable,
  communityId: string,
  filter: OrderFilter,
  { after, take }: Pick<Keyset, 'after' | 'take'>,
  { isOldestFirst = false } = {},
): Promise<ShownListing[]> {
  const { sellerId, sellerKind, appId, itemId, states, from, to } = filter
  const isBehind = isOldestFirst ? sql`listing.id > ${after}` : sql`listing.id < ${after}`
  const isOver = sql`listing.expires_at <= guildhall_now()`
  return rows(
    db,
    sql<ShownListing>`
      ${shown} where listing.community_id = ${communityId}
        ${sellerId ? sql`and listing.seller_id = ${sellerId}` : sql``}
        ${sellerKind ? sql`and listing.seller_kind = ${sellerKind}` : sql``}
        ${appId ? sql`and listing.app_id = ${appId}` : sql``}
        ${itemId ? sql`and listing.item_id = ${itemId}` : sql``}
        ${
          states
            ? sql`and case when listing.remaining > 0 and ${isOver} then listing.ends_as else listing.state end
                = any(${states}::text[])`
            : sql``
        }
        ${from ? sql`and listing.created_at >= ${from}` : sql``}
        ${to ? sql`and listing.created_at < ${to}` : sql``}
        ${after === null ? sql`` : sql`and ${isBehind}`}
      order by listing.id ${isOldestFirst ? sql`asc` : sql`desc`} limit ${take}`,
  )
}
