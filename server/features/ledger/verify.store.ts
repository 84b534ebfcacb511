/** The ledger's proof in SQL: everything is recomputed from the transfers, which are the only truth. */
import { sql } from 'kysely'
import { type Queryable, rows } from '../../platform/db/database.ts'
import type { Scope } from './proof/proof.ts'
import { inScope } from './proof/scope.store.ts'

export interface WrongBalance {
  community_id: string
  holder_id: string
  /** Null where there is no balance at all. */
  holder_kind: string | null
  asset: string
  kept: number
  computed: number
}

/** Balances that differ from the sum of their transfers. */
export async function listWrongBalances(db: Queryable, scope: Scope = null): Promise<WrongBalance[]> {
  return rows(
    db,
    sql<WrongBalance>`
      with sides as (
        select community_id, to_id as holder_id, asset, amount from ledger_transfers where to_id is not null
        union all
        select community_id, from_id, asset, -amount from ledger_transfers where from_id is not null
      ), computed as (
        select community_id, holder_id, asset, sum(amount)::bigint as amount
        from sides group by community_id, holder_id, asset
      )
      select community_id, holder_id, kept.holder_kind, asset,
             coalesce(kept.amount, 0) as kept, coalesce(computed.amount, 0) as computed
      from computed full join ledger_balances kept using (community_id, holder_id, asset)
      where coalesce(kept.amount, 0) <> coalesce(computed.amount, 0) and ${inScope(scope)}
      order by community_id, holder_id, asset
      limit 100`,
  )
}

/** Causes or reversals whose lines stand more than once, which the key of the postings makes impossible. */
export async function listRepeatedLines(db: Queryable, scope: Scope = null) {
  return rows(
    db,
    sql<{ community_id: string; cause_id: string; line: number; count: number }>`
      select community_id, cause_id, line, count(*) as count from ledger_transfers
      where ${inScope(scope)} group by community_id, cause_id, cause_kind, line having count(*) > 1 limit 100`,
  )
}

/** Transfers that no posting accounts for. */
export async function listStrayTransfers(db: Queryable, scope: Scope = null) {
  return rows(
    db,
    sql<{ community_id: string; id: string; cause_id: string }>`
      select transfer.community_id, transfer.id, transfer.cause_id from (select * from ledger_transfers where ${inScope(scope)}) transfer
      where not exists (
        select from ledger_postings posting
        where posting.community_id = transfer.community_id and posting.cause_id = transfer.cause_id
          and transfer.id between posting.first_transfer_id and posting.last_transfer_id
      ) limit 100`,
  )
}

export interface WrongHold {
  community_id: string
  id: string
  remaining: number
  kept: number
}

/** Holds whose account does not have what remains of them. */
export async function listWrongHolds(db: Queryable, scope: Scope = null): Promise<WrongHold[]> {
  return rows(
    db,
    sql<WrongHold>`
      select coalesce(hold.community_id, kept.community_id) as community_id, coalesce(hold.id, kept.holder_id) as id,
             coalesce(hold.remaining, 0) as remaining, coalesce(kept.amount, 0) as kept
      from (select * from ledger_holds where ${inScope(scope)}) hold
      full join (select * from ledger_balances where holder_kind = 'hold' and ${inScope(scope)}) kept
        on kept.community_id = hold.community_id and kept.holder_id = hold.id and kept.asset = hold.asset
      where coalesce(hold.remaining, 0) <> coalesce(kept.amount, 0) limit 100`,
  )
}

export async function countTransfers(db: Queryable): Promise<number> {
  const [row] = await rows(db, sql<{ count: number }>`select count(*) as count from ledger_transfers`)
  return row?.count ?? 0
}
