/** The SQL of listings. A listing whose time is over counts as such at that very instant, swept or not. */
import { sql } from 'kysely'
import {
  firstRow,
  prepared,
  type Queryable,
  rows,
  run,
  type Transaction,
} from '../../../platform/db/database.ts'
import type { ListingAddress, ListingRow } from './listing.ts'

const columns = `listing.community_id, listing.id, listing.app_id, listing.item_id, listing.tier_id, listing.asset,
  listing.currency, listing.seller_kind, listing.seller_id, listing.quantity, listing.filled, listing.remaining,
  listing.returned, listing.unit_price, listing.terms, listing.allow_partial, listing.fee_bps, listing.royalty_bps,
  listing.fee_carry, listing.royalty_carry, listing.fill_count, listing.gross_sum, listing.seller_sum, listing.state,
  listing.ends_as, listing.ends_because, listing.priced_at, listing.expires_at, listing.created_at, listing.closed_at,
  listing.listed_name, listing.listed_image, listing.listed_attributes, listing.is_test`

/** With the moment at which it was read. */
export type TimedListing = ListingRow & { now: Date }

const findStatement = prepared<TimedListing>(
  'market_find_listings',
  `select ${columns}, guildhall_now() as now from market_listings listing
   where listing.community_id = $1 and listing.id = any($2::uuid[])`,
)
const lockStatement = prepared<TimedListing>(
  'market_lock_listings',
  `select ${columns}, guildhall_now() as now from market_listings listing
   where listing.community_id = $1 and listing.id = any($2::uuid[]) order by listing.id for update`,
)

export async function findListing(
  db: Queryable,
  { communityId, listingId }: ListingAddress,
): Promise<TimedListing | undefined> {
  return (await findListings(db, communityId, [listingId]))[0]
}

export async function findListings(
  db: Queryable,
  communityId: string,
  ids: readonly string[],
): Promise<TimedListing[]> {
  return run(db, findStatement, [communityId, ids])
}

export async function lockListing(
  tx: Transaction,
  { communityId, listingId }: ListingAddress,
): Promise<TimedListing | undefined> {
  return (await lockListings(tx, communityId, [listingId]))[0]
}

/** In the order of their ids, as everywhere. */
export async function lockListings(
  tx: Transaction,
  communityId: string,
  ids: readonly string[],
): Promise<TimedListing[]> {
  return run(tx, lockStatement, [communityId, ids])
}

