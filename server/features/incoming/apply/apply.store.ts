/** The SQL of applying receipts: claim, find members, write outcomes. */
import { sql } from 'kysely'
import type { Mapping } from '../../../../contracts/mapping.ts'
import type { ReceiptFailure } from '../../../../contracts/receipts.ts'
import { bulkInsert } from '../../../platform/db/bulk-rows.ts'
import {
  type Database,
  prepared,
  type Queryable,
  rows,
  run,
  type Transaction,
} from '../../../platform/db/database.ts'

/** What a claim takes out of the queue; what was received is read beside it. */
export interface ClaimedRow {
  community_id: string
  receipt_id: string
  webhook_id: string
  run_number: number
  attempt_count: number
  due_at: Date
  /** When it waited for a member: until when it may. */
  awaited_until: Date | null
}

/*
 * Claiming deletes: the rows are gone if and only if the transaction that writes the outcomes commits. Rows
 * that another node holds are skipped. The sum of bytes bounds what a batch of large bodies holds in memory.
 */
// What was never tried is due whatever its time says: it was taken before the clock was set back.
const claimStatement = prepared<ClaimedRow>(
  'incoming_claim',
  `delete from incoming_pending where ctid = any (array(
     select ctid from (
       select ctid, body_bytes, sum(body_bytes) over (order by due_at, receipt_id) as bytes_so_far from (
         select ctid, body_bytes, due_at, receipt_id from incoming_pending
         where state = 'queued' and (due_at <= guildhall_now() or attempt_count = 0)
           and due_at >= coalesce($3::timestamptz, '-infinity')
         order by due_at, receipt_id
         limit $1
         for update skip locked
       ) as due
     ) as sized
     where bytes_so_far - body_bytes < $2
   ))
   returning community_id, receipt_id, webhook_id, run_number, attempt_count, due_at, awaited_until`,
)

export interface ClaimBounds {
  count: number
  bytes: number
  /** Only what became due then or later; null for everything. */
  from: Date | null
}

export async function claimRows(tx: Transaction, { count, bytes, from }: ClaimBounds): Promise<ClaimedRow[]> {
  return run(tx, claimStatement, [count, bytes, from?.toISOString() ?? null])
}

const claimOneStatement = prepared<ClaimedRow>(
  'incoming_claim_one',
  `delete from incoming_pending where community_id = $1 and receipt_id = $2 and state = 'queued'
   returning community_id, receipt_id, webhook_id, run_number, attempt_count, due_at, awaited_until`,
)

/** Answers one row, or none when it is not queued any more. */
export async function claimRow(tx: Transaction, communityId: string, id: string): Promise<ClaimedRow[]> {
  return run(tx, claimOneStatement, [communityId, id])
}

export interface ReceivedRow {
  id: string
  webhook_name: string
  body: Buffer
  content_type: string | null
  is_encrypted: boolean
  hop: number
  problem: string | null
}

const receivedStatement = prepared<ReceivedRow>(
  'incoming_list_received',
  `select r.id, r.webhook_name, r.body, r.content_type, r.is_encrypted, r.hop, r.problem
   from unnest($1::uuid[], $2::uuid[]) as wanted (community_id, id)
   join incoming_receipts r using (community_id, id)`,
)

export async function listReceived(tx: Transaction, wanted: readonly ClaimedRow[]): Promise<ReceivedRow[]> {
  if (wanted.length === 0) return []
  return run(tx, receivedStatement, [
    wanted.map((each) => each.community_id),
    wanted.map((each) => each.receipt_id),
  ])
}

/** The receipts that the next claim would take, for when a batch failed as a whole. */
export async function listDueReceipts(db: Queryable, count: number) {
  return rows(
    db,
    sql<{ community_id: string; receipt_id: string }>`
      select community_id, receipt_id from incoming_pending
      where state = 'queued' and (due_at <= guildhall_now() or attempt_count = 0)
      order by due_at, receipt_id limit ${count}`,
  )
}

/** Puts an attempt that threw off to later. */
export async function postponeReceipt(
  db: Database,
  communityId: string,
  id: string,
  seconds: number,
): Promise<void> {
  await sql`
    update incoming_pending
    set attempt_count = attempt_count + 1, due_at = guildhall_now() + make_interval(secs => ${seconds})
    where community_id = ${communityId} and receipt_id = ${id}`.execute(db)
}

export interface WebhookSettings {
  community_id: string
  id: string
  name: string
  encryption_mode: 'gcm' | 'cbc' | null
  encryption_key: Buffer | null
  mapping_version: number | null
}

const webhookSettingsStatement = prepared<WebhookSettings>(
  'incoming_webhook_settings',
  `select w.community_id, w.id, w.name, w.encryption_mode, w.encryption_key, w.mapping_version
   from unnest($1::uuid[], $2::uuid[]) as wanted (community_id, id)
   join incoming_webhooks w on w.community_id = wanted.community_id and w.id = wanted.id`,
)

