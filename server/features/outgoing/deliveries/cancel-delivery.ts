/** Skips a delivery that waits, so that what stands behind it in the order goes on. */
import type { Delivery } from '../../../../contracts/deliveries.ts'
import type { Context } from '../../../context.ts'
import { invariant } from '../../../platform/invariant.ts'
import { refuse } from '../../../platform/refusal.ts'
import { type Actor, recordedActor } from '../../actor.ts'
import { recordAudit } from '../../audit/index.ts'
import { deleteWaiting } from '../queue/cancel.store.ts'
import { keysOf, openHeads } from '../queue/keys.store.ts'
import { lockLanes, raiseLanes } from '../queue/lanes.store.ts'
import { findDeliveryRow } from './deliveries.store.ts'
import { viewDelivery } from './deliveries.views.ts'
import type { DeliveryAddress } from './get-delivery.ts'

export async function cancelDelivery(
  ctx: Context,
  actor: Actor,
  { communityId, deliveryId }: DeliveryAddress,
): Promise<Delivery> {
  return ctx.inTransaction(async (tx) => {
    const delivery = await findDeliveryRow(tx, communityId, deliveryId)
    if (!delivery) return refuse('not_found', 'There is no such delivery.')
    const reason = `Skipped by ${recordedActor(actor).label}.`
    const canceled = await deleteWaiting(tx, communityId, deliveryId, reason)
    if (!canceled) return refuse('delivery_not_waiting', 'It has ended, or is being sent right now.')
    const lane = { communityId, endpointId: delivery.endpoint_id }
    await lockLanes(tx, [lane])
    await openHeads(tx, keysOf([{ ...lane, partitionKey: canceled.partition_key }]))
    await raiseLanes(tx, [{ ...lane, count: -1 }])
    await recordAudit(tx, ctx.ids, actor, {
      communityId,
      action: 'delivery.skipped',
      subject: { kind: 'delivery', id: deliveryId, label: delivery.event_type },
      changes: { endpoint: delivery.endpoint_name },
    })
    const ended = await findDeliveryRow(tx, communityId, deliveryId)
    invariant(ended, 'a delivery that was canceled can be read')
    return viewDelivery(ended)
  })
}
