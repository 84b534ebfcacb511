/** The SQL of Histories: lists and details of what was received, and putting a receipt back into the queue. */
import { sql } from 'kysely'
import type { ReceiptFailure } from '../../../../contracts/receipts.ts'
import type { ActorView } from '../../../../contracts/values.ts'
import { firstRow, type Queryable, rows, type Transaction } from '../../../platform/db/database.ts'
import type { Keyset } from '../../../platform/db/keyset.ts'
import type { PendingState } from '../webhooks/webhook.ts'
import { pageOfIds, type ReceiptFilter } from './receipt-pages.store.ts'

export interface ReceiptRow {
  id: string
  webhook_id: string
  webhook_name: string
  source: string | null
  body_bytes: number
  /** Set when the body was removed: after how many days. */
  body_kept_days: number | null
  created_at: Date
  pending_state: PendingState | null
  run_number: number
  attempt_count: number | null
  awaited_identifier: 'email' | 'username' | null
  awaited_key: string | null
  awaited_until: Date | null
  status: 'success' | 'failed' | null
  outcome: 'applied' | 'duplicate' | 'nothing_to_do' | 'discarded' | null
  failure: ReceiptFailure | null
  mapping_version: number | null
  duplicate_of: string | null
  finished_at: Date | null
  undone_result: 'undone' | 'partly_undone' | null
  undone_at: Date | null
  undone_repair_id: string | null
  undone_actor_kind: ActorView['kind'] | null
  undone_actor_id: string | null
  undone_actor_label: string | null
}

const listColumns = sql`r.id, r.webhook_id, r.webhook_name, r.source, coalesce(r.removed_body_bytes, octet_length(r.body)) as body_bytes,
  r.body_kept_days, r.created_at,
  p.state as pending_state, coalesce(p.run_number, o.run_number, 1) as run_number, p.attempt_count,
  p.awaited_identifier, p.awaited_key, p.awaited_until,
  o.status, o.outcome, o.failure, o.mapping_version, o.duplicate_of, o.finished_at,
  undone.result as undone_result, undone.created_at as undone_at, undone.repair_id as undone_repair_id,
  undoing.actor_kind as undone_actor_kind, undoing.actor_id as undone_actor_id, undoing.actor_label as undone_actor_label`

/** Joined behind the receipt `r`: that its effects were taken back, and by which repair. */
const undoneJoin = sql`
  left join lateral (
    select * from incoming_repair_receipts
    where community_id = r.community_id and receipt_id = r.id and result in ('undone', 'partly_undone') offset 0
  ) undone on true
  left join incoming_repairs undoing on undoing.community_id = undone.community_id and undoing.id = undone.repair_id`

/**
 * A page of ids comes first, and what else is known of these few is looked up one by one: OFFSET keeps the planner from
 * reading whole tables instead, which it thinks cheaper while its statistics are old.
 */
export async function listReceiptRows(
  db: Queryable,
  communityId: string,
  filter: ReceiptFilter,
  keyset: Keyset,
): Promise<ReceiptRow[]> {
  return rows(
    db,
    sql<ReceiptRow>`
      select ${listColumns}
      from (${pageOfIds(communityId, filter, keyset)}) page
      cross join lateral (
        select * from incoming_receipts
        where community_id = ${communityId} and id = page.receipt_id offset 0
      ) r
      left join lateral (
        select * from incoming_pending
        where community_id = ${communityId} and receipt_id = page.receipt_id offset 0
      ) p on true
      left join lateral (
        select * from incoming_outcomes
        where community_id = ${communityId} and receipt_id = page.receipt_id offset 0
      ) o on true
      ${undoneJoin}
      order by r.id desc`,
  )
}

