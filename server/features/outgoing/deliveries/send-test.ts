/** Sends the event `endpoint.tested` to one endpoint alone: published and planned together. */
import type { Delivery } from '../../../../contracts/deliveries.ts'
import type { Context } from '../../../context.ts'
import { invariant } from '../../../platform/invariant.ts'
import { refuse } from '../../../platform/refusal.ts'
import { type Actor, recordedActor } from '../../actor.ts'
import type { EndpointAddress } from '../endpoints/endpoint.ts'
import { lockEndpoint } from '../endpoints/endpoints.store.ts'
import { stateOf } from '../endpoints/view-endpoints.ts'
import { planRows } from '../planning/plan-rows.ts'
import { findDeliveryRow } from './deliveries.store.ts'
import { viewDelivery } from './deliveries.views.ts'

export async function sendTest(
  ctx: Context,
  actor: Actor,
  { communityId, endpointId }: EndpointAddress,
): Promise<Delivery> {
  return ctx.inTransaction(async (tx) => {
    const endpoint = await lockEndpoint(tx, communityId, endpointId)
    if (!endpoint) return refuse('not_found', 'There is no such endpoint.')
    if (stateOf(endpoint) !== 'active') refuse('endpoint_not_active', 'Activate it first.')
    const eventType = 'endpoint.tested'
    const eventId = await ctx.events.publish(tx, {
      communityId,
      type: eventType,
      subjectId: endpointId,
      payload: { endpointId, endpointName: endpoint.name, message: 'This is a test of Guildhall.' },
      actor: recordedActor(actor),
      cause: { kind: 'request', id: actor.requestId },
    })
    const id = ctx.ids.next()
    const partitionKey = endpoint.is_ordered ? endpointId : null
    await planRows(tx, [{ communityId, id, endpointId, eventId, eventType, partitionKey, person: null }])
    const planned = await findDeliveryRow(tx, communityId, id)
    invariant(planned, 'a delivery that was planned can be read')
    return viewDelivery(planned)
  })
}
