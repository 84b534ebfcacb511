/** The SQL of supplies: how much of each asset there is, read from running sums. */
import { sql } from 'kysely'
import { amountMax } from '../../../contracts/values.ts'
import { type Queryable, rows } from '../../platform/db/database.ts'
import type { Scope } from './proof/proof.ts'
import { inScope } from './proof/scope.store.ts'

export interface SupplyRow {
  asset: string
  issued: number
  sunk: number
  held: number
  holders: number
  isBalanced: boolean
}

/**
 * A reversal takes back from the supply what was issued, and brings back what was taken out. A sum beyond 2^53-1 is
 * told as that; whether the sums agree is found with the whole ones.
 */
export async function listSupplyRows(db: Queryable, communityId: string): Promise<SupplyRow[]> {
  return rows(
    db,
    sql<SupplyRow>`
      with sums as (
        select asset.code as asset, asset.created_at, coalesce(sum(issued), 0) as issued, coalesce(sum(sunk), 0) as sunk,
               coalesce(sum(held), 0) as held, coalesce(sum(holders), 0)::bigint as holders
        from ledger_assets asset
        left join ledger_supplies supply on supply.community_id = asset.community_id and supply.asset = asset.code
        where asset.community_id = ${communityId}
        group by asset.code, asset.created_at
      )
      select asset, least(issued, ${amountMax}::bigint)::bigint as issued, least(sunk, ${amountMax}::bigint)::bigint as sunk,
             least(held, ${amountMax}::bigint)::bigint as held, holders, issued - sunk = held as "isBalanced"
      from sums order by created_at, asset desc`,
  )
}

export interface IssuedRow {
  asset: string
  issued: number
  sunk: number
}

/** Of some assets, what was issued and taken out so far; an asset that never moved has no row. */
export async function listIssuedRows(
  db: Queryable,
  communityId: string,
  assets: readonly string[],
): Promise<IssuedRow[]> {
  return rows(
    db,
    sql<IssuedRow>`
      select asset, least(sum(issued), ${amountMax}::bigint)::bigint as issued,
             least(sum(sunk), ${amountMax}::bigint)::bigint as sunk
      from ledger_supplies where community_id = ${communityId} and asset = any(${assets}::text[])
      group by asset`,
  )
}

export interface WrongSupply {
  community_id: string
  asset: string
  /** As text: issued, sunk, held, holders. */
  kept: string
  computed: string
}

/** Running sums that differ from what all transfers and balances add up to. */
export async function listWrongSupplies(db: Queryable, scope: Scope = null): Promise<WrongSupply[]> {
  return rows(
    db,
    sql<WrongSupply>`
      with parts as (
        select community_id, asset,
               sum(case when from_kind = 'issuer' then amount when to_kind = 'issuer' then -amount else 0 end) as issued,
               sum(case when to_kind = 'sink' then amount when from_kind = 'sink' then -amount else 0 end) as sunk,
               0 as held, 0 as holders
        from ledger_transfers group by community_id, asset
        union all
        select community_id, asset, 0, 0, sum(amount), count(*) filter (where amount > 0 and holder_kind = 'member')
        from ledger_balances group by community_id, asset
      ), computed as (
        select community_id, asset, sum(issued) as issued, sum(sunk) as sunk, sum(held) as held, sum(holders) as holders
        from parts group by community_id, asset
      ), kept as (
        select community_id, asset, sum(issued) as issued, sum(sunk) as sunk, sum(held) as held, sum(holders) as holders
        from ledger_supplies group by community_id, asset
      ), told as (
        select community_id, asset,
               concat_ws(', ', coalesce(kept.issued, 0), coalesce(kept.sunk, 0), coalesce(kept.held, 0), coalesce(kept.holders, 0)) as kept,
               concat_ws(', ', coalesce(computed.issued, 0), coalesce(computed.sunk, 0), coalesce(computed.held, 0), coalesce(computed.holders, 0)) as computed
        from computed full join kept using (community_id, asset)
      )
      select * from told where kept <> computed and ${inScope(scope)} order by community_id, asset limit 100`,
  )
}
