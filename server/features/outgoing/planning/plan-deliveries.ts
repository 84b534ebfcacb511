/**
 * Follows the event log and plans a delivery for each event and each endpoint that wants it. The cursor moves in the
 * transaction that writes the deliveries, so each is planned once, whatever stops in between.
 */
import type { Context } from '../../../context.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import { hasNext, type LoggedEvent, readNext } from '../../../platform/events/reader.ts'
import { matchesType } from './matches.rules.ts'
import { listSubscribers, type PlannedDelivery, planRows, type Subscriber } from './planning.store.ts'

export const deliveryReader = 'outgoing.deliveries'
const batchEvents = 500

/** Told to one endpoint by whoever asks for it; planned there. */
const plannedElsewhere = 'endpoint.tested'

/** Answers how many events were read, and how many deliveries came of them. */
export async function planDeliveries(
  ctx: Pick<Context, 'db' | 'ids'>,
): Promise<{ events: number; deliveries: number }> {
  // A look costs nothing; a reader that takes its cursor writes.
  if (!(await hasNext(ctx.db, deliveryReader))) return { events: 0, deliveries: 0 }
  let deliveries = 0
  const events = await readNext(ctx.db, { name: deliveryReader }, batchEvents, async (tx, logged) => {
    deliveries = await plan(ctx, tx, logged)
  })
  return { events, deliveries }
}

async function plan(
  ctx: Pick<Context, 'ids'>,
  tx: Transaction,
  events: readonly LoggedEvent[],
): Promise<number> {
  const communityIds = [...new Set(events.map((event) => event.community_id))]
  const subscribers = await listSubscribers(tx, communityIds)
  const planned = events.flatMap((event) =>
    subscribers
      .filter((endpoint) => wants(endpoint, event))
      .map(
        (endpoint): PlannedDelivery => ({
          communityId: event.community_id,
          id: ctx.ids.next(),
          endpointId: endpoint.id,
          eventId: event.id,
          eventType: event.type,
          partitionKey: endpoint.is_ordered ? (event.subject_id ?? event.community_id) : null,
        }),
      ),
  )
  await planRows(tx, planned)
  return planned.length
}

function wants(endpoint: Subscriber, event: LoggedEvent): boolean {
  return (
    endpoint.community_id === event.community_id &&
    event.type !== plannedElsewhere &&
    // What happened before there was an endpoint is not news to it.
    endpoint.created_at <= event.created_at &&
    matchesType(endpoint.event_types, event.type)
  )
}