/** One member opens one order at a time, so that the number of them is never overrun. Before every other lock. */
export async function lockSeller(tx: Transaction, communityId: string, sellerId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`market.seller:${communityId}:${sellerId}`}, 0))`.execute(
    tx,
  )
}

export interface BookAddress {
  communityId: string
  tierId: string
  currency: string
}

/** Those who add to one book, or change a price in it, take turns. */
export async function lockBook(
  tx: Transaction,
  { communityId, tierId, currency }: BookAddress,
): Promise<void> {
  await sql`
    insert into market_books (community_id, tier_id, currency) values (${communityId}, ${tierId}, ${currency})
    on conflict do nothing`.execute(tx)
  await sql`
    select from market_books
    where community_id = ${communityId} and tier_id = ${tierId} and currency = ${currency} for update`.execute(
    tx,
  )
}

/** What a seller has open, in all and in one book; expired ones count no more. */
export async function countOpen(
  tx: Transaction,
  { communityId, tierId, currency }: BookAddress,
  sellerId: string,
): Promise<{ all: number; inBook: number }> {
  const row = await firstRow(
    tx,
    sql<{ all: number; inBook: number }>`
      select count(*) as "all", count(*) filter (where tier_id = ${tierId} and currency = ${currency}) as "inBook"
      from market_listings
      where community_id = ${communityId} and seller_id = ${sellerId} and remaining > 0
        and expires_at > guildhall_now()`,
  )
  return row ?? { all: 0, inBook: 0 }
}

/** A seller's listings of one asset whose time is over and whose units have not come back yet. */
export async function lockExpiredOf(
  tx: Transaction,
  communityId: string,
  sellerId: string,
  asset: string,
): Promise<ListingRow[]> {
  return rows(
    tx,
    sql<ListingRow>`
      select ${sql.raw(columns)} from market_listings listing
      where listing.community_id = ${communityId} and listing.seller_id = ${sellerId}
        and listing.asset = ${asset} and listing.remaining > 0 and listing.expires_at <= guildhall_now()
      order by listing.id for update`,
  )
}

/** Listings that still hold units of some holdings, over or not, in the order of their ids. */
export async function lockRemainingOf(
  tx: Transaction,
  communityId: string,
  holdings: readonly { holderId: string; asset: string }[],
  limit: number,
): Promise<ListingRow[]> {
  const [sellerIds, assets] = [holdings.map((each) => each.holderId), holdings.map((each) => each.asset)]
  return rows(
    tx,
    sql<ListingRow>`
      select ${sql.raw(columns)} from market_listings listing
      where listing.community_id = ${communityId} and listing.remaining > 0
        and (listing.seller_id, listing.asset) in (select * from unnest(${sellerIds}::uuid[], ${assets}::text[]))
      order by listing.id limit ${limit} for update`,
  )
}

export interface NewListing {
  communityId: string
  id: string
  appId: string
  itemId: string
  tierId: string
  asset: string
  currency: string
  sellerKind: 'member' | 'app'
  sellerId: string
  quantity: number
  unitPrice: number
  allowPartial: boolean
  feeBps: number
  royaltyBps: number
  lastsS: number
  looks: { name: string; image: Buffer | null; attributes: Buffer }
  isTest: boolean
}

export async function insertListing(tx: Transaction, listing: NewListing): Promise<void> {
  await sql`
    insert into market_listings (community_id, id, app_id, item_id, tier_id, asset, currency, seller_kind, seller_id,
                                 quantity, remaining, unit_price, allow_partial, fee_bps, royalty_bps, expires_at,
                                 listed_name, listed_image, listed_attributes, is_test)
    values (${listing.communityId}, ${listing.id}, ${listing.appId}, ${listing.itemId}, ${listing.tierId},
            ${listing.asset}, ${listing.currency}, ${listing.sellerKind}, ${listing.sellerId}, ${listing.quantity},
            ${listing.quantity}, ${listing.unitPrice}, ${listing.allowPartial}, ${listing.feeBps},
            ${listing.royaltyBps}, guildhall_now() + make_interval(secs => ${listing.lastsS}),
            ${listing.looks.name}, ${listing.looks.image}, ${listing.looks.attributes}, ${listing.isTest})`.execute(
    tx,
  )
}

/** It loses its place in time, and buyers have to look again. */
export async function updatePrice(
  tx: Transaction,
  { communityId, listingId }: ListingAddress,
  unitPrice: number,
): Promise<void> {
  await sql`
    update market_listings set unit_price = ${unitPrice}, terms = terms + 1, priced_at = guildhall_now()
    where community_id = ${communityId} and id = ${listingId}`.execute(tx)
}

/** What is for sale looks otherwise: buyers have to look again. */
export async function raiseTerms(tx: Transaction, communityId: string, itemId: string): Promise<void> {
  await sql`
    update market_listings set terms = terms + 1
    where community_id = ${communityId} and item_id = ${itemId} and remaining > 0`.execute(tx)
}

/** Returns all that remains. */
export async function closeListing(
  tx: Transaction,
  { communityId, listingId }: ListingAddress,
  state: 'canceled' | 'expired',
): Promise<void> {
  await sql`
    update market_listings
    set returned = remaining, remaining = 0, state = ${state}, closed_at = guildhall_now()
    where community_id = ${communityId} and id = ${listingId}`.execute(tx)
}
