/**
 * Sends something to one endpoint alone, published and planned together: the event `endpoint.tested`, or the example
 * of another one, which in the log is an `endpoint.sampled`, so that nobody takes it for what has happened.
 */
import type { Delivery } from '../../../../contracts/deliveries.ts'
import { isCustom } from '../../../../contracts/events/custom.ts'
import { eventTypes } from '../../../../contracts/events/index.ts'
import type { Context } from '../../../context.ts'
import { invariant } from '../../../platform/invariant.ts'
import { refuse } from '../../../platform/refusal.ts'
import { type Actor, recordedActor } from '../../actor.ts'
import { checkEventTypes } from '../endpoints/check-settings.ts'
import type { EndpointAddress, EndpointRow } from '../endpoints/endpoint.ts'
import { lockEndpoint } from '../endpoints/endpoints.store.ts'
import { takesDeliveries } from '../endpoints/view-endpoints.ts'
import { planRows } from '../planning/plan-rows.ts'
import { findDeliveryRow } from './deliveries.store.ts'
import { viewDelivery } from './deliveries.views.ts'

export async function sendTest(ctx: Context, actor: Actor, address: EndpointAddress): Promise<Delivery> {
  return sendAlone(ctx, actor, address, ({ id: endpointId, name: endpointName }) => ({
    type: 'endpoint.tested' as const,
    payload: { endpointId, endpointName, message: 'This is a test of Guildhall.' },
  }))
}

export async function sendExample(
  ctx: Context,
  actor: Actor,
  address: EndpointAddress,
  type: string,
): Promise<Delivery> {
  return sendAlone(ctx, actor, address, ({ id: endpointId, name: endpointName, style }) => {
    checkEventTypes(style, [type], () => '/type')
    const data = isCustom(type) ? {} : eventTypes.find(({ name }) => name === type)?.example
    return { type: 'endpoint.sampled' as const, payload: { endpointId, endpointName, type, data } }
  })
}

type Fact = Pick<Parameters<Context['events']['publish']>[1], 'type' | 'payload'>

async function sendAlone(
  ctx: Context,
  actor: Actor,
  { communityId, endpointId }: EndpointAddress,
  factFor: (endpoint: EndpointRow) => Fact,
): Promise<Delivery> {
  return ctx.inTransaction(async (tx) => {
    const endpoint = await lockEndpoint(tx, communityId, endpointId)
    if (!endpoint) return refuse('not_found', 'There is no such endpoint.')
    if (!takesDeliveries(endpoint)) refuse('endpoint_not_active', 'Activate it first.')
    const fact = factFor(endpoint)
    const eventId = await ctx.events.publish(tx, {
      ...fact,
      communityId,
      subjectId: endpointId,
      actor: recordedActor(actor),
      cause: { kind: 'request', id: actor.requestId },
    })
    const id = ctx.ids.next()
    const partitionKey = endpoint.is_ordered ? endpointId : null
    const planned = { communityId, id, endpointId, eventId, eventType: fact.type, partitionKey, person: null }
    await planRows(tx, [planned])
    const row = await findDeliveryRow(tx, communityId, id)
    invariant(row, 'a delivery that was planned can be read')
    return viewDelivery(row)
  })
}
