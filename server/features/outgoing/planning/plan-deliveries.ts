/**
 * Follows the event log and plans a delivery for each event and each endpoint that wants it. The cursor moves in the
 * transaction that writes the deliveries, so each is planned once, whatever stops in between.
 */
import type { Context } from '../../../context.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import { hasNext, type LoggedEvent, readNext } from '../../../platform/events/reader.ts'
import { wantsEvent } from '../catalog/matches.rules.ts'
import { wantedTypes } from '../catalog/subscribable-types.rules.ts'
import { askedOf } from './asked.rules.ts'
import { findPeopleTold } from './find-people.ts'
import { planRows } from './plan-rows.ts'
import { listPatterns, listSubscribers, type PlannedDelivery, type Subscriber } from './planning.store.ts'

export const deliveryReader = 'outgoing.deliveries'
const batchEvents = 50

/** Answers how many events were read, and how many deliveries came of them. */
export async function planDeliveries(
  ctx: Pick<Context, 'db' | 'ids'>,
): Promise<{ events: number; deliveries: number }> {
  // A look costs nothing; a reader that takes its cursor writes.
  if (!(await hasNext(ctx.db, deliveryReader))) return { events: 0, deliveries: 0 }
  let deliveries = 0
  const reader = { name: deliveryReader, types: listSubscribedTypes }
  const events = await readNext(ctx.db, reader, batchEvents, async (tx, logged) => {
    deliveries = await plan(ctx, tx, logged)
  })
  return { events, deliveries }
}

const listSubscribedTypes = async (tx: Transaction) => wantedTypes(await listPatterns(tx))

async function plan(
  ctx: Pick<Context, 'ids'>,
  tx: Transaction,
  events: readonly LoggedEvent[],
): Promise<number> {
  const communityIds = [...new Set(events.map((event) => event.community_id))]
  const subscribers = await listSubscribers(tx, communityIds)
  const wanted = events.flatMap((event) =>
    subscribers.filter((endpoint) => wants(endpoint, event)).map((endpoint) => ({ endpoint, event })),
  )
  const personOf = await findPeopleTold(tx, wanted)
  const planned = wanted.map(
    ({ endpoint, event }): PlannedDelivery => ({
      communityId: event.community_id,
      id: ctx.ids.next(),
      endpointId: endpoint.id,
      eventId: event.id,
      eventType: event.type,
      ...askedOf(event, { isOrdered: endpoint.is_ordered }),
      person: personOf(endpoint, event),
    }),
  )
  await planRows(tx, planned)
  return planned.length
}

function wants(endpoint: Subscriber, event: LoggedEvent): boolean {
  return (
    endpoint.community_id === event.community_id &&
    // What happened before there was an endpoint is not news to it.
    endpoint.created_at <= event.created_at &&
    wantsEvent(endpoint, event)
  )
}
