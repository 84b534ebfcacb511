/** The SQL of replays: an ended delivery goes back into the queue. */
import { sql } from 'kysely'
import { firstRow, type Transaction } from '../../../platform/db/database.ts'

/** Takes its outcome away and queues it behind the others; answers whether it had ended. */
export async function requeue(
  tx: Transaction,
  communityId: string,
  deliveryId: string,
  partitionKey: string | null,
): Promise<boolean> {
  const queued = await firstRow(
    tx,
    sql<{ delivery_id: string }>`
      with ended as (
        delete from outgoing_outcomes
        where community_id = ${communityId} and delivery_id = ${deliveryId}
        returning community_id, delivery_id, endpoint_id, attempt_count
      )
      insert into outgoing_queue
        (community_id, delivery_id, endpoint_id, event_id, partition_key, earlier_attempts)
      select ended.community_id, ended.delivery_id, ended.endpoint_id, d.event_id, ${partitionKey},
             ended.attempt_count
      from ended
      join outgoing_deliveries d on d.community_id = ended.community_id and d.id = ended.delivery_id
      returning delivery_id`,
  )
  return queued !== undefined
}
