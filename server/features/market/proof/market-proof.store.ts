/** The SQL of the proof of the market: orders that do not agree with their holds, and fills with their orders. */
import { sql } from 'kysely'
import { type Queryable, rows } from '../../../platform/db/database.ts'
import { inScope, type Scope } from '../../ledger/index.ts'

export interface WrongOrder {
  community_id: string
  id: string
  words: string
}

/** Orders with what they must have in the hold of the same id. */
const orders = sql`(
  select community_id, id, asset, remaining as held, state, 'listing' as purpose from market_listings
  union all
  select community_id, id, asset, case when state in ('requested', 'overdue') then quantity else 0 end, state, 'mint'
  from market_mint_orders
)`

/** Holds of the market that no order knows, and orders whose hold was never opened. */
export async function listUnpaired(db: Queryable, scope: Scope): Promise<WrongOrder[]> {
  return rows(
    db,
    sql<WrongOrder>`
      select community_id, id, concat('is a hold for a ', purpose, ' that is not there') as words
      from ledger_holds_view hold
      where keeper = 'market' and ${inScope(scope)}
        and not exists (
          select from ${orders} owner where owner.community_id = hold.community_id and owner.id = hold.id)
      union all
      select community_id, id, concat('is a ', purpose, ' without its hold') from ${orders} owner
      where ${inScope(scope)}
        and not exists (
          select from ledger_holds_view hold
          where hold.community_id = owner.community_id and hold.id = owner.id)
      limit 100`,
  )
}

export async function listWrongHeld(db: Queryable, scope: Scope): Promise<WrongOrder[]> {
  return rows(
    db,
    sql<WrongOrder>`
      select owner.community_id, owner.id,
             concat('is a ', owner.purpose, ' with ', owner.held, ' ', owner.asset, ' open, its hold has ',
                    hold.remaining, ' ', hold.asset) as words
      from (select * from ${orders} every where held > 0 and ${inScope(scope)}) owner
      join ledger_holds_view hold on hold.community_id = owner.community_id and hold.id = owner.id
      where hold.remaining <> owner.held or hold.asset <> owner.asset
      limit 100`,
  )
}

export async function listEndedWithHold(db: Queryable, scope: Scope): Promise<WrongOrder[]> {
  return rows(
    db,
    sql<WrongOrder>`
      select owner.community_id, owner.id,
             concat('is a ', owner.purpose, ' that is ', owner.state, ', its hold is pending') as words
      from (select * from ${orders} every where held = 0 and ${inScope(scope)}) owner
      join ledger_holds_view hold on hold.community_id = owner.community_id and hold.id = owner.id
      where hold.state = 'pending' limit 100`,
  )
}

/** Fills whose parts do not add up, and listings that say something else than their fills. */
export async function listWrongSums(db: Queryable, scope: Scope): Promise<WrongOrder[]> {
  return rows(
    db,
    sql<WrongOrder>`
      select community_id, id,
             concat('is a fill of ', gross, ' whose parts are ', seller_amount, ', ', royalty_amount, ' and ',
                    fee_amount) as words
      from market_fills
      where (gross <> quantity * unit_price or seller_amount + royalty_amount + fee_amount <> gross)
        and ${inScope(scope)}
      union all
      select listing.community_id, listing.id,
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
export async function listBrokenPromises(db: Queryable, scope: Scope): Promise<WrongOrder[]> {
  return rows(
    db,
    sql<WrongOrder>`
      select community_id, id,
             concat('is a listing whose seller got ', seller_sum, ' of ', gross_sum, ', less than the minimum take') as words
      from market_listings
      where seller_sum < gross_sum - floor(gross_sum::numeric * fee_bps / 10000)
                                   - floor(gross_sum::numeric * royalty_bps / 10000)
        and ${inScope(scope)}
      limit 100`,
  )
}
