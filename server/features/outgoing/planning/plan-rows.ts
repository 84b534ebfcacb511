/** Writes planned deliveries and queues them, in the order given: ordered endpoints get them in that order. */
import type { Transaction } from '../../../platform/db/database.ts'
import { closeSuperseded, keysOf, openHeads } from '../queue/keys.store.ts'
import { type LaneCount, lockLanes, raiseLanes } from '../queue/lanes.store.ts'
import { insertOutcomes } from '../queue/outcomes.store.ts'
import { enqueue, insertDeliveries, type PlannedDelivery } from './planning.store.ts'

export async function planRows(tx: Transaction, planned: readonly PlannedDelivery[]): Promise<void> {
  if (planned.length === 0) return
  await insertDeliveries(tx, planned)
  await insertOutcomes(tx, planned.flatMap(refusedOutcome))
  const queued = planned.filter(({ refusal }) => !refusal)
  if (queued.length === 0) return
  const keys = keysOf(queued)
  // Held first where there are keys: which row is the first of its key must not change meanwhile.
  if (keys.length > 0) await lockLanes(tx, countByLane(queued))
  await enqueue(tx, queued)
  const closed = await closeSuperseded(tx, keysOf(queued.filter(({ supersedes }) => supersedes)))
  await openHeads(tx, keys)
  await raiseLanes(tx, countByLane(queued, closed))
}

function refusedOutcome({ communityId, id: deliveryId, endpointId, refusal }: PlannedDelivery) {
  if (!refusal) return []
  return [
    { communityId, deliveryId, endpointId, status: 'failed' as const, attemptCount: 0, reason: refusal },
  ]
}

interface LaneAddress {
  communityId: string
  endpointId: string
}

function countByLane(more: readonly LaneAddress[], fewer: readonly LaneAddress[] = []): LaneCount[] {
  const counts = new Map<string, LaneCount>()
  const add = ({ communityId, endpointId }: LaneAddress, change: number) => {
    const count = (counts.get(endpointId)?.count ?? 0) + change
    counts.set(endpointId, { communityId, endpointId, count })
  }
  for (const each of more) add(each, 1)
  for (const each of fewer) add(each, -1)
  return [...counts.values()]
}
