/** The SQL of planning: who subscribes, and writing deliveries that wait. */
import { bulkInsert } from '../../../platform/db/bulk-rows.ts'
import { prepared, run, type Transaction } from '../../../platform/db/database.ts'

export interface Subscriber {
  community_id: string
  id: string
  event_types: string[]
  is_ordered: boolean
  created_at: Date
}

const subscribersStatement = prepared<Subscriber>(
  'outgoing_subscribers',
  `select community_id, id, event_types, is_ordered, created_at from outgoing_endpoints
   where community_id = any ($1::uuid[]) and deleted_at is null and disabled_at is null`,
)

/** Paused ones too: what happens meanwhile is kept for them. */
export async function listSubscribers(
  tx: Transaction,
  communityIds: readonly string[],
): Promise<Subscriber[]> {
  return run(tx, subscribersStatement, [communityIds])
}

export interface PlannedDelivery {
  communityId: string
  id: string
  endpointId: string
  eventId: string
  eventType: string
  partitionKey: string | null
}

const insertDeliveries = bulkInsert<PlannedDelivery>('outgoing_insert_deliveries', 'outgoing_deliveries', [
  ['community_id', 'uuid', (row) => row.communityId],
  ['id', 'uuid', (row) => row.id],
  ['endpoint_id', 'uuid', (row) => row.endpointId],
  ['event_id', 'uuid', (row) => row.eventId],
  ['event_type', 'text', (row) => row.eventType],
])

const enqueue = bulkInsert<PlannedDelivery>('outgoing_enqueue', 'outgoing_queue', [
  ['community_id', 'uuid', (row) => row.communityId],
  ['delivery_id', 'uuid', (row) => row.id],
  ['endpoint_id', 'uuid', (row) => row.endpointId],
  ['event_id', 'uuid', (row) => row.eventId],
  ['partition_key', 'text', (row) => row.partitionKey],
])

// Lanes are locked in the order of their key, here and where attempts end.
const raiseStatement = prepared<never>(
  'outgoing_raise_lanes',
  `with locked as (
     select lane.community_id, lane.endpoint_id, fresh.count
     from unnest($1::uuid[], $2::uuid[], $3::bigint[]) as fresh (community_id, endpoint_id, count)
     join outgoing_lanes lane using (community_id, endpoint_id)
     order by lane.community_id, lane.endpoint_id
     for update of lane
   )
   update outgoing_lanes lane
   set due_at = least(lane.due_at, guildhall_now()), backlog = lane.backlog + locked.count
   from locked where lane.community_id = locked.community_id and lane.endpoint_id = locked.endpoint_id`,
)

/** In the order given, which is the order in which an ordered endpoint gets them. */
export async function planRows(tx: Transaction, planned: readonly PlannedDelivery[]): Promise<void> {
  if (planned.length === 0) return
  await insertDeliveries(tx, planned)
  await enqueue(tx, planned)
  const counts = new Map<string, { communityId: string; endpointId: string; count: number }>()
  for (const { communityId, endpointId } of planned) {
    const count = counts.get(endpointId) ?? { communityId, endpointId, count: 0 }
    counts.set(endpointId, { ...count, count: count.count + 1 })
  }
  await raiseLanes(tx, [...counts.values()])
}

/** A lane that has more waiting is due. */
export async function raiseLanes(
  tx: Transaction,
  counts: readonly { communityId: string; endpointId: string; count: number }[],
): Promise<void> {
  await run(tx, raiseStatement, [
    counts.map((each) => each.communityId),
    counts.map((each) => each.endpointId),
    counts.map((each) => each.count),
  ])
}