export async function findReceiptRow(
  db: Queryable,
  communityId: string,
  id: string,
): Promise<ReceiptRow | undefined> {
  return firstRow(
    db,
    sql<ReceiptRow>`
      select ${listColumns} from incoming_receipts r
      left join incoming_pending p on p.community_id = r.community_id and p.receipt_id = r.id
      left join incoming_outcomes o on o.community_id = r.community_id and o.receipt_id = r.id
      ${undoneJoin}
      where r.community_id = ${communityId} and r.id = ${id}`,
  )
}

export interface ReceivedRow {
  id: string
  webhook_id: string
  body: Buffer
  headers: { name: string; value: string }[]
  content_type: string | null
  is_encrypted: boolean
  problem: string | null
  body_kept_days: number | null
  created_at: Date
}

export async function findReceived(
  db: Queryable,
  communityId: string,
  id: string,
): Promise<ReceivedRow | undefined> {
  return firstRow(
    db,
    sql<ReceivedRow>`
      select id, webhook_id, body, headers, content_type, is_encrypted, problem, body_kept_days, created_at
      from incoming_receipts where community_id = ${communityId} and id = ${id}`,
  )
}

/** Catch: the newest requests of a webhook. */
export async function listRecentReceived(
  db: Queryable,
  communityId: string,
  webhookId: string,
  count: number,
) {
  return rows(
    db,
    sql<ReceivedRow>`
      select id, webhook_id, body, headers, content_type, is_encrypted, problem, body_kept_days, created_at
      from incoming_receipts
      where community_id = ${communityId} and webhook_id = ${webhookId} and body_kept_days is null
      order by id desc limit ${count}`,
  )
}

export interface RunRow {
  number: number
  status: 'success' | 'failed'
  outcome: 'applied' | 'duplicate' | 'nothing_to_do' | 'discarded' | null
  failure: ReceiptFailure | null
  mapping_version: number | null
  finished_at: Date
}

/** Of a receipt that was run again and again; the run of the outcome comes on top. */
const shownRunsMax = 99

export async function listRunRows(db: Queryable, communityId: string, receiptId: string): Promise<RunRow[]> {
  return rows(
    db,
    sql<RunRow>`
      select * from (
        select number, status, outcome, failure, mapping_version, finished_at from incoming_runs
        where community_id = ${communityId} and receipt_id = ${receiptId}
        order by number desc limit ${shownRunsMax}
      ) as latest order by number`,
  )
}

/** Takes the failed outcome away into the runs; answers false when there was none. */
export async function moveFailedOutcomeToRuns(
  tx: Transaction,
  communityId: string,
  receiptId: string,
): Promise<boolean> {
  const moved = await rows(
    tx,
    sql<{ number: number }>`
      with ended as (
        delete from incoming_outcomes
        where community_id = ${communityId} and receipt_id = ${receiptId} and status = 'failed'
        returning *
      )
      insert into incoming_runs (community_id, receipt_id, number, status, outcome, failure, mapping_version, finished_at)
      select community_id, receipt_id, run_number, status, outcome, failure, mapping_version, finished_at from ended
      returning number`,
  )
  return moved.length > 0
}

export async function insertQueued(
  tx: Transaction,
  communityId: string,
  receipt: ReceiptRow,
  runNumber: number,
) {
  await sql`
    insert into incoming_pending (community_id, receipt_id, webhook_id, state, run_number, body_bytes)
    values (${communityId}, ${receipt.id}, ${receipt.webhook_id}, 'queued', ${runNumber}, ${receipt.body_bytes})`.execute(
    tx,
  )
}

/** Lets a waiting receipt go, for a new wait if its member is still not there; false when it was not waiting. */
export async function queueWaiting(
  tx: Transaction,
  communityId: string,
  receiptId: string,
): Promise<boolean> {
  const queued = await rows(
    tx,
    sql<{ receipt_id: string }>`
      update incoming_pending
      set state = 'queued', due_at = guildhall_now(),
          awaited_identifier = null, awaited_key = null, awaited_until = null
      where community_id = ${communityId} and receipt_id = ${receiptId} and state <> 'queued'
      returning receipt_id`,
  )
  return queued.length > 0
}
