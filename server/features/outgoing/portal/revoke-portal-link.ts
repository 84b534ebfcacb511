/** Revokes a portal link; it is refused from the next request on. */
import type { Context } from '../../../context.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit/index.ts'
import type { EndpointAddress } from '../endpoints/endpoint.ts'
import { lockEndpoint } from '../endpoints/endpoints.store.ts'
import { deletePortalLink } from './portal-links.store.ts'

export async function revokePortalLink(
  ctx: Pick<Context, 'ids' | 'inTransaction'>,
  actor: Actor,
  { portalLinkId, ...address }: EndpointAddress & { portalLinkId: string },
): Promise<void> {
  await ctx.inTransaction(async (tx) => {
    const endpoint = await lockEndpoint(tx, address.communityId, address.endpointId)
    const name = endpoint && (await deletePortalLink(tx, address, portalLinkId))
    if (!endpoint || name === undefined) return refuse('not_found', 'There is no such link.')
    await recordAudit(tx, ctx.ids, actor, {
      communityId: address.communityId,
      action: 'portal_link.revoked',
      subject: { kind: 'portal_link', id: portalLinkId, label: name },
      changes: { endpoint: endpoint.name },
    })
  })
}
