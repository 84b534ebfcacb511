/** The SQL of canceling what waits: for deleted endpoints, and one that somebody skips. */
import { prepared, run, type Transaction } from '../../../platform/db/database.ts'

export interface CanceledRow {
  community_id: string
  endpoint_id: string
}

// Those that are on their way end by themselves, or come back and are canceled then.
const cancelStatement = prepared<CanceledRow>(
  'outgoing_cancel_deleted',
  `with doomed as (
     select q.ctid as place
     from outgoing_lanes lane
     join outgoing_endpoints e on e.community_id = lane.community_id and e.id = lane.endpoint_id
     join outgoing_queue q on q.community_id = lane.community_id and q.endpoint_id = lane.endpoint_id
     where lane.is_held and lane.backlog > 0 and e.deleted_at is not null and q.claim_id is null
     limit $1
     for update of q skip locked
   ), canceled as (
     delete from outgoing_queue q where q.ctid = any (array(select place from doomed))
     returning q.community_id, q.delivery_id, q.endpoint_id, q.attempt_count + q.earlier_attempts as attempt_count
   )
   insert into outgoing_outcomes (community_id, delivery_id, endpoint_id, status, attempt_count, reason)
   select community_id, delivery_id, endpoint_id, 'canceled', attempt_count, 'The endpoint was deleted.' from canceled
   returning community_id, endpoint_id`,
)

export async function deleteWaitingOfDeleted(tx: Transaction, count: number): Promise<CanceledRow[]> {
  return run(tx, cancelStatement, [count])
}

const lowerStatement = prepared<never>(
  'outgoing_lower_backlogs',
  `with fewer as (
     select community_id, endpoint_id, count(*) as count
     from unnest($1::uuid[], $2::uuid[]) as canceled (community_id, endpoint_id) group by 1, 2
   ), locked as (
     select lane.community_id, lane.endpoint_id, fewer.count
     from fewer join outgoing_lanes lane using (community_id, endpoint_id)
     order by lane.community_id, lane.endpoint_id for update of lane
   )
   update outgoing_lanes lane set backlog = greatest(0, lane.backlog - locked.count)
   from locked where lane.community_id = locked.community_id and lane.endpoint_id = locked.endpoint_id`,
)

export async function lowerBacklogs(tx: Transaction, canceled: readonly CanceledRow[]): Promise<void> {
  if (canceled.length === 0) return
  await run(tx, lowerStatement, [
    canceled.map((row) => row.community_id),
    canceled.map((row) => row.endpoint_id),
  ])
}

const cancelOneStatement = prepared<{ partition_key: string | null }>(
  'outgoing_cancel_one',
  `with canceled as (
     delete from outgoing_queue where community_id = $1 and delivery_id = $2 and claim_id is null
     returning community_id, delivery_id, endpoint_id, partition_key, attempt_count + earlier_attempts as attempt_count
   ), ended as (
     insert into outgoing_outcomes (community_id, delivery_id, endpoint_id, status, attempt_count, reason)
     select community_id, delivery_id, endpoint_id, 'canceled', attempt_count, $3 from canceled
   )
   select partition_key from canceled`,
)

/** Answers the key it waited under, or undefined when it did not wait, or was on its way. */
export async function deleteWaiting(
  tx: Transaction,
  communityId: string,
  deliveryId: string,
  reason: string,
): Promise<{ partition_key: string | null } | undefined> {
  return (await run(tx, cancelOneStatement, [communityId, deliveryId, reason]))[0]
}