export async function listWebhookSettings(
  db: Queryable,
  wanted: readonly { communityId: string; webhookId: string }[],
): Promise<WebhookSettings[]> {
  return run(db, webhookSettingsStatement, [
    wanted.map((each) => each.communityId),
    wanted.map((each) => each.webhookId),
  ])
}

export async function findMapping(db: Queryable, communityId: string, webhookId: string, version: number) {
  const [row] = await rows(
    db,
    sql<{ mapping: Mapping }>`
      select mapping from incoming_mappings
      where community_id = ${communityId} and webhook_id = ${webhookId} and version = ${version}`,
  )
  return row?.mapping
}

export interface FoundMember {
  id: string
  display_name: string
  email: string | null
  username: string
}

interface MemberPlace {
  /** Which of the wanted members this is, counted from 1. */
  place: number
  id: string
}

// Only the place and the id: this runs for every receipt, and each further column costs as much as the look-up. Who has
// left is in neither of the two indexes.
const membersBy = (column: 'email_key' | 'username_key') =>
  prepared<MemberPlace>(
    `incoming_members_by_${column}`,
    `select wanted.place::int, m.id
     from unnest($1::uuid[], $2::text[]) with ordinality as wanted (community_id, key, place)
     join communities_members_view m
       on m.community_id = wanted.community_id and m.${column} = wanted.key and m.left_at is null`,
  )
const membersByEmail = membersBy('email_key')
const membersByUsername = membersBy('username_key')

export async function listMemberPlaces(
  db: Queryable,
  kind: 'email' | 'username',
  wanted: readonly { communityId: string; key: string }[],
): Promise<MemberPlace[]> {
  if (wanted.length === 0) return []
  return run(db, kind === 'email' ? membersByEmail : membersByUsername, [
    wanted.map((each) => each.communityId),
    wanted.map((each) => each.key),
  ])
}

/** By their ids, to name them: also those who have left. */
export async function listMembers(
  db: Queryable,
  communityId: string,
  ids: readonly string[],
): Promise<FoundMember[]> {
  return rows(
    db,
    sql<FoundMember>`
      select id, email, username, display_name from communities_members_view
      where community_id = ${communityId} and id = any(${ids}::uuid[])`,
  )
}

export interface EventIdRow {
  communityId: string
  webhookId: string
  digest: Buffer
  receiptId: string
}

/** Takes the ids of events; answers who holds each: the receipt itself, or the earlier one. */
export async function takeEventIds(tx: Transaction, ids: readonly EventIdRow[]) {
  const keys = sql`unnest(${ids.map((each) => each.communityId)}::uuid[], ${ids.map((each) => each.webhookId)}::uuid[],
    ${ids.map((each) => each.digest)}::bytea[], ${ids.map((each) => each.receiptId)}::uuid[])
    as wanted (community_id, webhook_id, digest, receipt_id)`
  await sql`
    insert into incoming_event_ids (community_id, webhook_id, digest, receipt_id)
    select * from ${keys} on conflict do nothing`.execute(tx)
  return rows(
    tx,
    sql<{ receipt_id: string; holder_id: string }>`
      select wanted.receipt_id, held.receipt_id as holder_id
      from ${keys}
      join incoming_event_ids held using (community_id, webhook_id, digest)`,
  )
}

export interface OutcomeRow {
  communityId: string
  receiptId: string
  webhookId: string
  status: 'success' | 'failed'
  outcome: string | null
  failure: ReceiptFailure | null
  mappingVersion: number | null
  runNumber: number
  duplicateOf: string | null
}

export const insertOutcomes = bulkInsert<OutcomeRow>('incoming_insert_outcomes', 'incoming_outcomes', [
  ['community_id', 'uuid', (row) => row.communityId],
  ['receipt_id', 'uuid', (row) => row.receiptId],
  ['webhook_id', 'uuid', (row) => row.webhookId],
  ['status', 'text', (row) => row.status],
  ['outcome', 'text', (row) => row.outcome],
  ['failure', 'json', (row) => (row.failure ? JSON.stringify(row.failure) : null)],
  ['mapping_version', 'int', (row) => row.mappingVersion],
  ['run_number', 'smallint', (row) => row.runNumber],
  ['duplicate_of', 'uuid', (row) => row.duplicateOf],
])

const addHoursStatement = prepared<never>(
  'incoming_add_hours',
  `insert into incoming_hours (community_id, webhook_id, hour, success, failed)
   select community_id, webhook_id, date_trunc('hour', guildhall_now(), 'UTC'), success, failed
   from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[]) as fresh (community_id, webhook_id, success, failed)
   order by community_id, webhook_id
   on conflict (community_id, webhook_id, hour)
   do update set success = incoming_hours.success + excluded.success, failed = incoming_hours.failed + excluded.failed`,
)

export async function addHourCounts(
  tx: Transaction,
  counts: readonly { communityId: string; webhookId: string; success: number; failed: number }[],
): Promise<void> {
  await run(tx, addHoursStatement, [
    counts.map((each) => each.communityId),
    counts.map((each) => each.webhookId),
    counts.map((each) => each.success),
    counts.map((each) => each.failed),
  ])
}
