/** The SQL of looking around in the market: only what can be bought now is counted. */
import { sql } from 'kysely'
import type { ItemKind } from '../../../../contracts/items.ts'
import { type Queryable, rows } from '../../../platform/db/database.ts'
import type { Keyset } from '../../../platform/db/keyset.ts'
import type { TierWords } from '../listings/shown.store.ts'

export interface ForSaleRow extends TierWords {
  app_id: string
  item_id: string
  item_kind: ItemKind
  tags: string[]
  image_digest: Buffer | null
  currency: string
  lowest_ask: number
  units: number
  listings: number
  /** Id of the newest listing. */
  newest: string
}

export interface ForSaleFilter {
  appId?: string | undefined
  kind?: ItemKind | undefined
  currency?: string | undefined
  q?: string | undefined
  tag?: string | undefined
  minPrice?: number | undefined
  maxPrice?: number | undefined
  /** Also of apps that are not listed: for their own keys and staff. */
  hasHidden: boolean
  sort: 'newest' | 'price'
}

export async function listForSale(
  db: Queryable,
  communityId: string,
  filter: ForSaleFilter,
  keyset: Keyset,
): Promise<ForSaleRow[]> {
  const { appId, kind, currency, q, tag, minPrice, maxPrice, hasHidden, sort } = filter
  const newest = sql`max(listing.id::text collate "C")`
  return rows(
    db,
    sql<ForSaleRow>`
      with sale as (
        select listing.tier_id, listing.currency, min(listing.unit_price) as lowest_ask,
               sum(listing.remaining)::bigint as units, count(*) as listings, ${newest} as newest
        from market_listings listing
        where listing.community_id = ${communityId} and listing.remaining > 0 and not listing.is_test
          and listing.expires_at > guildhall_now()
          ${appId ? sql`and listing.app_id = ${appId}` : sql``}
          ${currency ? sql`and listing.currency = ${currency}` : sql``}
        group by listing.tier_id, listing.currency
        having true
          ${minPrice ? sql`and min(listing.unit_price) >= ${minPrice}` : sql``}
          ${maxPrice ? sql`and min(listing.unit_price) <= ${maxPrice}` : sql``}
          ${keyset.after ? sql`and ${newest} < ${keyset.after}` : sql``}
      )
      select sale.currency, sale.lowest_ask, sale.units, sale.listings, sale.newest, tier.app_id, tier.item_id,
             tier.item_kind, tier.item_uri, tier.item_name, tier.item_state, tier.frozen_at, tier.tier_key,
             tier.tier_uri, tier.tier_count, tier.app_state, tier.tags, tier.image_digest
      from sale join items_tiers_view tier on tier.community_id = ${communityId} and tier.tier_id = sale.tier_id
      where tier.app_state = 'approved' and tier.item_state = 'live' and tier.frozen_at is null
        ${hasHidden ? sql`` : sql`and tier.app_is_visible`}
        ${kind ? sql`and tier.item_kind = ${kind}` : sql``}
        ${tag ? sql`and ${tag} = any(tier.tags)` : sql``}
        ${q ? sql`and position(lower(${q}::text) in lower(tier.item_name)) > 0` : sql``}
      order by ${sort === 'price' ? sql`sale.lowest_ask, sale.newest desc` : sql`sale.newest desc`}
      limit ${keyset.take}`,
  )
}

export interface AskRow {
  id: string
  unit_price: number
  terms: number
  remaining: number
  allow_partial: boolean
  seller_kind: 'member' | 'app'
  seller_id: string
  listed_name: string | null
  listed_image: Buffer | null
  listed_attributes: Buffer | null
}

/** By price, then by the time of the last price, then by id. */
export async function listAsks(
  db: Queryable,
  communityId: string,
  book: { tierId: string; currency: string },
  limit: number,
): Promise<AskRow[]> {
  return rows(
    db,
    sql<AskRow>`
      select id, unit_price, terms, remaining, allow_partial, seller_kind, seller_id, listed_name, listed_image,
             listed_attributes
      from market_listings
      where community_id = ${communityId} and tier_id = ${book.tierId} and currency = ${book.currency}
        and remaining > 0 and not is_test and expires_at > guildhall_now()
      order by unit_price, priced_at, id limit ${limit}`,
  )
}

export interface LevelRow {
  unit_price: number
  units: number
  own_units: number
  listings: number
}

export async function listLevels(
  db: Queryable,
  communityId: string,
  book: { tierId: string; currency: string },
  ownId: string | null,
  limit: number,
): Promise<LevelRow[]> {
  return rows(
    db,
    sql<LevelRow>`
      select unit_price, sum(remaining)::bigint as units, count(*) as listings,
             coalesce(sum(remaining) filter (where seller_id = ${ownId}::uuid), 0)::bigint as own_units
      from market_listings
      where community_id = ${communityId} and tier_id = ${book.tierId} and currency = ${book.currency}
        and remaining > 0 and not is_test and expires_at > guildhall_now()
      group by unit_price order by unit_price limit ${limit}`,
  )
}
