/** The SQL of retention: its settings, and the removal of what was kept long enough. */
import { type RawBuilder, sql } from 'kysely'
import type { ActorView } from '../../../../contracts/values.ts'
import { firstRow, type Queryable, type Transaction } from '../../../platform/db/database.ts'
import type { WebhookAddress } from '../webhooks/webhook.ts'

export interface RetentionRow {
  revision: number
  body_days: number
  metadata_days: number
  actor_kind: ActorView['kind']
  actor_id: string | null
  actor_label: string
  created_at: Date
}

export async function findRetention(db: Queryable): Promise<RetentionRow | undefined> {
  return firstRow(
    db,
    sql<RetentionRow>`
      select revision, body_days, metadata_days, actor_kind, actor_id, actor_label, created_at
      from incoming_retentions order by revision desc limit 1`,
  )
}

export interface NewRetention {
  revision: number
  bodyDays: number
  metadataDays: number
  actor: { kind: string; id: string | null; label: string }
  reason: string | null
}

/** Answers undefined when somebody else took the revision meanwhile. */
export async function insertRetention(db: Queryable, row: NewRetention): Promise<RetentionRow | undefined> {
  return firstRow(
    db,
    sql<RetentionRow>`
      insert into incoming_retentions (revision, body_days, metadata_days, actor_kind, actor_id, actor_label, reason)
      values (${row.revision}, ${row.bodyDays}, ${row.metadataDays}, ${row.actor.kind}, ${row.actor.id},
              ${row.actor.label}, ${row.reason})
      on conflict do nothing
      returning revision, body_days, metadata_days, actor_kind, actor_id, actor_label, created_at`,
  )
}

export interface KeptWebhookRow {
  community_id: string
  id: string
  is_deleted: boolean
  bodies_removed_through: string | null
}

/** One after the other, also those that were deleted: their histories stay, and grow old. */
export async function findWebhookAfter(
  db: Queryable,
  after: WebhookAddress | null,
): Promise<KeptWebhookRow | undefined> {
  return firstRow(
    db,
    sql<KeptWebhookRow>`
      select community_id, id, deleted_at is not null as is_deleted, bodies_removed_through from incoming_webhooks
      ${after ? sql`where (community_id, id) > (${after.communityId}, ${after.webhookId})` : sql``}
      order by community_id, id limit 1`,
  )
}

/** The oldest of the newest receipts that Catch shows; undefined when there are fewer. */
export async function findOldestShown(
  db: Queryable,
  { communityId, webhookId }: WebhookAddress,
  shownCount: number,
): Promise<string | undefined> {
  const row = await firstRow(
    db,
    sql<{ id: string }>`
      select id from incoming_receipts where community_id = ${communityId} and webhook_id = ${webhookId}
      order by id desc offset ${shownCount - 1} limit 1`,
  )
  return row?.id
}

/**
 * Whoever removes bodies, and whoever puts receipts that have an outcome back into the queue, holds this lock: a
 * receipt in the queue has its body.
 */
export async function lockBodies(tx: Transaction, { communityId, webhookId }: WebhookAddress): Promise<void> {
  await sql`
    select from incoming_webhooks where community_id = ${communityId} and id = ${webhookId} for update`.execute(
    tx,
  )
}

export interface RemovalStep extends WebhookAddress {
  afterId: string
  beforeId: string
  count: number
}

export interface RemovalResult {
  seen: number
  removed: number
  last_id: string | null
  /** Up to here nothing was held back. */
  through_id: string | null
}

/** The next receipts; held back are those that wait, and those of a repair that has not ended. */
const chosenReceipts = ({
  communityId,
  webhookId,
  afterId,
  beforeId,
  count,
}: RemovalStep): RawBuilder<unknown> => sql`
  select id, is_held, body_kept_days, bool_or(is_held) over (order by id) as is_behind_held
  from (
    select receipt.id, receipt.body_kept_days,
           exists (
             select from incoming_pending pending
             where pending.community_id = receipt.community_id and pending.receipt_id = receipt.id
           ) or exists (
             select from incoming_repairs repair
             where repair.community_id = receipt.community_id and repair.webhook_id = receipt.webhook_id
               and (repair.state in ('running', 'paused') or repair.open_count > 0)
               and receipt.id >= repair.from_id and receipt.id < repair.before_id
           ) as is_held
    from incoming_receipts receipt
    where receipt.community_id = ${communityId} and receipt.webhook_id = ${webhookId}
      and receipt.id > ${afterId} and receipt.id < ${beforeId}
    order by receipt.id limit ${count}
  ) as next`

const removalResult = sql`
  select (select count(*) from chosen) as seen,
         (select count(*) from removed) as removed,
         (select id from chosen order by id desc limit 1) as last_id,
         (select id from chosen where not is_behind_held order by id desc limit 1) as through_id`

/** Bodies and headers of the next receipts go; their sizes, and after how many days they went, stay. */
export async function removeBodies(
  tx: Transaction,
  step: RemovalStep,
  keptDays: number,
): Promise<RemovalResult | undefined> {
  return firstRow(
    tx,
    sql<RemovalResult>`
      with chosen as (${chosenReceipts(step)}), removed as (
        update incoming_receipts receipt
        set body = '', headers = '[]', removed_body_bytes = octet_length(receipt.body), body_kept_days = ${keptDays}
        from chosen
        where receipt.community_id = ${step.communityId} and receipt.id = chosen.id
          and not chosen.is_held and chosen.body_kept_days is null
        returning receipt.id
      ) ${removalResult}`,
  )
}

export async function moveBodiesRemoved(
  tx: Transaction,
  { communityId, webhookId }: WebhookAddress,
  throughId: string,
): Promise<void> {
  await sql`
    update incoming_webhooks set bodies_removed_through = ${throughId}
    where community_id = ${communityId} and id = ${webhookId}`.execute(tx)
}

/** The next receipts go, with their outcome and their runs. What they changed stays. */
export async function deleteReceipts(tx: Transaction, step: RemovalStep): Promise<RemovalResult | undefined> {
  const isGone = sql`community_id = ${step.communityId} and receipt_id in (select id from chosen where not is_held)`
  return firstRow(
    tx,
    sql<RemovalResult>`
      with chosen as (${chosenReceipts(step)}), removed as (
        delete from incoming_receipts receipt using chosen
        where receipt.community_id = ${step.communityId} and receipt.id = chosen.id and not chosen.is_held
        returning receipt.id
      ), outcomes as (
        delete from incoming_outcomes where ${isGone}
      ), runs as (
        delete from incoming_runs where ${isGone}
      ) ${removalResult}`,
  )
}
