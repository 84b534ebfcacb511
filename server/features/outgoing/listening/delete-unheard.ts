/** Deletes listeners that nobody has asked for a day: whoever listened is gone, and did not say so. */
import { unheardHours } from '../../../../contracts/listeners.ts'
import type { Context } from '../../../context.ts'
import { systemActor } from '../../actor.ts'
import { deleteEndpoint } from '../endpoints/delete-endpoint.ts'
import type { EndpointSecrets } from '../endpoints/endpoint-secrets.ts'
import { listUnheard } from './listeners.store.ts'

const countMax = 500

export async function deleteUnheard(ctx: Context, secrets: EndpointSecrets): Promise<number> {
  const unheard = await listUnheard(ctx.db, unheardHours, countMax)
  for (const { community_id: communityId, id: endpointId } of unheard) {
    const actor = systemActor('Nobody listened any more', ctx.ids.next())
    await deleteEndpoint(ctx, secrets, actor, { communityId, endpointId })
  }
  return unheard.length
}
