/** The portal links of an endpoint that still work. */
import type { PortalLink } from '../../../../contracts/portal.ts'
import type { Context } from '../../../context.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { EndpointAddress } from '../endpoints/endpoint.ts'
import { findEndpoint } from '../endpoints/endpoints.store.ts'
import { listPortalLinkRows, type PortalLinkRow } from './portal-links.store.ts'

export async function listPortalLinks(
  ctx: Pick<Context, 'db'>,
  address: EndpointAddress,
): Promise<PortalLink[]> {
  if (!(await findEndpoint(ctx.db, address.communityId, address.endpointId))) {
    return refuse('not_found', 'There is no such endpoint.')
  }
  return (await listPortalLinkRows(ctx.db, address)).map(viewPortalLink)
}

export function viewPortalLink(row: PortalLinkRow): PortalLink {
  return {
    id: row.id,
    name: row.name,
    canRotate: row.can_rotate,
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  }
}
