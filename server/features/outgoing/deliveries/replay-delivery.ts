/** Sends a delivery that has ended once more, under the same `webhook-id`; its attempts count on. */
import type { Delivery } from '../../../../contracts/deliveries.ts'
import type { Context } from '../../../context.ts'
import { listEvents } from '../../../platform/events/logged-events.store.ts'
import { invariant } from '../../../platform/invariant.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit/index.ts'
import { lockEndpoint } from '../endpoints/endpoints.store.ts'
import { takesDeliveries } from '../endpoints/view-endpoints.ts'
import { requireReach } from '../portal/portal-reach.ts'
import { requeue } from '../queue/requeue.ts'
import { findDeliveryRow } from './deliveries.store.ts'
import { viewDelivery } from './deliveries.views.ts'
import type { DeliveryAddress } from './get-delivery.ts'
import { findRemovedPayload } from './payloads.store.ts'

export async function replayDelivery(
  ctx: Context,
  actor: Actor,
  { communityId, deliveryId }: DeliveryAddress,
): Promise<Delivery> {
  return ctx.inTransaction(async (tx) => {
    const delivery = await findDeliveryRow(tx, communityId, deliveryId)
    if (!delivery) return refuse('not_found', 'There is no such delivery.')
    requireReach(actor, delivery.endpoint_id, 'There is no such delivery.')
    const endpoint = await lockEndpoint(tx, communityId, delivery.endpoint_id)
    if (!endpoint || !takesDeliveries(endpoint)) {
      return refuse('endpoint_not_active', 'Activate its endpoint first; a deleted one is sent nothing more.')
    }
    if (await findRemovedPayload(tx, communityId, delivery.event_id)) {
      refuse('payload_removed', 'There is nothing left that could be sent.')
    }
    const [event] = await listEvents(tx, [{ communityId, eventId: delivery.event_id }])
    // Where order matters, a replay waits behind whatever waits already.
    const partitionKey = endpoint.is_ordered ? (event?.subject_id ?? communityId) : null
    const wanted = {
      deliveryId,
      endpointId: endpoint.id,
      eventId: delivery.event_id,
      partitionKey,
      isNew: false,
    }
    if ((await requeue(tx, communityId, [wanted])) === 0) {
      refuse('delivery_not_ended', 'It still waits, or is being sent: there is nothing to replay yet.')
    }
    await recordAudit(tx, ctx.ids, actor, {
      communityId,
      action: 'delivery.replayed',
      subject: { kind: 'delivery', id: deliveryId, label: delivery.event_type },
      changes: { endpoint: endpoint.name },
    })
    const queued = await findDeliveryRow(tx, communityId, deliveryId)
    invariant(queued, 'a delivery that was queued can be read')
    return viewDelivery(queued)
  })
}
