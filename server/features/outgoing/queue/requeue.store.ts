/** The SQL of putting many deliveries into the queue at once: those that ended, and those that are new. */
import { prepared, run, type Transaction } from '../../../platform/db/database.ts'

/** One that goes into the queue, in the order in which it is to be sent. */
export interface Requeued {
  deliveryId: string
  endpointId: string
  eventId: string
  partitionKey: string | null
  /** Without an outcome that has to go. */
  isNew: boolean
}

// The outcome goes where there is one; a delivery that somebody queued meanwhile has none, and is left out. Positions
// are drawn in the order given.
const requeueStatement = prepared<{ endpoint_id: string }>(
  'outgoing_requeue_many',
  `with wanted as (
     select * from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::boolean[])
       with ordinality as wanted (delivery_id, endpoint_id, event_id, partition_key, is_new, place)
     where not exists (
       select from outgoing_removed_payloads removed
       where removed.community_id = $1 and removed.event_id = wanted.event_id)
   ), ended as (
     delete from outgoing_outcomes o using wanted
     where o.community_id = $1 and o.delivery_id = wanted.delivery_id
     returning o.delivery_id, o.attempt_count
   )
   insert into outgoing_queue
     (community_id, delivery_id, endpoint_id, event_id, partition_key, earlier_attempts)
   select $1, wanted.delivery_id, wanted.endpoint_id, wanted.event_id, wanted.partition_key,
          coalesce(ended.attempt_count, 0)
   from wanted left join ended on ended.delivery_id = wanted.delivery_id
   where wanted.is_new or ended.delivery_id is not null
   order by wanted.place
   returning endpoint_id`,
)

/** Answers the endpoint of each one that was queued. */
export async function requeueMany(
  tx: Transaction,
  communityId: string,
  wanted: readonly Requeued[],
): Promise<string[]> {
  if (wanted.length === 0) return []
  const queued = await run(tx, requeueStatement, [
    communityId,
    wanted.map((each) => each.deliveryId),
    wanted.map((each) => each.endpointId),
    wanted.map((each) => each.eventId),
    wanted.map((each) => each.partitionKey),
    wanted.map((each) => each.isNew),
  ])
  return queued.map((row) => row.endpoint_id)
}
