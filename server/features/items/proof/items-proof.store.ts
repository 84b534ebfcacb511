/** The SQL of the proof of items: rows that do not agree with the ledger, or with each other. */
import { sql } from 'kysely'
import { type Queryable, rows } from '../../../platform/db/database.ts'
import { inScope, type KeptHolds, type Scope, type WrongRecord } from '../../ledger/index.ts'

/** What is held for a merge or a gift: the units of one record each, which lie in its hold until it has ended. */
export const heldRecords: KeptHolds = {
  keeper: 'items',
  records: sql`(
    select record.community_id, record.id, record.hold_id, record.purpose, tier.asset, record.held, record.state
    from (
      select community_id, id, hold_id, tier_id, 'merge' as purpose, state,
             case when state in ('requested', 'in_doubt') then quantity else 0 end as held from items_merges
      union all
      select community_id, id, hold_id, tier_id, 'gift', state, case when state = 'offered' then quantity else 0 end
      from items_gifts where hold_id is not null
    ) record
    join items_tiers tier on tier.community_id = record.community_id and tier.id = record.tier_id
  )`,
}

/** Tiers of which more was issued than their item allows. */
export async function listAboveCap(db: Queryable, scope: Scope): Promise<WrongRecord[]> {
  return rows(
    db,
    sql<WrongRecord>`
      select tier.community_id, 'asset' as kind, tier.asset as id,
             concat('is a tier of which ', supply.issued, ' were issued and ', supply.sunk, ' taken out, above its cap of ',
                    item.settings ->> 'supplyCap') as words
      from (select * from items_definitions
            where settings ->> 'supplyCap' is not null and ${inScope(scope)}) item
      join items_tiers tier on tier.community_id = item.community_id and tier.item_id = item.id
      join ledger_supplies_view supply on supply.community_id = tier.community_id and supply.asset = tier.asset
      where supply.issued - case when item.settings ->> 'capCounts' = 'issued_ever' then 0 else supply.sunk end
        > (item.settings ->> 'supplyCap')::bigint
      limit 100`,
  )
}

/** More units under trade holds than are available. */
export async function listTradeHeldAbove(db: Queryable, scope: Scope): Promise<WrongRecord[]> {
  return rows(
    db,
    sql<WrongRecord>`
      select held.community_id, 'member' as kind, held.member_id as id,
             concat('is a member with ', held.quantity, ' units of ', tier.asset, ' under trade holds and ',
                    coalesce(holding.amount, 0), ' available') as words
      from (
        select community_id, member_id, tier_id, sum(quantity) as quantity from items_trade_holds
        where until > guildhall_now() and ${inScope(scope)} group by community_id, member_id, tier_id
      ) held
      join items_tiers tier on tier.community_id = held.community_id and tier.id = held.tier_id
      left join ledger_holdings_view holding
        on holding.community_id = held.community_id and holding.holder_id = held.member_id
        and holding.asset = tier.asset
      where held.quantity > coalesce(holding.amount, 0) limit 100`,
  )
}

/** Inventories whose changes have gaps, or do not end at the number of the inventory. */
export async function listGaps(db: Queryable, scope: Scope): Promise<WrongRecord[]> {
  return rows(
    db,
    sql<WrongRecord>`
      select inventory.community_id, 'member' as kind, inventory.member_id as id,
             concat('is a member whose inventory in app ', inventory.app_id, ' is at ', inventory.inventory_sequence,
                    ', with ', coalesce(changed.count, 0), ' numbers up to ', coalesce(changed.last, 0)) as words
      from (select * from items_inventories where ${inScope(scope)}) inventory
      left join (
        select community_id, app_id, member_id, count(distinct sequence) as count, max(sequence) as last
        from items_changes where ${inScope(scope)} group by community_id, app_id, member_id
      ) changed
        on changed.community_id = inventory.community_id and changed.app_id = inventory.app_id
        and changed.member_id = inventory.member_id
      where inventory.inventory_sequence <> coalesce(changed.count, 0)
        or inventory.inventory_sequence <> coalesce(changed.last, 0)
      limit 100`,
  )
}

/** Units whose last change tells another count than the balance. */
export async function listWrongCounts(db: Queryable, scope: Scope): Promise<WrongRecord[]> {
  return rows(
    db,
    sql<WrongRecord>`
      select last.community_id, 'member' as kind, last.member_id as id,
             concat('is a member who was told of ', last.count_after, ' units of ', tier.asset, ' and has ',
                    coalesce(holding.amount, 0)) as words
      from (
        select distinct on (community_id, app_id, member_id, tier_id) community_id, member_id, tier_id, count_after
        from items_changes where ${inScope(scope)}
        order by community_id, app_id, member_id, tier_id, sequence desc
      ) last
      join items_tiers tier on tier.community_id = last.community_id and tier.id = last.tier_id
      left join ledger_holdings_view holding
        on holding.community_id = last.community_id and holding.holder_id = last.member_id
        and holding.asset = tier.asset
      where last.count_after <> coalesce(holding.amount, 0) limit 100`,
  )
}
