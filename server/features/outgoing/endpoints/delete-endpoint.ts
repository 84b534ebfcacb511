/** Deletes an endpoint: nothing more is sent, what was sent stays. What waits is canceled by the worker, bit by bit. */
import type { Context } from '../../../context.ts'
import type { Actor } from '../../actor.ts'
import { changeEndpoint } from './change-endpoint.ts'
import type { EndpointAddress } from './endpoint.ts'
import type { EndpointSecrets } from './endpoint-secrets.ts'
import { holdLane } from './endpoints.store.ts'

export async function deleteEndpoint(
  ctx: Context,
  secrets: EndpointSecrets,
  actor: Actor,
  address: EndpointAddress,
): Promise<void> {
  await changeEndpoint(ctx, secrets, actor, address, undefined, async (tx, endpoint) => {
    await holdLane(tx, endpoint.community_id, endpoint.id)
    return { change: { state: 'deleted' }, action: 'endpoint.deleted', changes: {} }
  })
}
