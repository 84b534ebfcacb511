/** The SQL of undoing: what the receipts of a batch changed, and what is known of it since. */
import { sql } from 'kysely'
import type { FieldValue } from '../../../../contracts/fields.ts'
import type { RepairException } from '../../../../contracts/repairs.ts'
import { rows, type Transaction } from '../../../platform/db/database.ts'
import type { WantedFieldValue } from '../../fields/index.ts'
import { coveredReceipts } from './covered.store.ts'
import type { RepairScope } from './repair.ts'

export interface UndoableRow {
  receipt_id: string
  /** Transfers and field changes. */
  row_count: number
}

/** Newest first, so that what a later receipt took is given back before an earlier one's gift is taken. */
export async function listUndoableReceipts(
  tx: Transaction,
  scope: RepairScope,
  count: number,
): Promise<UndoableRow[]> {
  return rows(
    tx,
    sql<UndoableRow>`
      select covered.receipt_id,
        (select count(*) from ledger_postings_view posting
         join ledger_gamification_logs log
           on log.community_id = posting.community_id and log.cause_id = posting.cause_id
          and log.id between posting.first_transfer_id and posting.last_transfer_id
         where posting.community_id = ${scope.communityId} and posting.cause_id = covered.receipt_id
           and posting.cause_kind = 'receipt')
        + (select count(*) from fields_histories_view change
           where change.community_id = ${scope.communityId} and change.source_id = covered.receipt_id
             and change.source_kind = 'receipt') as row_count
      from (${coveredReceipts(scope)} order by receipt_id desc limit ${count}) as covered
      order by covered.receipt_id desc`,
  )
}

export interface FieldChangeRow {
  id: string
  receipt_id: string
  member_id: string
  field_id: string
  field_key: string
  is_retired: boolean
  before: FieldValue
  after: FieldValue
  element: number | null
  line: number
}

/** The field changes of some receipts, the last one first. */
export async function listFieldChanges(
  tx: Transaction,
  communityId: string,
  receiptIds: readonly string[],
): Promise<FieldChangeRow[]> {
  return rows(
    tx,
    sql<FieldChangeRow>`
      select change.id, change.source_id as receipt_id, change.member_id, change.field_id, field.key as field_key,
             field.retired_at is not null as is_retired, change.before, change.after,
             change.source_element as element, change.source_line as line
      from fields_histories_view change
      join fields_fields_view field on field.community_id = change.community_id and field.id = change.field_id
      where change.community_id = ${communityId} and change.source_id = any(${receiptIds}::uuid[])
        and change.source_kind = 'receipt'
      order by change.id desc`,
  )
}

export interface NewestChangeRow {
  member_id: string
  field_id: string
  id: string
  source_kind: string
}

/** The last change of each value, whoever made it. Read behind the lock of the values, so that it stays the last. */
export async function listNewestChanges(
  tx: Transaction,
  wanted: readonly WantedFieldValue[],
): Promise<NewestChangeRow[]> {
  return rows(
    tx,
    sql<NewestChangeRow>`
      select wanted.member_id, wanted.field_id, newest.id, newest.source_kind
      from unnest(${wanted.map((each) => each.communityId)}::uuid[], ${wanted.map((each) => each.memberId)}::uuid[],
                  ${wanted.map((each) => each.fieldId)}::uuid[]) as wanted (community_id, member_id, field_id)
      cross join lateral (
        select change.id, change.source_kind from fields_histories_view change
        where change.community_id = wanted.community_id and change.member_id = wanted.member_id
          and change.field_id = wanted.field_id
        order by change.id desc limit 1
      ) as newest`,
  )
}

export interface UndoneItem {
  receiptId: string
  result: 'undone' | 'partly_undone' | 'left'
  exceptions: readonly StoredException[]
}

/** As in the contract, without what is known from elsewhere. */
export type StoredException =
  | Omit<Extract<RepairException, { kind: 'currency' }>, 'receiptId' | 'memberLabel'>
  | Omit<Extract<RepairException, { kind: 'field' }>, 'receiptId' | 'memberLabel'>

export async function insertUndone(
  tx: Transaction,
  repair: { community_id: string; id: string },
  items: readonly UndoneItem[],
): Promise<void> {
  await sql`
    insert into incoming_repair_receipts (community_id, repair_id, receipt_id, result, exceptions)
    select ${repair.community_id}, ${repair.id}, item.receipt_id, item.result, item.exceptions
    from unnest(${items.map((each) => each.receiptId)}::uuid[], ${items.map((each) => each.result)}::text[],
                ${items.map((each) => (each.exceptions.length === 0 ? null : JSON.stringify(each.exceptions)))}::json[])
      as item (receipt_id, result, exceptions)`.execute(tx)
}
