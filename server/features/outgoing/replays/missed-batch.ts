/**
 * Sends an endpoint the next events that it never got, in their order. The planner stands still meanwhile: so an event
 * has a delivery for this endpoint already, or gets one here, and never two.
 */
import type { Context } from '../../../context.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import { type EventRow, listEvents } from '../../../platform/events/logged-events.store.ts'
import { lockCursor } from '../../../platform/events/reader.ts'
import { wantsEvent } from '../catalog/matches.rules.ts'
import type { EndpointRow } from '../endpoints/endpoint.ts'
import { findPeopleTold } from '../planning/find-people.ts'
import { deliveryReader } from '../planning/plan-deliveries.ts'
import { insertDeliveries } from '../planning/planning.store.ts'
import { lockLanes } from '../queue/lanes.store.ts'
import type { Requeued } from '../queue/requeue.store.ts'
import { requeue } from '../queue/requeue.ts'
import { findNextWindow, listMissed } from './missed.store.ts'
import { type BatchResult, type ReplayRow, scopeOf } from './replay.ts'
import { typePatternsOf } from './type-patterns.rules.ts'

/** So many events are looked at, so that a batch is short also where nearly all were delivered. */
const windowEvents = 2_000

export async function missedBatch(
  ctx: Pick<Context, 'ids'>,
  tx: Transaction,
  replay: ReplayRow,
  endpoint: EndpointRow,
  count: number,
): Promise<BatchResult> {
  const communityId = replay.community_id
  const cursor = await lockCursor(tx, deliveryReader)
  // Nobody else replays one of them between the look and the effect.
  await lockLanes(tx, [{ communityId, endpointId: endpoint.id }])
  const scope = { ...scopeOf(replay), endpointId: endpoint.id }
  const patterns = typePatternsOf(endpoint.event_types)
  const window = await findNextWindow(tx, scope, patterns, cursor, windowEvents)
  if (window.last_id === null) return { positionId: null, queued: 0, isOver: true }
  const missed = await listMissed(tx, scope, patterns, cursor, window.last_id, count)
  const events = new Map(
    (
      await listEvents(
        tx,
        missed.map((row) => ({ communityId, eventId: row.event_id })),
      )
    ).map((event) => [event.id, event]),
  )
  const wanted = missed.flatMap((row): (Requeued & { event: EventRow })[] => {
    const event = events.get(row.event_id)
    if (!event || !wantsEvent(endpoint, event)) return []
    return [
      {
        deliveryId: row.delivery_id ?? ctx.ids.next(),
        endpointId: endpoint.id,
        eventId: event.id,
        event,
        partitionKey: endpoint.is_ordered ? (event.subject_id ?? communityId) : null,
        isNew: row.delivery_id === null,
      },
    ]
  })
  const fresh = wanted.filter(({ isNew }) => isNew)
  const personOf = await findPeopleTold(
    tx,
    fresh.map(({ event }) => ({ endpoint, event })),
  )
  await insertDeliveries(
    tx,
    fresh.map(({ event, ...each }) => ({
      ...each,
      communityId,
      id: each.deliveryId,
      eventType: event.type,
      person: personOf(endpoint, event),
    })),
  )
  const queued = await requeue(tx, communityId, wanted)
  const isWindowDone = missed.length < count
  return {
    positionId: isWindowDone ? window.last_id : (missed.at(-1)?.event_id ?? null),
    queued,
    isOver: isWindowDone && window.count < windowEvents,
  }
}
