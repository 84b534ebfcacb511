/** Makes a portal link; its secret is in the answer and nowhere else. */
import { randomBytes } from 'node:crypto'
import { type PortalLink, portalLinkCountMax } from '../../../../contracts/portal.ts'
import type { Context } from '../../../context.ts'
import { refuse } from '../../../platform/refusal.ts'
import { digestOfKey, formKey } from '../../access/index.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit/index.ts'
import type { EndpointAddress } from '../endpoints/endpoint.ts'
import { lockEndpoint } from '../endpoints/endpoints.store.ts'
import { viewPortalLink } from './list-portal-links.ts'
import { deleteExpiredPortalLinks, insertPortalLink, listPortalLinkRows } from './portal-links.store.ts'

export interface PortalLinkRequest extends EndpointAddress {
  name: string
  hours: number
  canRotate?: boolean | undefined
}

export async function createPortalLink(
  ctx: Pick<Context, 'config' | 'ids' | 'inTransaction'>,
  actor: Actor,
  { canRotate = false, name, hours, ...address }: PortalLinkRequest,
): Promise<PortalLink & { url: string }> {
  return ctx.inTransaction(async (tx) => {
    const endpoint = await lockEndpoint(tx, address.communityId, address.endpointId)
    if (!endpoint) return refuse('not_found', 'There is no such endpoint.')
    await deleteExpiredPortalLinks(tx, address)
    if ((await listPortalLinkRows(tx, address)).length >= portalLinkCountMax) {
      refuse('portal_link_limit_reached', `Revoke one first: there are ${portalLinkCountMax}.`)
    }
    const secret = formKey('p', randomBytes(32))
    const id = ctx.ids.next()
    const digest = digestOfKey(secret)
    const row = await insertPortalLink(tx, {
      ...{ ...address, id, digest, name, canRotate, hours, createdBy: actor.label },
    })
    await recordAudit(tx, ctx.ids, actor, {
      communityId: address.communityId,
      action: 'portal_link.created',
      subject: { kind: 'portal_link', id, label: name },
      changes: { endpoint: endpoint.name, canRotate, expiresAt: row.expires_at.toISOString() },
    })
    // Behind the `#`, so that it reaches no server's log and no Referer.
    return { ...viewPortalLink(row), url: new URL(`/portal#${secret}`, ctx.config.publicUrl).href }
  })
}
