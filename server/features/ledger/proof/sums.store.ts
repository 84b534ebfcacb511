/** The SQL of sums over all accounts, recomputed from the transfers and the balances. */
import { type RawBuilder, sql } from 'kysely'
import { amountMax } from '../../../../contracts/values.ts'
import { type Queryable, rows } from '../../../platform/db/database.ts'
import type { Scope } from './proof.ts'
import { inScope } from './scope.store.ts'

export interface SumsRow {
  community_id: string
  asset: string
  issued: number
  sunk: number
  members: number
  treasuries: number
  holds: number
  others: number
  sum: number
}

/** One balance fits what JavaScript counts with, the sum of many may not: then the largest that does is shown. */
const shown = (words: string): RawBuilder<number> =>
  sql.raw(`greatest(least(${words}, ${amountMax}), ${-amountMax})::bigint`)

/** Issuer and sink have no balance of their own: they are what the transfers say. */
export async function listSums(db: Queryable, scope: Scope): Promise<SumsRow[]> {
  return rows(
    db,
    sql<SumsRow>`
      with parts as (
        select community_id, asset,
               sum(case when from_kind = 'issuer' then amount when to_kind = 'issuer' then -amount else 0 end) as issued,
               sum(case when to_kind = 'sink' then amount when from_kind = 'sink' then -amount else 0 end) as sunk,
               0 as members, 0 as treasuries, 0 as holds, 0 as others
        from ledger_transfers where ${inScope(scope)} group by community_id, asset
        union all
        select community_id, asset, 0, 0,
               coalesce(sum(amount) filter (where holder_kind = 'member'), 0),
               coalesce(sum(amount) filter (where holder_kind = 'treasury'), 0),
               coalesce(sum(amount) filter (where holder_kind = 'hold'), 0),
               coalesce(sum(amount) filter (where holder_kind not in ('member', 'treasury', 'hold')), 0)
        from ledger_balances where ${inScope(scope)} group by community_id, asset
      ), summed as (
        select community_id, asset, sum(issued) as issued, sum(sunk) as sunk, sum(members) as members,
               sum(treasuries) as treasuries, sum(holds) as holds, sum(others) as others
        from parts group by community_id, asset
      )
      select community_id, asset, ${shown('issued')} as issued, ${shown('sunk')} as sunk,
             ${shown('members')} as members, ${shown('treasuries')} as treasuries, ${shown('holds')} as holds,
             ${shown('others')} as others,
             ${shown('members + treasuries + holds + others + sunk - issued')} as sum
      from summed order by community_id, asset`,
  )
}

export interface BelowFloor {
  community_id: string
  holder_id: string
  holder_kind: string
  asset: string
  amount: number
}

export async function listBelowFloor(db: Queryable, scope: Scope): Promise<BelowFloor[]> {
  return rows(
    db,
    sql<BelowFloor>`
      select community_id, holder_id, holder_kind, asset, amount from ledger_balances
      where amount < 0 and ${inScope(scope)} order by community_id, holder_id, asset limit 100`,
  )
}
