/** The SQL of fills. */
import { sql } from 'kysely'
import { bulkInsert } from '../../../platform/db/bulk-rows.ts'
import {
  firstRow,
  prepared,
  type Queryable,
  rows,
  run,
  type Transaction,
} from '../../../platform/db/database.ts'
import type { Keyset } from '../../../platform/db/keyset.ts'
import type { ListingRow } from '../listings/listing.ts'
import type { TierWords } from '../listings/shown.store.ts'
import type { FillRow } from './fill.ts'

export type NewFill = Omit<FillRow, 'reversed_at' | 'reversal_reason'>

export const insertFills = bulkInsert<NewFill>('market_insert_fills', 'market_fills', [
  ['community_id', 'uuid', (row) => row.community_id],
  ['id', 'uuid', (row) => row.id],
  ['listing_id', 'uuid', (row) => row.listing_id],
  ['number', 'int', (row) => row.number],
  ['app_id', 'uuid', (row) => row.app_id],
  ['item_id', 'uuid', (row) => row.item_id],
  ['tier_id', 'uuid', (row) => row.tier_id],
  ['currency', 'text', (row) => row.currency],
  ['seller_kind', 'text', (row) => row.seller_kind],
  ['seller_id', 'uuid', (row) => row.seller_id],
  ['buyer_id', 'uuid', (row) => row.buyer_id],
  ['quantity', 'bigint', (row) => row.quantity],
  ['unit_price', 'bigint', (row) => row.unit_price],
  ['gross', 'bigint', (row) => row.gross],
  ['seller_amount', 'bigint', (row) => row.seller_amount],
  ['royalty_amount', 'bigint', (row) => row.royalty_amount],
  ['fee_amount', 'bigint', (row) => row.fee_amount],
  ['fee_bps', 'int', (row) => row.fee_bps],
  ['royalty_bps', 'int', (row) => row.royalty_bps],
  ['royalty_kind', 'text', (row) => row.royalty_kind],
  ['royalty_id', 'uuid', (row) => row.royalty_id],
  ['fee_account', 'uuid', (row) => row.fee_account],
  ['created_at', 'timestamptz', (row) => row.created_at.toISOString()],
])

const soldStatement = prepared<never>(
  'market_save_sold',
  `update market_listings listing
   set filled = sold.filled, remaining = sold.remaining, fee_carry = sold.fee_carry,
       royalty_carry = sold.royalty_carry, fill_count = sold.fill_count, gross_sum = sold.gross_sum,
       seller_sum = sold.seller_sum, state = sold.state,
       closed_at = case when sold.remaining = 0 then guildhall_now() end
   from unnest($2::uuid[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::int[], $8::bigint[], $9::bigint[],
               $10::text[])
     as sold (id, filled, remaining, fee_carry, royalty_carry, fill_count, gross_sum, seller_sum, state)
   where listing.community_id = $1 and listing.id = sold.id`,
)

/** What fills have left of listings, whose rows are locked. */
export async function saveSold(
  tx: Transaction,
  communityId: string,
  listings: readonly ListingRow[],
): Promise<void> {
  await run(tx, soldStatement, [
    communityId,
    listings.map(({ id }) => id),
    listings.map(({ filled }) => filled),
    listings.map(({ remaining }) => remaining),
    listings.map(({ fee_carry }) => fee_carry),
    listings.map(({ royalty_carry }) => royalty_carry),
    listings.map(({ fill_count }) => fill_count),
    listings.map(({ gross_sum }) => gross_sum),
    listings.map(({ seller_sum }) => seller_sum),
    listings.map(({ state }) => state),
  ])
}

const askStatement = prepared<{ ask: number | null }>(
  'market_lowest_ask',
  `select min(unit_price) as ask from market_listings
   where community_id = $1 and tier_id = $2 and currency = $3 and remaining > 0 and not is_test
     and expires_at > guildhall_now()`,
)

/** Null where nothing is for sale. */
export async function findLowestAsk(
  db: Queryable,
  communityId: string,
  tierId: string,
  currency: string,
): Promise<number | null> {
  return (await run(db, askStatement, [communityId, tierId, currency]))[0]?.ask ?? null
}

export type ShownFill = FillRow & TierWords & { seller_label: string | null; buyer_label: string | null }

const shown = sql`
  select fill.*, tier.item_uri, tier.item_name, tier.item_state, tier.frozen_at, tier.tier_key, tier.tier_uri,
         tier.tier_count, tier.app_state, seller.display_name as seller_label, buyer.display_name as buyer_label
  from market_fills fill
  join items_tiers_view tier on tier.community_id = fill.community_id and tier.tier_id = fill.tier_id
  left join communities_members_view seller
    on seller.community_id = fill.community_id and seller.id = fill.seller_id
  left join communities_members_view buyer
    on buyer.community_id = fill.community_id and buyer.id = fill.buyer_id`

export async function findShownFill(
  db: Queryable,
  communityId: string,
  fillId: string,
): Promise<ShownFill | undefined> {
  return firstRow(
    db,
    sql<ShownFill>`${shown} where fill.community_id = ${communityId} and fill.id = ${fillId}`,
  )
}

export interface FillFilter {
  /** Of whom as the seller or as the buyer. */
  memberId?: string | undefined
  appId?: string | undefined
  itemId?: string | undefined
  tierId?: string | undefined
  currency?: string | undefined
  listingId?: string | undefined
  from?: Date | undefined
  to?: Date | undefined
}

export async function listShownFills(
  db: Queryable,
  communityId: string,
  { memberId, appId, itemId, tierId, currency, listingId, from, to }: FillFilter,
  keyset: Keyset,
): Promise<ShownFill[]> {
  return rows(
    db,
    sql<ShownFill>`
      ${shown} where fill.community_id = ${communityId}
        ${memberId ? sql`and (fill.seller_id = ${memberId} or fill.buyer_id = ${memberId})` : sql``}
        ${appId ? sql`and fill.app_id = ${appId}` : sql``}
        ${itemId ? sql`and fill.item_id = ${itemId}` : sql``}
        ${tierId ? sql`and fill.tier_id = ${tierId}` : sql``}
        ${currency ? sql`and fill.currency = ${currency}` : sql``}
        ${listingId ? sql`and fill.listing_id = ${listingId}` : sql``}
        ${from ? sql`and fill.created_at >= ${from}` : sql``}
        ${to ? sql`and fill.created_at < ${to}` : sql``}
        ${keyset.after ? sql`and fill.id < ${keyset.after}` : sql``}
      order by fill.id desc limit ${keyset.take}`,
  )
}

/** False when it was reversed before. */
export async function markReversed(
  tx: Transaction,
  communityId: string,
  fillId: string,
  reason: string,
): Promise<boolean> {
  const row = await firstRow(
    tx,
    sql`
      update market_fills set reversed_at = guildhall_now(), reversal_reason = ${reason}
      where community_id = ${communityId} and id = ${fillId} and reversed_at is null returning id`,
  )
  return row !== undefined
}
