/** Removes what an event told, for good: its body, and what receivers answered to it. What waits is never emptied. */
import type { Context } from '../../../context.ts'
import { isReadByAll, removeEventPayload } from '../../../platform/events/logged-events.store.ts'
import { refuse } from '../../../platform/refusal.ts'
import { type Actor, recordedActor } from '../../actor.ts'
import { recordAudit } from '../../audit/index.ts'
import { lockLanes } from '../queue/lanes.store.ts'
import { findDeliveryRow } from './deliveries.store.ts'
import type { DeliveryAddress } from './get-delivery.ts'
import {
  emptyAttempts,
  forgetPeople,
  insertRemovedPayload,
  isEventWaiting,
  listEndpointsOfEvent,
} from './payloads.store.ts'

export async function removePayload(
  ctx: Context,
  actor: Actor,
  { communityId, deliveryId }: DeliveryAddress,
): Promise<void> {
  return ctx.inTransaction(async (tx) => {
    const delivery = await findDeliveryRow(tx, communityId, deliveryId)
    if (!delivery) return refuse('not_found', 'There is no such delivery.')
    const { event_id: eventId } = delivery
    // Whoever sends one of its deliveries again holds the lane, and finds the payload removed after us.
    const endpointIds = await listEndpointsOfEvent(tx, communityId, eventId)
    await lockLanes(
      tx,
      endpointIds.map((endpointId) => ({ communityId, endpointId })),
    )
    if (!(await insertRemovedPayload(tx, communityId, eventId, recordedActor(actor).label))) return
    if (await isEventWaiting(tx, communityId, eventId)) {
      refuse('delivery_not_ended', 'A delivery of this event still waits. Skip it first, or wait.')
    }
    if (!(await isReadByAll(tx, communityId, eventId))) {
      refuse('delivery_not_ended', 'The event is still being counted elsewhere. Try again in a minute.')
    }
    await removeEventPayload(tx, communityId, eventId)
    await forgetPeople(tx, communityId, eventId)
    await emptyAttempts(tx, communityId, eventId)
    await recordAudit(tx, ctx.ids, actor, {
      communityId,
      action: 'delivery.payload_removed',
      subject: { kind: 'delivery', id: deliveryId, label: delivery.event_type },
      changes: { eventId },
    })
  })
}
