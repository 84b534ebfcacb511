/**
 * The SQL of keys: of all that wait under one key at an endpoint only the first can be claimed, its head. So a claim
 * never looks past rows that must wait, however many there are.
 *
 * Whoever adds rows with a key, or takes such rows away, holds the lane and calls `openHeads` before it commits.
 */
import { prepared, run, type Transaction } from '../../../platform/db/database.ts'

export interface DeliveryKey {
  communityId: string
  endpointId: string
  partitionKey: string
}

/** Each once. */
export function keysOf(
  rows: readonly { communityId: string; endpointId: string; partitionKey: string | null }[],
): DeliveryKey[] {
  const keys = new Map<string, DeliveryKey>()
  for (const { communityId, endpointId, partitionKey } of rows) {
    if (partitionKey !== null) {
      keys.set(`${endpointId} ${partitionKey}`, { communityId, endpointId, partitionKey })
    }
  }
  return [...keys.values()]
}

// Rows are named by their places here and below: whoever asks holds the lane, so they stay where they are. With a join, a
// planner that has last seen the queue empty looks for the heads anew for each row of a full one.
const openStatement = prepared<{ endpoint_id: string }>(
  'outgoing_open_heads',
  `update outgoing_queue q set is_head = true
   where not q.is_head and q.ctid = any (array(
     select first.place
     from unnest($1::uuid[], $2::uuid[], $3::text[]) as key (community_id, endpoint_id, partition_key)
     cross join lateral (
       select q.ctid as place, q.is_head from outgoing_queue q
       where q.community_id = key.community_id and q.endpoint_id = key.endpoint_id
         and q.partition_key = key.partition_key
       order by q.position
       limit 1
     ) as first
     where not first.is_head
   ))
   returning q.endpoint_id`,
)

/** Answers the endpoints that have something more to claim now. */
export async function openHeads(tx: Transaction, keys: readonly DeliveryKey[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set()
  const opened = await run(tx, openStatement, parametersOf(keys))
  return new Set(opened.map((row) => row.endpoint_id))
}

// Rows that are on their way stay: what they bring is not known yet. Locked elsewhere are only those of endpoints that
// were deleted, which are being canceled.
const closeStatement = prepared<{ community_id: string; endpoint_id: string }>(
  'outgoing_close_superseded',
  `with doomed as (
     select older.place
     from unnest($1::uuid[], $2::uuid[], $3::text[]) as key (community_id, endpoint_id, partition_key)
     cross join lateral (
       select newer.position from outgoing_queue newer
       where newer.community_id = key.community_id and newer.endpoint_id = key.endpoint_id
         and newer.partition_key = key.partition_key and newer.supersedes
       order by newer.position desc
       limit 1
     ) as newest
     cross join lateral (
       select q.ctid as place from outgoing_queue q
       where q.community_id = key.community_id and q.endpoint_id = key.endpoint_id
         and q.partition_key = key.partition_key and q.position < newest.position and q.claim_id is null
       for update of q skip locked
     ) as older
   ), closed as (
     delete from outgoing_queue q where q.ctid = any (array(select place from doomed))
     returning q.community_id, q.delivery_id, q.endpoint_id, q.attempt_count + q.earlier_attempts as attempt_count
   )
   insert into outgoing_outcomes (community_id, delivery_id, endpoint_id, status, attempt_count, reason)
   select community_id, delivery_id, endpoint_id, 'superseded', attempt_count, 'A later event took its place.'
   from closed
   returning community_id, endpoint_id`,
)

/** Closes what waits before the newest that supersedes; answers the endpoint of each. */
export async function closeSuperseded(
  tx: Transaction,
  keys: readonly DeliveryKey[],
): Promise<{ communityId: string; endpointId: string }[]> {
  if (keys.length === 0) return []
  const closed = await run(tx, closeStatement, parametersOf(keys))
  return closed.map((row) => ({ communityId: row.community_id, endpointId: row.endpoint_id }))
}

function parametersOf(keys: readonly DeliveryKey[]): unknown[] {
  return [
    keys.map((each) => each.communityId),
    keys.map((each) => each.endpointId),
    keys.map((each) => each.partitionKey),
  ]
}
