/** The SQL of receipts that wait for a member: waiting rows in, and back into the queue. */
import { sql } from 'kysely'
import { bulkInsert } from '../../../platform/db/bulk-rows.ts'
import { type Database, rows, type Transaction } from '../../../platform/db/database.ts'

export interface AwaitingRow {
  communityId: string
  receiptId: string
  webhookId: string
  /** Queued again at once when the mapping that said whom to wait for was replaced meanwhile. */
  state: 'awaiting_member' | 'queued'
  runNumber: number
  bodyBytes: number
  identifier: 'email' | 'username' | null
  key: string | null
  until: Date
}

export const insertAwaiting = bulkInsert<AwaitingRow>('incoming_insert_awaiting', 'incoming_pending', [
  ['community_id', 'uuid', (row) => row.communityId],
  ['receipt_id', 'uuid', (row) => row.receiptId],
  ['webhook_id', 'uuid', (row) => row.webhookId],
  ['state', 'text', (row) => row.state],
  ['run_number', 'smallint', (row) => row.runNumber],
  ['body_bytes', 'int', (row) => row.bodyBytes],
  ['awaited_identifier', 'text', (row) => row.identifier],
  ['awaited_key', 'text', (row) => row.key],
  ['awaited_until', 'timestamptz', (row) => row.until.toISOString()],
])

/** Of these webhooks those that are not deleted, and stay so until the transaction ends. */
export async function shareLivingWebhooks(
  tx: Transaction,
  wanted: readonly { communityId: string; webhookId: string }[],
) {
  return rows(
    tx,
    sql<{ id: string; mapping_version: number | null }>`
      select webhook.id, webhook.mapping_version
      from unnest(${wanted.map((each) => each.communityId)}::uuid[], ${wanted.map((each) => each.webhookId)}::uuid[])
        as wanted (community_id, id)
      join incoming_webhooks webhook on webhook.community_id = wanted.community_id and webhook.id = wanted.id
      where webhook.deleted_at is null
      order by webhook.community_id, webhook.id
      for share of webhook`,
  )
}

/** Back into the queue; of a webhook that is paused, to what waits for the owner. The end of the wait is kept. */
const letGo = sql`
  state = case when webhook.paused_at is null then 'queued' else 'paused' end,
  awaited_identifier = null, awaited_key = null, due_at = guildhall_now()`

/** Everything that waits for whom the query before it, `present`, names. */
const letGoOfPresent = sql`
  update incoming_pending pending set ${letGo}
  from present, incoming_webhooks webhook
  where pending.state = 'awaiting_member' and pending.community_id = present.community_id
    and pending.awaited_identifier = present.identifier and pending.awaited_key = present.key
    and webhook.community_id = pending.community_id and webhook.id = pending.webhook_id
  returning pending.receipt_id`

export interface MemberPlace {
  communityId: string
  memberId: string
}

/** Lets go what waits for any of these members, by what they are found by now; answers how many. */
export async function releaseForMembers(tx: Transaction, members: readonly MemberPlace[]): Promise<number> {
  const released = await rows(
    tx,
    sql<{ receipt_id: string }>`
      with present as (
        select member.community_id, found.identifier, found.key
        from unnest(${members.map((each) => each.communityId)}::uuid[], ${members.map((each) => each.memberId)}::uuid[])
          as wanted (community_id, id)
        join communities_members_view member
          on member.community_id = wanted.community_id and member.id = wanted.id and member.left_at is null
        cross join lateral (values ('email', member.email_key), ('username', member.username_key))
          as found (identifier, key)
      )
      ${letGoOfPresent}`,
  )
  return released.length
}

export interface ReceiptPlace {
  communityId: string
  receiptId: string
}

/**
 * Lets go those of these receipts whose member is there by now, and with each the older ones that wait for the same
 * member, which would otherwise be overtaken: their turn came before the member did. Answers how many.
 */
export async function releaseFound(tx: Transaction, receipts: readonly ReceiptPlace[]): Promise<number> {
  const released = await rows(
    tx,
    sql<{ receipt_id: string }>`
      with present as (
        select distinct waiting.community_id, waiting.awaited_identifier as identifier, waiting.awaited_key as key
        from unnest(${receipts.map((each) => each.communityId)}::uuid[], ${receipts.map((each) => each.receiptId)}::uuid[])
          as wanted (community_id, id)
        join incoming_pending waiting
          on waiting.community_id = wanted.community_id and waiting.receipt_id = wanted.id
        where waiting.state = 'awaiting_member' and (
          waiting.awaited_identifier = 'email' and exists (
            select from communities_members_view member
            where member.community_id = waiting.community_id and member.email_key = waiting.awaited_key
              and member.left_at is null
          ) or waiting.awaited_identifier = 'username' and exists (
            select from communities_members_view member
            where member.community_id = waiting.community_id and member.username_key = waiting.awaited_key
              and member.left_at is null
          )
        )
      )
      ${letGoOfPresent}`,
  )
  return released.length
}

/** Lets go some whose time is over, to fail in the queue; those of a paused webhook stay. Answers how many. */
export async function releaseOverdue(db: Database, count: number): Promise<number> {
  const released = await rows(
    db,
    sql<{ receipt_id: string }>`
      with overdue as (
        select pending.community_id, pending.receipt_id from incoming_pending pending
        join incoming_webhooks webhook
          on webhook.community_id = pending.community_id and webhook.id = pending.webhook_id
        where pending.state = 'awaiting_member' and pending.awaited_until <= guildhall_now()
          and webhook.paused_at is null
        order by pending.awaited_until
        limit ${count}
        for update of pending skip locked
      )
      update incoming_pending pending set ${letGo}
      from overdue, incoming_webhooks webhook
      where pending.community_id = overdue.community_id and pending.receipt_id = overdue.receipt_id
        and webhook.community_id = pending.community_id and webhook.id = pending.webhook_id
      returning pending.receipt_id`,
  )
  return released.length
}

/** Lets go everything of a webhook that waits for a member, to be read with its new mapping. */
export async function releaseOfWebhook(
  tx: Transaction,
  communityId: string,
  webhookId: string,
): Promise<void> {
  await sql`
    update incoming_pending pending set ${letGo}
    from incoming_webhooks webhook
    where pending.community_id = ${communityId} and pending.webhook_id = ${webhookId}
      and pending.state = 'awaiting_member'
      and webhook.community_id = pending.community_id and webhook.id = pending.webhook_id`.execute(tx)
}

/** Ends the wait of everything of a webhook that is deleted. */
export async function discardOfWebhook(
  tx: Transaction,
  communityId: string,
  webhookId: string,
): Promise<void> {
  await sql`
    with ended as (
      delete from incoming_pending
      where community_id = ${communityId} and webhook_id = ${webhookId} and state = 'awaiting_member'
      returning community_id, receipt_id, webhook_id, run_number
    )
    insert into incoming_outcomes (community_id, receipt_id, webhook_id, status, outcome, run_number)
    select community_id, receipt_id, webhook_id, 'success', 'discarded', run_number from ended`.execute(tx)
}
