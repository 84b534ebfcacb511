/** The SQL of claiming: endpoints that may be served, and leases on what waits for them. */
import type { BodyEncryptionMode, EndpointStyle } from '../../../../contracts/endpoint-wire.ts'
import type { OwnershipState } from '../../../../contracts/ownership.ts'
import { prepared, type Queryable, run, type Transaction } from '../../../platform/db/database.ts'
import { unprovedPerSecond } from '../ownership/ownership.rules.ts'
import type { Share } from './share-out.rules.ts'

export interface ReadyLane {
  community_id: string
  endpoint_id: string
  served_at: Date
  open_until: Date | null
  failing_since: Date | null
  tokens: number
  tokens_at: Date | null
  in_flight_max: number
  rate_per_second: number | null
  now: Date
}

// Those that wait longest come first; lanes that another node holds are skipped. `$1` and `$2`: endpoints and
// communities that this process can send nothing more to for now.
const lanesStatement = prepared<ReadyLane>(
  'outgoing_lock_ready_lanes',
  `select lane.community_id, lane.endpoint_id, lane.served_at, lane.open_until, lane.failing_since, lane.tokens, lane.tokens_at,
          endpoint.in_flight_max, guildhall_now() as now,
          case when endpoint.ownership = 'pending' then ${unprovedPerSecond}::float8
               else endpoint.rate_per_second end as rate_per_second
   from outgoing_lanes lane
   join outgoing_endpoints endpoint on endpoint.community_id = lane.community_id and endpoint.id = lane.endpoint_id
   where lane.ready_at <= guildhall_now() and lane.endpoint_id <> all ($1::uuid[])
     and lane.community_id <> all ($2::uuid[])
   order by lane.served_at, lane.endpoint_id
   limit $3
   for update of lane skip locked`,
)

export async function lockReadyLanes(
  tx: Transaction,
  busy: { endpointIds: readonly string[]; communityIds: readonly string[] },
  count: number,
): Promise<ReadyLane[]> {
  return run(tx, lanesStatement, [busy.endpointIds, busy.communityIds, count])
}

export interface ClaimedRow {
  community_id: string
  delivery_id: string
  endpoint_id: string
  event_id: string
  attempt_count: number
  earlier_attempts: number
  not_after: Date | null
  partition_key: string | null
  is_daily: boolean
  daily_until: Date | null
}

// Whoever holds a lane is the only one who claims of it. What is tried again comes first, but has only a part of the
// places; the conditions of both halves are those of the index, so that each reads as many rows as it answers. The rows
// are named by their places: statistics that were taken of an empty queue made the planner look for the due ones anew
// for each row of a full one.
const claimStatement = prepared<ClaimedRow>(
  'outgoing_claim',
  `update outgoing_queue q
   set claim_id = $5, lease_until = guildhall_now() + make_interval(secs => $6)
   where q.claim_id is null and q.ctid = any (array(
     select picked.place
     from unnest($1::uuid[], $2::uuid[], $3::int[], $4::int[])
       as share (community_id, endpoint_id, count, retry_count)
     cross join lateral (
       (select q.ctid as place from outgoing_queue q
        where q.community_id = share.community_id and q.endpoint_id = share.endpoint_id and q.is_retry
          and q.claim_id is null and (q.partition_key is null or q.is_head) and q.due_at <= guildhall_now()
        order by q.due_at, q.position
        limit share.retry_count)
       union all
       (select q.ctid as place from outgoing_queue q
        where q.community_id = share.community_id and q.endpoint_id = share.endpoint_id and not q.is_retry
          and q.claim_id is null and (q.partition_key is null or q.is_head) and q.due_at <= guildhall_now()
        order by q.due_at, q.position
        limit share.count)
       limit share.count
     ) as picked
   ))
   returning q.community_id, q.delivery_id, q.endpoint_id, q.event_id, q.attempt_count, q.earlier_attempts,
     q.not_after, q.partition_key, q.is_daily, q.daily_until`,
)

export async function claimRows(
  tx: Transaction,
  shares: readonly Share[],
  claimId: string,
  leaseSeconds: number,
): Promise<ClaimedRow[]> {
  if (shares.length === 0) return []
  return run(tx, claimStatement, [
    shares.map((each) => each.communityId),
    shares.map((each) => each.endpointId),
    shares.map((each) => each.count),
    shares.map((each) => each.retryCount),
    claimId,
    leaseSeconds,
  ])
}

export interface ServedLane {
  communityId: string
  endpointId: string
  tokens: number
  /** Seconds until the throttle allows the next one; null when it does now. */
  throttledSeconds: number | null
}

const servedStatement = prepared<never>(
  'outgoing_serve_lanes',
  `update outgoing_lanes lane
   set served_at = guildhall_now(), tokens = served.tokens, tokens_at = guildhall_now(),
       throttled_until = guildhall_now() + make_interval(secs => served.throttled_seconds),
       due_at = least('infinity', (
         select min(q.due_at) from outgoing_queue q
         where q.community_id = lane.community_id and q.endpoint_id = lane.endpoint_id and q.is_retry
           and q.claim_id is null and (q.partition_key is null or q.is_head)
       ), (
         select min(q.due_at) from outgoing_queue q
         where q.community_id = lane.community_id and q.endpoint_id = lane.endpoint_id and not q.is_retry
           and q.claim_id is null and (q.partition_key is null or q.is_head)
       ))
   from unnest($1::uuid[], $2::uuid[], $3::float8[], $4::float8[])
     as served (community_id, endpoint_id, tokens, throttled_seconds)
   where lane.community_id = served.community_id and lane.endpoint_id = served.endpoint_id`,
)

export async function serveLanes(tx: Transaction, served: readonly ServedLane[]): Promise<void> {
  if (served.length === 0) return
  await run(tx, servedStatement, [
    served.map((each) => each.communityId),
    served.map((each) => each.endpointId),
    served.map((each) => each.tokens),
    served.map((each) => each.throttledSeconds),
  ])
}

export interface SendingSettings {
  community_id: string
  id: string
  name: string
  url: string
  headers: Buffer | null
  schedule: number[] | null
  style: EndpointStyle
  app_id: string | null
  app_client_id: string | null
  api_key: Buffer | null
  encryption_mode: BodyEncryptionMode | null
  encryption_key: Buffer | null
  ownership: OwnershipState
  revision: number
}

const settingsStatement = prepared<SendingSettings>(
  'outgoing_sending_settings',
  `select e.community_id, e.id, e.name, e.url, e.headers, e.schedule, e.style, e.app_id, e.app_client_id, e.api_key, e.encryption_mode,
          e.encryption_key, e.ownership, e.revision
   from unnest($1::uuid[], $2::uuid[]) as wanted (community_id, id)
   join outgoing_endpoints e using (community_id, id)`,
)

export async function listSendingSettings(
  db: Queryable,
  wanted: readonly { communityId: string; endpointId: string }[],
): Promise<SendingSettings[]> {
  return run(db, settingsStatement, [
    wanted.map((each) => each.communityId),
    wanted.map((each) => each.endpointId),
  ])
}
