/** The SQL of the proof of the market: orders that do not agree with their holds, and fills with their orders. */
import { sql } from 'kysely'
import { type Queryable, rows } from '../../../platform/db/database.ts'
import { inScope, type KeptHolds, type Scope, type WrongRecord } from '../../ledger/index.ts'

/** Orders with what they must have in the hold of the same id. */
export const heldOrders: KeptHolds = {
  keeper: 'market',
  records: sql`(
    select community_id, id, id as hold_id, 'listing' as purpose, asset, remaining as held, state from market_listings
    union all
    select community_id, id, id, 'mint', asset, case when state in ('requested', 'overdue') then quantity else 0 end,
           state
    from market_mint_orders
  )`,
}

/** Fills whose parts do not add up, and listings that say something else than their fills. */
export async function listWrongSums(db: Queryable, scope: Scope): Promise<WrongRecord[]> {
  return rows(
    db,
    sql<WrongRecord>`
      select community_id, 'listing' as kind, listing_id as id,
             concat('is a listing with a fill, ', id, ', of ', gross, ' whose parts are ', seller_amount, ', ',
                    royalty_amount, ' and ', fee_amount) as words
      from market_fills
      where (gross <> quantity * unit_price or seller_amount + royalty_amount + fee_amount <> gross)
        and ${inScope(scope)}
      union all
      select listing.community_id, 'listing', listing.id,
             concat('is a listing of which ', listing.filled, ' were sold for ', listing.gross_sum, ', its fills say ',
                    coalesce(sold.quantity, 0), ' for ', coalesce(sold.gross, 0)) as words
      from (select * from market_listings where ${inScope(scope)}) listing
      left join (
        select community_id, listing_id, sum(quantity) as quantity, sum(gross) as gross, sum(seller_amount) as seller,
               count(*) as count
        from market_fills where ${inScope(scope)} group by community_id, listing_id
      ) sold on sold.community_id = listing.community_id and sold.listing_id = listing.id
      where listing.filled <> coalesce(sold.quantity, 0) or listing.gross_sum <> coalesce(sold.gross, 0)
        or listing.seller_sum <> coalesce(sold.seller, 0) or listing.fill_count <> coalesce(sold.count, 0)
      limit 100`,
  )
}

/** Listings whose seller got less than was promised when they were made. */
export async function listBrokenPromises(db: Queryable, scope: Scope): Promise<WrongRecord[]> {
  return rows(
    db,
    sql<WrongRecord>`
      select community_id, 'listing' as kind, id,
             concat('is a listing whose seller got ', seller_sum, ' of ', gross_sum, ', less than the minimum take') as words
      from market_listings
      where seller_sum < gross_sum - floor(gross_sum::numeric * fee_bps / 10000)
                                   - floor(gross_sum::numeric * royalty_bps / 10000)
        and ${inScope(scope)}
      limit 100`,
  )
}
