/** Sends the next ended deliveries of a replay again. */
import type { Transaction } from '../../../platform/db/database.ts'
import type { Requeued } from '../queue/requeue.store.ts'
import { partitionKeys, requeue } from '../queue/requeue.ts'
import { listNextDeliveries } from './covered.store.ts'
import { type BatchResult, type ReplayRow, scopeOf } from './replay.ts'

export async function deliveriesBatch(
  tx: Transaction,
  replay: ReplayRow,
  count: number,
): Promise<BatchResult> {
  const { community_id: communityId } = replay
  const next = await listNextDeliveries(tx, scopeOf(replay), count)
  const last = next.at(-1)
  if (!last) return { positionId: null, queued: 0, isOver: true }
  const ordered = next.filter((row) => row.is_ordered).map((row) => row.event_id)
  const keys = await partitionKeys(tx, communityId, ordered)
  const wanted = next.map(
    (row): Requeued => ({
      deliveryId: row.delivery_id,
      endpointId: row.endpoint_id,
      eventId: row.event_id,
      partitionKey: row.is_ordered ? (keys.get(row.event_id) ?? communityId) : null,
      isNew: false,
    }),
  )
  return { positionId: last.delivery_id, queued: await requeue(tx, communityId, wanted), isOver: false }
}
