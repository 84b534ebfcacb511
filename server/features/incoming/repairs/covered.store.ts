/** The SQL that says which receipts a repair covers: the same for its preview, its count and its batches. */
import { type RawBuilder, sql } from 'kysely'
import type { FailureReason } from '../../../../contracts/receipts.ts'
import { firstRow, type Queryable, rows, type Transaction } from '../../../platform/db/database.ts'
import { type RepairRow, type RepairScope, scopeOf } from './repair.ts'

/**
 * A select of `receipt_id`. Each kind starts from the table that knows its receipts: the failed, the applied and the
 * waiting of a webhook have an index of their own. Whether a failed one has its body is asked for each alone: a join would
 * be planned as a walk through the whole history.
 */
export function coveredReceipts(scope: RepairScope): RawBuilder<{ receipt_id: string }> {
  const { communityId, webhookId, fromId, beforeId, reason } = scope
  if (scope.kind === 'rerun') {
    return sql`
      select outcome.receipt_id from incoming_outcomes outcome
      where outcome.community_id = ${communityId} and outcome.webhook_id = ${webhookId} and outcome.status = 'failed'
        and outcome.receipt_id >= ${fromId} and outcome.receipt_id < ${beforeId}
        ${reason === null ? sql`` : sql`and outcome.failure ->> 'reason' = ${reason}`}
        and (
          select receipt.body_kept_days is null from incoming_receipts receipt
          where receipt.community_id = outcome.community_id and receipt.id = outcome.receipt_id
        )`
  }
  if (scope.kind === 'undo') {
    return sql`
      select outcome.receipt_id from incoming_outcomes outcome
      where outcome.community_id = ${communityId} and outcome.webhook_id = ${webhookId} and outcome.status = 'success'
        and outcome.outcome = 'applied'
        and outcome.receipt_id >= ${fromId} and outcome.receipt_id < ${beforeId}
        and not exists (
          select from incoming_repair_receipts undone
          where undone.community_id = outcome.community_id and undone.receipt_id = outcome.receipt_id
            and undone.result in ('undone', 'partly_undone')
        )`
  }
  return sql`
    select pending.receipt_id from incoming_pending pending
    where pending.community_id = ${communityId} and pending.webhook_id = ${webhookId}
      and pending.state <> 'queued'
      and pending.receipt_id >= ${fromId} and pending.receipt_id < ${beforeId}`
}

/** The same, but it stops counting at so many. */
export async function countCoveredUpTo(db: Queryable, scope: RepairScope, most: number): Promise<number> {
  const row = await firstRow(
    db,
    sql<{ count: number }>`
      select count(*) as count from (select from (${coveredReceipts(scope)}) as covered limit ${most}) as counted`,
  )
  return row?.count ?? 0
}

export async function countCovered(db: Queryable, scope: RepairScope): Promise<number> {
  const row = await firstRow(
    db,
    sql<{ count: number }>`select count(*) as count from (${coveredReceipts(scope)}) as covered`,
  )
  return row?.count ?? 0
}

/** The receipts that come next: an undo goes backwards in time, everything else forwards. */
export async function listNextReceipts(tx: Transaction, repair: RepairRow, count: number): Promise<string[]> {
  const after = repair.position_id
  const found = await rows(
    tx,
    sql<{ receipt_id: string }>`
      select receipt_id from (${coveredReceipts(scopeOf(repair))}) as covered
      ${after === null ? sql`` : sql`where receipt_id > ${after}`}
      order by receipt_id limit ${count}`,
  )
  return found.map((row) => row.receipt_id)
}

export async function countReasons(db: Queryable, scope: RepairScope) {
  return rows(
    db,
    sql<{ reason: FailureReason; count: number }>`
      select outcome.failure ->> 'reason' as reason, count(*) as count
      from (${coveredReceipts(scope)}) as covered
      join incoming_outcomes outcome
        on outcome.community_id = ${scope.communityId} and outcome.receipt_id = covered.receipt_id
      group by 1 order by 2 desc, 1`,
  )
}

export interface SampleRow {
  receipt_id: string
  reason: FailureReason | null
}

/** The newest receipts that it covers, with why they failed if they did. */
export async function listSampleRows(db: Queryable, scope: RepairScope, count: number): Promise<SampleRow[]> {
  return rows(
    db,
    sql<SampleRow>`
      select covered.receipt_id, outcome.failure ->> 'reason' as reason
      from (${coveredReceipts(scope)}) as covered
      left join incoming_outcomes outcome
        on outcome.community_id = ${scope.communityId} and outcome.receipt_id = covered.receipt_id
      order by covered.receipt_id desc limit ${count}`,
  )
}
