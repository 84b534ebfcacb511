/**
 * Sends a test to one endpoint alone: the event `endpoint.tested`, or the example of another one, which in the log is an
 * `endpoint.sampled`, so that nobody takes it for what has happened.
 */
import type { Delivery } from '../../../../contracts/deliveries.ts'
import { isCustom } from '../../../../contracts/events/custom.ts'
import { eventTypes } from '../../../../contracts/events/index.ts'
import type { Context } from '../../../context.ts'
import type { Actor } from '../../actor.ts'
import { checkEventTypes } from '../endpoints/check-settings.ts'
import type { EndpointAddress } from '../endpoints/endpoint.ts'
import { planAlone, sendAlone } from './send-alone.ts'

export async function sendTest(ctx: Context, actor: Actor, address: EndpointAddress): Promise<Delivery> {
  return sendAlone(ctx, address, (tx, endpoint) => {
    const { id: endpointId, name: endpointName } = endpoint
    const payload = { endpointId, endpointName, message: 'This is a test of Guildhall.' }
    return planAlone(tx, ctx, actor, endpoint, { type: 'endpoint.tested', payload })
  })
}

export async function sendExample(
  ctx: Context,
  actor: Actor,
  address: EndpointAddress,
  type: string,
): Promise<Delivery> {
  return sendAlone(ctx, address, (tx, endpoint) => {
    const { id: endpointId, name: endpointName, style } = endpoint
    checkEventTypes(style, [type], () => '/type')
    const data = isCustom(type) ? {} : eventTypes.find(({ name }) => name === type)?.example
    const payload = { endpointId, endpointName, type, data }
    return planAlone(tx, ctx, actor, endpoint, { type: 'endpoint.sampled', payload })
  })
}
