/** The SQL of fills. */
import { sql } from 'kysely'
import {
  firstRow,
  prepared,
  type Queryable,
  rows,
  run,
  type Transaction,
} from '../../../platform/db/database.ts'
import type { Keyset } from '../../../platform/db/keyset.ts'
import type { TierWords } from '../listings/shown.store.ts'
import type { FillRow } from './fill.ts'
import type { PlannedFill } from './plan-fill.rules.ts'

/*
 * The fill and what it leaves of its listing in one statement: a purchase asks the database as seldom as it can. The
 * row of the listing is locked already.
 */
const insertStatement = prepared<{ created_at: Date }>(
  'market_insert_fill',
  `with sold as (
     update market_listings
     set filled = $24, remaining = $25, fee_carry = $26, royalty_carry = $27, fill_count = $4, gross_sum = $28,
         seller_sum = $29, state = $30, closed_at = case when $25::bigint = 0 then guildhall_now() end
     where community_id = $1 and id = $3
   )
   insert into market_fills (community_id, id, listing_id, number, app_id, item_id, tier_id, currency, seller_kind,
                             seller_id, buyer_id, quantity, unit_price, gross, seller_amount, royalty_amount,
                             fee_amount, fee_bps, royalty_bps, royalty_kind, royalty_id, fee_account, created_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)`,
)

export async function insertFill(
  tx: Transaction,
  { fill, after }: Pick<PlannedFill, 'fill' | 'after'>,
  now: Date,
): Promise<void> {
  await run(tx, insertStatement, [
    ...[fill.community_id, fill.id, fill.listing_id, fill.number, fill.app_id, fill.item_id, fill.tier_id],
    ...[fill.currency, fill.seller_kind, fill.seller_id, fill.buyer_id, fill.quantity, fill.unit_price],
    ...[fill.gross, fill.seller_amount, fill.royalty_amount, fill.fee_amount, fill.fee_bps],
    ...[fill.royalty_bps, fill.royalty_kind, fill.royalty_id, fill.fee_account, now],
    ...[after.filled, after.remaining, after.fee_carry, after.royalty_carry, after.gross_sum],
    ...[after.seller_sum, after.state],
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
