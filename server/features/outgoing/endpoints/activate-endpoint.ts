/** Pauses and activates: events of a pause are kept, and sent when it ends. */
import type { Context } from '../../../context.ts'
import type { Actor } from '../../actor.ts'
import { changeEndpoint } from './change-endpoint.ts'
import type { EndpointAddress } from './endpoint.ts'
import type { EndpointSecrets } from './endpoint-secrets.ts'
import { holdLane, releaseLane } from './endpoints.store.ts'
import { stateOf, takesDeliveries } from './view-endpoints.ts'

export async function pauseEndpoint(
  ctx: Context,
  secrets: EndpointSecrets,
  actor: Actor,
  address: EndpointAddress,
) {
  return changeEndpoint(ctx, secrets, actor, address, undefined, async (tx, endpoint) => {
    if (endpoint.paused_at) return null
    await holdLane(tx, endpoint.community_id, endpoint.id)
    return { change: { state: 'paused' }, action: 'endpoint.paused', changes: {} }
  })
}

/** Also one that was disabled: it starts anew, with its breaker closed. */
export async function activateEndpoint(
  ctx: Context,
  secrets: EndpointSecrets,
  actor: Actor,
  address: EndpointAddress,
) {
  return changeEndpoint(ctx, secrets, actor, address, undefined, async (tx, endpoint) => {
    const before = stateOf(endpoint)
    if (takesDeliveries(endpoint)) return null
    await releaseLane(tx, endpoint)
    return { change: { state: 'active' }, action: 'endpoint.activated', changes: { before } }
  })
}
