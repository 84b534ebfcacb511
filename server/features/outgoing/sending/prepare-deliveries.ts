/** What claimed rows need to be sent: their events and their receivers. */
import type { Queryable } from '../../../platform/db/database.ts'
import { listEvents } from '../../../platform/events/logged-events.store.ts'
import type { Claimed } from './claim-deliveries.ts'
import type { EndedDelivery } from './finish-attempts.ts'
import { type ReadyDelivery, unsent } from './send-delivery.ts'
import type { SendingBook } from './sending-book.ts'

/** `lost`: those that nothing can be sent of any more, ended. */
export async function prepareDeliveries(
  db: Queryable,
  book: SendingBook,
  { claimId, rows }: Claimed,
): Promise<{ ready: ReadyDelivery[]; lost: EndedDelivery[] }> {
  if (rows.length === 0) return { ready: [], lost: [] }
  const addresses = new Map(
    rows.map((row) => [row.endpoint_id, { communityId: row.community_id, endpointId: row.endpoint_id }]),
  )
  const receivers = await book.read(db, [...addresses.values()])
  // One event goes to many endpoints.
  const wanted = new Map(
    rows.map((row) => [row.event_id, { communityId: row.community_id, eventId: row.event_id }]),
  )
  const events = new Map((await listEvents(db, [...wanted.values()])).map((event) => [event.id, event]))
  const ready: ReadyDelivery[] = []
  const lost: EndedDelivery[] = []
  for (const row of rows) {
    const [event, receiver] = [events.get(row.event_id), receivers.get(row.endpoint_id)]
    if (event && receiver) ready.push({ claimId, row, event, receiver })
    else if (event) lost.push(unsent(claimId, row, 'Its endpoint is not there any more.'))
    else lost.push(unsent(claimId, row, 'Its event is not in the log any more.'))
  }
  return { ready, lost }
}
