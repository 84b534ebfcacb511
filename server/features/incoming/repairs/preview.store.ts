/** The SQL of the preview of an undo: sums over everything that its receipts changed. */
import { sql } from 'kysely'
import { type Queryable, rows } from '../../../platform/db/database.ts'
import { coveredReceipts } from './covered.store.ts'
import type { RepairScope } from './repair.ts'

export interface CurrencySumRow {
  member_id: string
  asset: string
  /** What the receipts gave the member, and what they took; at most 2^53-1. */
  added: number
  subtracted: number
}

export async function listCurrencySums(db: Queryable, scope: RepairScope): Promise<CurrencySumRow[]> {
  return rows(
    db,
    sql<CurrencySumRow>`
      select log.member_id, log.asset,
             least(sum(greatest(log.amount, 0)), 9007199254740991)::bigint as added,
             least(sum(greatest(-log.amount, 0)), 9007199254740991)::bigint as subtracted
      from (${coveredReceipts(scope)}) as covered
      join ledger_postings_view posting
        on posting.community_id = ${scope.communityId} and posting.cause_id = covered.receipt_id
       and posting.cause_kind = 'receipt'
      cross join lateral (
        select * from ledger_gamification_logs moved
        where moved.community_id = posting.community_id and moved.cause_id = posting.cause_id
          and moved.id between posting.first_transfer_id and posting.last_transfer_id
        offset 0
      ) as log
      group by log.member_id, log.asset`,
  )
}

export interface FieldCountRow {
  key: string
  name: string
  put_back_count: number
  left_count: number
}

/** Per field: values whose last change is one of the receipts', and values that somebody changed since. */
export async function listFieldCounts(db: Queryable, scope: RepairScope): Promise<FieldCountRow[]> {
  return rows(
    db,
    sql<FieldCountRow>`
      with changed as (
        select change.member_id, change.field_id, max(change.id::text)::uuid as last_id
        from (${coveredReceipts(scope)}) as covered
        join fields_histories_view change
          on change.community_id = ${scope.communityId} and change.source_id = covered.receipt_id
         and change.source_kind = 'receipt'
        group by change.member_id, change.field_id
      )
      select field.key, field.name,
             count(*) filter (where newest.id = changed.last_id and field.retired_at is null) as put_back_count,
             count(*) filter (where newest.id <> changed.last_id or field.retired_at is not null) as left_count
      from changed
      join fields_fields_view field on field.community_id = ${scope.communityId} and field.id = changed.field_id
      cross join lateral (
        select history.id from fields_histories_view history
        where history.community_id = ${scope.communityId} and history.member_id = changed.member_id
          and history.field_id = changed.field_id
        order by history.id desc limit 1
      ) as newest
      group by field.id, field.key, field.name
      order by field.key`,
  )
}
