/** The endpoints of a community, newest first, or one of them. */
import type { Context } from '../../../context.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { EndpointAddress } from './endpoint.ts'
import type { EndpointSecrets } from './endpoint-secrets.ts'
import { findEndpoint, listEndpointRows } from './endpoints.store.ts'
import { viewEndpoints } from './view-endpoints.ts'

export async function listEndpoints(ctx: Pick<Context, 'db'>, secrets: EndpointSecrets, communityId: string) {
  return viewEndpoints(ctx.db, secrets, communityId, await listEndpointRows(ctx.db, communityId))
}

export async function getEndpoint(
  ctx: Pick<Context, 'db'>,
  secrets: EndpointSecrets,
  { communityId, endpointId }: EndpointAddress,
) {
  const endpoint = await findEndpoint(ctx.db, communityId, endpointId)
  if (!endpoint) return refuse('not_found', 'There is no such endpoint.')
  const [view] = await viewEndpoints(ctx.db, secrets, communityId, [endpoint])
  return view ?? refuse('not_found')
}
