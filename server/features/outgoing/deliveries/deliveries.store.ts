/** The SQL of what was sent and what waits, as people read it. */
import { sql } from 'kysely'
import type { DeliveryStatus } from '../../../../contracts/deliveries.ts'
import type { OwnershipState } from '../../../../contracts/ownership.ts'
import { firstRow, type Queryable, rows } from '../../../platform/db/database.ts'
import type { Keyset } from '../../../platform/db/keyset.ts'

export interface DeliveryRow {
  id: string
  endpoint_id: string
  endpoint_name: string
  event_id: string
  event_type: string
  created_at: Date
  status: DeliveryStatus
  attempt_count: number
  next_attempt_at: Date | null
  reason: string | null
  finished_at: Date | null
}

/** What the last attempt met; only for those that wait. */
const lastMet = sql`(
  select coalesce(a.detail, 'The receiver answered ' || a.status || '.') from outgoing_attempts a
  where a.community_id = d.community_id and a.delivery_id = d.id and q.attempt_count > 0
  order by a.id desc limit 1)`

const listColumns = sql`d.id, d.endpoint_id, e.name as endpoint_name, d.event_id, d.event_type, d.created_at,
  coalesce(o.status, 'pending') as status,
  coalesce(o.attempt_count, q.earlier_attempts + q.attempt_count, 0)::int as attempt_count,
  case
    when q.claim_id is null and not lane.is_held then greatest(q.due_at, lane.open_until, lane.throttled_until)
    when q.claim_id is null and e.listened_at is not null and e.paused_at is null and e.disabled_at is null
      then q.due_at
  end as next_attempt_at,
  coalesce(o.reason, ${lastMet}) as reason, o.finished_at`

/** Joined behind the delivery `d`, its place in the queue `q` and its outcome `o`. */
const endpointJoin = sql`
  join outgoing_endpoints e on e.community_id = d.community_id and e.id = d.endpoint_id
  left join outgoing_lanes lane on q.delivery_id is not null
    and lane.community_id = d.community_id and lane.endpoint_id = d.endpoint_id`

const queueJoin = sql`left join outgoing_queue q on q.community_id = d.community_id and q.delivery_id = d.id`
const outcomeJoin = sql`left join outgoing_outcomes o on o.community_id = d.community_id and o.delivery_id = d.id`

export interface DeliveryFilter {
  endpointId?: string | undefined
  status?: DeliveryStatus | undefined
  eventType?: string | undefined
}

/** Each status starts from the table that knows it, so that a rare one is found without reading the others. */
export async function listDeliveryRows(
  db: Queryable,
  communityId: string,
  filter: DeliveryFilter,
  keyset: Keyset,
): Promise<DeliveryRow[]> {
  const from = {
    all: sql`outgoing_deliveries d ${queueJoin} ${outcomeJoin}`,
    pending: sql`outgoing_queue q
      join outgoing_deliveries d on d.community_id = q.community_id and d.id = q.delivery_id
      left join outgoing_outcomes o on false`,
    ended: sql`outgoing_outcomes o
      join outgoing_deliveries d on d.community_id = o.community_id and d.id = o.delivery_id
      left join outgoing_queue q on false`,
  }
  const kind = filter.status === undefined ? 'all' : filter.status === 'pending' ? 'pending' : 'ended'
  const key = {
    all: { community: sql`d.community_id`, endpoint: sql`d.endpoint_id`, id: sql`d.id` },
    pending: { community: sql`q.community_id`, endpoint: sql`q.endpoint_id`, id: sql`q.delivery_id` },
    ended: { community: sql`o.community_id`, endpoint: sql`o.endpoint_id`, id: sql`o.delivery_id` },
  }[kind]
  return rows(
    db,
    sql<DeliveryRow>`
      select ${listColumns} from ${from[kind]} ${endpointJoin}
      where ${key.community} = ${communityId}
        ${kind === 'ended' ? sql`and o.status = ${filter.status}` : sql``}
        ${filter.endpointId ? sql`and ${key.endpoint} = ${filter.endpointId}` : sql``}
        ${filter.eventType ? sql`and d.event_type = ${filter.eventType}` : sql``}
        ${keyset.after ? sql`and ${key.id} < ${keyset.after}` : sql``}
      order by ${key.id} desc
      limit ${keyset.take}`,
  )
}

export async function findDeliveryRow(
  db: Queryable,
  communityId: string,
  id: string,
): Promise<DeliveryRow | undefined> {
  return firstRow(
    db,
    sql<DeliveryRow>`
      select ${listColumns} from outgoing_deliveries d ${queueJoin} ${outcomeJoin} ${endpointJoin}
      where d.community_id = ${communityId} and d.id = ${id}`,
  )
}

export interface WaitingRow {
  is_claimed: boolean
  is_behind: boolean
  due_at: Date
  open_until: Date | null
  throttled_until: Date | null
  paused_at: Date | null
  disabled_at: Date | null
  deleted_at: Date | null
  listened_at: Date | null
  ownership: OwnershipState
}

/** What a delivery that has not ended waits for. */
export async function findWaiting(
  db: Queryable,
  communityId: string,
  deliveryId: string,
): Promise<WaitingRow | undefined> {
  return firstRow(
    db,
    sql<WaitingRow>`
      select q.claim_id is not null as is_claimed, q.due_at, lane.open_until, lane.throttled_until,
             e.paused_at, e.disabled_at, e.deleted_at, e.listened_at, e.ownership,
             q.partition_key is not null and exists (
               select from outgoing_queue earlier
               where earlier.community_id = q.community_id and earlier.endpoint_id = q.endpoint_id
                 and earlier.partition_key = q.partition_key and earlier.position < q.position) as is_behind
      from outgoing_queue q
      join outgoing_lanes lane on lane.community_id = q.community_id and lane.endpoint_id = q.endpoint_id
      join outgoing_endpoints e on e.community_id = q.community_id and e.id = q.endpoint_id
      where q.community_id = ${communityId} and q.delivery_id = ${deliveryId}`,
  )
}

export interface AttemptViewRow {
  id: string
  number: number
  started_at: Date
  status: number | null
  failure: string | null
  detail: string | null
  phases: { dnsMs: number | null; connectMs: number | null; tlsMs: number | null } & {
    firstByteMs: number | null
    totalMs: number
  }
  remote_address: string | null
  was_written: boolean
  request_headers: [string, string][]
  response_headers: [string, string][] | null
  response_body: Buffer | null
  is_cut: boolean
}

/** The latest, in their order. */
export async function listAttemptRows(
  db: Queryable,
  communityId: string,
  deliveryId: string,
  count: number,
): Promise<AttemptViewRow[]> {
  return rows(
    db,
    sql<AttemptViewRow>`
      select * from (
        select id, number, started_at, status, failure, detail, phases, remote_address, was_written,
               request_headers, response_headers, response_body, is_cut
        from outgoing_attempts
        where community_id = ${communityId} and delivery_id = ${deliveryId}
        order by id desc limit ${count}
      ) as latest order by id`,
  )
}
