/** The SQL of putting receipts of a repair back into the queue, and of settling what came out of it. */
import { sql } from 'kysely'
import { firstRow, rows, type Transaction } from '../../../platform/db/database.ts'
import type { RepairRow } from './repair.ts'

/**
 * Behind what arrives within the next second. The worker takes what was never tried at once, whatever its time says,
 * so nothing waits for that second; it is a place in the order.
 */
const placeBehindFresh = sql`guildhall_now() + interval '1 second'`

/** Failed receipts become queued ones, their runs are kept; those that were run meanwhile are left out. */
export async function requeueFailed(
  tx: Transaction,
  repair: RepairRow,
  receiptIds: readonly string[],
): Promise<number> {
  const queued = await rows(
    tx,
    sql<{ receipt_id: string }>`
      with ended as (
        delete from incoming_outcomes outcome
        where outcome.community_id = ${repair.community_id} and outcome.receipt_id = any(${receiptIds}::uuid[])
          and outcome.status = 'failed'
          and (
            select receipt.body_kept_days is null from incoming_receipts receipt
            where receipt.community_id = outcome.community_id and receipt.id = outcome.receipt_id
          )
        returning outcome.*, (
          select octet_length(receipt.body) from incoming_receipts receipt
          where receipt.community_id = outcome.community_id and receipt.id = outcome.receipt_id
        ) as body_bytes
      ), kept as (
        insert into incoming_runs
          (community_id, receipt_id, number, status, outcome, failure, mapping_version, finished_at)
        select community_id, receipt_id, run_number, status, outcome, failure, mapping_version, finished_at from ended
      ), queued as (
        insert into incoming_pending (community_id, receipt_id, webhook_id, state, run_number, body_bytes, due_at)
        select community_id, receipt_id, webhook_id, 'queued', run_number + 1, body_bytes, ${placeBehindFresh} from ended
      )
      insert into incoming_repair_receipts (community_id, repair_id, receipt_id)
      select community_id, ${repair.id}, receipt_id from ended
      returning receipt_id`,
  )
  return queued.length
}

/**
 * Receipts that wait, for the owner or for a member, become queued ones. Who still has no member waits anew, as after a
 * run of this one receipt.
 */
export async function queueWaitingOf(
  tx: Transaction,
  repair: RepairRow,
  receiptIds: readonly string[],
): Promise<number> {
  const queued = await rows(
    tx,
    sql<{ receipt_id: string }>`
      with queued as (
        update incoming_pending
        set state = 'queued', awaited_identifier = null, awaited_key = null, awaited_until = null,
            due_at = case when attempt_count = 0 then ${placeBehindFresh} else guildhall_now() end
        where community_id = ${repair.community_id} and receipt_id = any(${receiptIds}::uuid[])
          and state <> 'queued'
        returning community_id, receipt_id
      )
      insert into incoming_repair_receipts (community_id, repair_id, receipt_id)
      select community_id, ${repair.id}, receipt_id from queued
      returning receipt_id`,
  )
  return queued.length
}

/** Ends the wait of receipts without applying them; answers how many did wait. */
export async function discardWaiting(
  tx: Transaction,
  communityId: string,
  receiptIds: readonly string[],
): Promise<number> {
  const discarded = await rows(
    tx,
    sql<{ receipt_id: string }>`
      with ended as (
        delete from incoming_pending
        where community_id = ${communityId} and receipt_id = any(${receiptIds}::uuid[])
          and state <> 'queued'
        returning community_id, receipt_id, webhook_id, run_number
      )
      insert into incoming_outcomes (community_id, receipt_id, webhook_id, status, outcome, run_number)
      select community_id, receipt_id, webhook_id, 'success', 'discarded', run_number from ended
      returning receipt_id`,
  )
  return discarded.length
}

export interface SettledCounts {
  done: number
  succeeded: number
  failed: number
}

/** Writes down what became of the queued receipts of a repair that are not in the queue any more. */
export async function settleQueued(tx: Transaction, repair: RepairRow): Promise<SettledCounts> {
  const settled = await firstRow(
    tx,
    sql<SettledCounts>`
      with settled as (
        update incoming_repair_receipts item
        set result = coalesce(
          (select outcome.status from incoming_outcomes outcome
           where outcome.community_id = item.community_id and outcome.receipt_id = item.receipt_id), 'waiting')
        where item.community_id = ${repair.community_id} and item.repair_id = ${repair.id} and item.result is null
          and (
            select pending.state = 'queued' from incoming_pending pending
            where pending.community_id = item.community_id and pending.receipt_id = item.receipt_id
          ) is not true
        returning result
      )
      select count(*) as done, count(*) filter (where result = 'success') as succeeded,
             count(*) filter (where result = 'failed') as failed
      from settled`,
  )
  return settled ?? { done: 0, succeeded: 0, failed: 0 }
}

/** Whether this many receipts of all communities wait for the workers, without counting further. */
export async function isQueueAtLeast(tx: Transaction, count: number): Promise<boolean> {
  const row = await firstRow(
    tx,
    sql<{ count: number }>`
      select count(*) as count from (
        select from incoming_pending where state = 'queued' and due_at <= guildhall_now() limit ${count}
      ) as due`,
  )
  return (row?.count ?? 0) >= count
}
