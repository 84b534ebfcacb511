/** The SQL of replays themselves: starting, reading, claiming and moving them on. */
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
import type { BatchResult, ReplayRow, ReplayScope } from './replay.ts'

const columns = sql`replay.community_id, replay.id, replay.kind, replay.state, replay.endpoint_id,
  endpoint.name as endpoint_name, replay.status, replay.event_type, replay.from_id, replay.before_id,
  replay.per_second, replay.position_id, replay.due_at, replay.is_held_back, replay.has_stopped, replay.total_count,
  replay.queued_count, replay.skipped_count, replay.actor_kind, replay.actor_id, replay.actor_label,
  replay.audit_reason, replay.created_at, replay.ended_at`

const withEndpoint = sql`outgoing_replays replay
  left join outgoing_endpoints endpoint
    on endpoint.community_id = replay.community_id and endpoint.id = replay.endpoint_id`

export interface NewReplay extends ReplayScope {
  id: string
  perSecond: number
  totalCount: number
  actor: EventActor
  auditReason: string | null
}

/** Runs into `outgoing_replays_one` when another one of the same endpoint has not ended. */
export async function insertReplay(tx: Transaction, replay: NewReplay): Promise<void> {
  const { communityId, id, kind, endpointId, status, eventType, fromId, beforeId, actor } = replay
  await sql`
    insert into outgoing_replays
      (community_id, id, kind, state, endpoint_id, status, event_type, from_id, before_id, per_second, total_count,
       actor_kind, actor_id, actor_label, audit_reason)
    values (${communityId}, ${id}, ${kind}, 'running', ${endpointId}, ${status}, ${eventType}, ${fromId}, ${beforeId},
            ${replay.perSecond}, ${replay.totalCount}, ${actor.kind}, ${actor.id}, ${actor.label},
            ${replay.auditReason})`.execute(tx)
}

export async function findReplay(
  db: Queryable,
  communityId: string,
  id: string,
): Promise<ReplayRow | undefined> {
  return firstRow(
    db,
    sql<ReplayRow>`
      select ${columns} from ${withEndpoint} where replay.community_id = ${communityId} and replay.id = ${id}`,
  )
}

export async function lockReplay(
  tx: Transaction,
  communityId: string,
  id: string,
): Promise<ReplayRow | undefined> {
  return firstRow(
    tx,
    sql<ReplayRow>`
      select ${columns} from ${withEndpoint} where replay.community_id = ${communityId} and replay.id = ${id}
      for update of replay`,
  )
}

export async function listReplayRows(
  db: Queryable,
  communityId: string,
  endpointId: string | undefined,
  keyset: Keyset,
): Promise<ReplayRow[]> {
  return rows(
    db,
    sql<ReplayRow>`
      select ${columns} from ${withEndpoint}
      where replay.community_id = ${communityId}
        ${endpointId === undefined ? sql`` : sql`and replay.endpoint_id = ${endpointId}`}
        ${keyset.after ? sql`and replay.id < ${keyset.after}` : sql``}
      order by replay.id desc limit ${keyset.take}`,
  )
}

/** What the workers have to do, of all communities: the one that has been due longest first. */
export async function listRunningReplays(db: Database) {
  return rows(
    db,
    sql<{ community_id: string; id: string; is_due: boolean; is_held_back: boolean }>`
      select community_id, id, due_at <= guildhall_now() as is_due, is_held_back
      from outgoing_replays where state = 'running' order by due_at limit 50`,
  )
}

export interface ClaimedReplay extends ReplayRow {
  now: Date
  /** How many deliveries wait for its endpoint; null when it has none of its own. */
  backlog: number | null
  is_endpoint_active: boolean
  is_endpoint_deleted: boolean
}

/** Answers none while another node works on it. */
export async function claimReplay(
  tx: Transaction,
  communityId: string,
  id: string,
): Promise<ClaimedReplay | undefined> {
  return firstRow(
    tx,
    sql<ClaimedReplay>`
      select ${columns}, guildhall_now() as now,
        (select lane.backlog from outgoing_lanes lane
         where lane.community_id = replay.community_id and lane.endpoint_id = replay.endpoint_id) as backlog,
        endpoint.paused_at is null and endpoint.disabled_at is null as is_endpoint_active,
        endpoint.deleted_at is not null as is_endpoint_deleted
      from ${withEndpoint}
      where replay.community_id = ${communityId} and replay.id = ${id} and replay.state = 'running'
      for update of replay skip locked`,
  )
}

export async function moveReplay(
  tx: Transaction,
  communityId: string,
  id: string,
  { positionId, queued, isOver }: BatchResult,
  dueAt: Date,
): Promise<void> {
  await sql`
    update outgoing_replays set
      position_id = coalesce(${positionId}::uuid, position_id),
      queued_count = queued_count + ${queued}::int,
      due_at = ${dueAt.toISOString()}::timestamptz,
      is_held_back = false,
      state = case when ${isOver}::boolean then 'finished' else state end,
      skipped_count = case when ${isOver}::boolean
        then greatest(0, total_count - queued_count - ${queued}::int) else skipped_count end,
      ended_at = case when ${isOver}::boolean then guildhall_now() end
    where community_id = ${communityId} and id = ${id}`.execute(tx)
}

export async function holdReplayBack(tx: Transaction, communityId: string, id: string): Promise<void> {
  await sql`
    update outgoing_replays set is_held_back = true
    where community_id = ${communityId} and id = ${id} and not is_held_back`.execute(tx)
}

export async function updateReplayState(
  tx: Transaction,
  communityId: string,
  id: string,
  state: 'running' | 'paused' | 'canceled',
  hasStopped = false,
): Promise<void> {
  await sql`
    update outgoing_replays set
      state = ${state}, has_stopped = ${hasStopped}, is_held_back = false,
      ended_at = case when ${state}::text = 'canceled' then guildhall_now() end
    where community_id = ${communityId} and id = ${id}`.execute(tx)
}
