/** Puts deliveries into the queue again, one or many, with the lanes of their endpoints locked first and raised last. */
import type { Transaction } from '../../../platform/db/database.ts'
import { listEvents } from '../../../platform/events/logged-events.store.ts'
import { keysOf, openHeads } from './keys.store.ts'
import { lockLanes, raiseLanes } from './lanes.store.ts'
import { type Requeued, requeueMany } from './requeue.store.ts'

/** Answers how many were queued. */
export async function requeue(
  tx: Transaction,
  communityId: string,
  wanted: readonly Requeued[],
): Promise<number> {
  const endpointIds = [...new Set(wanted.map(({ endpointId }) => endpointId))]
  await lockLanes(
    tx,
    endpointIds.map((endpointId) => ({ communityId, endpointId })),
  )
  const queued = await requeueMany(tx, communityId, wanted)
  await openHeads(tx, keysOf(wanted.map((each) => ({ ...each, communityId }))))
  const counts = endpointIds.map((endpointId) => ({
    communityId,
    endpointId,
    count: queued.filter((id) => id === endpointId).length,
  }))
  await raiseLanes(
    tx,
    counts.filter(({ count }) => count > 0),
  )
  return queued.length
}

/** By which key an ordered endpoint gets each event: its subject. */
export async function partitionKeys(
  tx: Transaction,
  communityId: string,
  eventIds: readonly string[],
): Promise<Map<string, string>> {
  const events = await listEvents(
    tx,
    eventIds.map((eventId) => ({ communityId, eventId })),
  )
  return new Map(events.map((event) => [event.id, event.subject_id ?? communityId]))
}
