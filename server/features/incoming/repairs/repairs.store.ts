/** The SQL of repairs themselves: starting, reading, claiming and moving them on. */
import { sql } from 'kysely'
import {
  type Database,
  firstRow,
  type Queryable,
  rows,
  type Transaction,
} from '../../../platform/db/database.ts'
import type { Keyset } from '../../../platform/db/keyset.ts'
import type { EventActor } from '../../../platform/events/events.ts'
import type { ShortfallChoice } from '../../ledger/index.ts'
import type { BatchResult, RepairRow, RepairScope } from './repair.ts'

const columns = sql`repair.community_id, repair.id, repair.webhook_id, webhook.name as webhook_name, repair.kind, repair.state,
  repair.from_id, repair.before_id, repair.failure_reason, repair.shortfall, repair.position_id, repair.total_count,
  repair.done_count, repair.succeeded_count, repair.failed_count, repair.open_count, repair.running_since,
  repair.done_before, repair.actor_kind, repair.actor_id, repair.actor_label, repair.audit_reason, repair.created_at,
  repair.ended_at`

const withWebhook = sql`incoming_repairs repair
  join incoming_webhooks webhook on webhook.community_id = repair.community_id and webhook.id = repair.webhook_id`

/** Also one that was deleted: what it did can still be undone. */
export async function findWebhookEver(db: Queryable, communityId: string, webhookId: string) {
  return firstRow(
    db,
    sql<{ name: string; mapping_version: number | null; deleted_at: Date | null }>`
      select name, mapping_version, deleted_at from incoming_webhooks
      where community_id = ${communityId} and id = ${webhookId}`,
  )
}

export interface NewRepair extends RepairScope {
  id: string
  shortfall: ShortfallChoice | null
  totalCount: number
  actor: EventActor
  auditReason: string | null
}

/** Runs into `incoming_repairs_one` when another one of the webhook has not ended. */
export async function insertRepair(tx: Transaction, repair: NewRepair): Promise<void> {
  const { communityId, id, webhookId, kind, fromId, beforeId, reason, shortfall, actor } = repair
  await sql`
    insert into incoming_repairs
      (community_id, id, webhook_id, kind, state, from_id, before_id, failure_reason, shortfall, total_count,
       actor_kind, actor_id, actor_label, audit_reason)
    values (${communityId}, ${id}, ${webhookId}, ${kind}, 'running', ${fromId}, ${beforeId}, ${reason}, ${shortfall},
            ${repair.totalCount}, ${actor.kind}, ${actor.id}, ${actor.label}, ${repair.auditReason})`.execute(
    tx,
  )
}

export async function findRepair(
  db: Queryable,
  communityId: string,
  webhookId: string,
  id: string,
): Promise<RepairRow | undefined> {
  return firstRow(
    db,
    sql<RepairRow>`
      select ${columns} from ${withWebhook}
      where repair.community_id = ${communityId} and repair.webhook_id = ${webhookId} and repair.id = ${id}`,
  )
}

export async function lockRepair(
  tx: Transaction,
  communityId: string,
  webhookId: string,
  id: string,
): Promise<RepairRow | undefined> {
  return firstRow(
    tx,
    sql<RepairRow>`
      select ${columns} from ${withWebhook}
      where repair.community_id = ${communityId} and repair.webhook_id = ${webhookId} and repair.id = ${id}
      for update of repair`,
  )
}

export async function listRepairRows(
  db: Queryable,
  communityId: string,
  webhookId: string,
  keyset: Keyset,
): Promise<RepairRow[]> {
  return rows(
    db,
    sql<RepairRow>`
      select ${columns} from ${withWebhook}
      where repair.community_id = ${communityId} and repair.webhook_id = ${webhookId}
        ${keyset.after ? sql`and repair.id < ${keyset.after}` : sql``}
      order by repair.id desc limit ${keyset.take}`,
  )
}

/** What the workers have to do, of all communities: the oldest first. */
export async function listDueRepairs(db: Database) {
  return rows(
    db,
    sql<{ community_id: string; id: string }>`
      select community_id, id from incoming_repairs where state = 'running' or open_count > 0 order by id limit 20`,
  )
}

/** Answers none while another node works on it. */
export async function claimRepair(
  tx: Transaction,
  communityId: string,
  id: string,
): Promise<RepairRow | undefined> {
  return firstRow(
    tx,
    sql<RepairRow>`
      select ${columns} from ${withWebhook}
      where repair.community_id = ${communityId} and repair.id = ${id}
        and (repair.state = 'running' or repair.open_count > 0)
      for update of repair skip locked`,
  )
}

export async function moveRepair(
  tx: Transaction,
  communityId: string,
  id: string,
  { positionId, done, succeeded, failed, opened, isOver }: BatchResult,
): Promise<void> {
  await sql`
    update incoming_repairs set
      position_id = coalesce(${positionId}::uuid, position_id),
      done_count = done_count + ${done}::int,
      succeeded_count = succeeded_count + ${succeeded}::int,
      failed_count = failed_count + ${failed}::int,
      open_count = open_count + ${opened}::int,
      state = case when ${isOver}::boolean then 'finished' else state end,
      ended_at = case when ${isOver}::boolean then guildhall_now() else ended_at end
    where community_id = ${communityId} and id = ${id}`.execute(tx)
}

export async function updateRepairState(
  tx: Transaction,
  communityId: string,
  id: string,
  state: 'running' | 'paused' | 'canceled',
): Promise<void> {
  await sql`
    update incoming_repairs set
      state = ${state},
      running_since = case when ${state}::text = 'running' then guildhall_now() else running_since end,
      done_before = case when ${state}::text = 'running' then done_count else done_before end,
      ended_at = case when ${state}::text = 'canceled' then guildhall_now() end
    where community_id = ${communityId} and id = ${id}`.execute(tx)
}
