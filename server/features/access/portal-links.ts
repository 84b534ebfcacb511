/** The port through which the later feature `outgoing` tells which endpoint a portal link was made for. */
import { invariant } from '../../platform/invariant.ts'
import type { Actor } from '../actor.ts'

export interface FoundPortalLink {
  id: string
  name: string
  communityId: string
  endpointId: string
  canRotate: boolean
  isExpired: boolean
}

export interface PortalLinkPort {
  /** By the SHA-256 of its secret; nothing for a revoked one, or one whose endpoint was deleted. */
  find: (digest: Buffer) => Promise<FoundPortalLink | undefined>
  /** Notes, beside the request, that it was used. */
  noteUse: (actor: Actor) => void
}

export interface PluggedPortalLinks extends PortalLinkPort {
  plug: (port: PortalLinkPort) => void
}

export function createPortalLinks(): PluggedPortalLinks {
  let plugged: PortalLinkPort | undefined
  function port(): PortalLinkPort {
    invariant(plugged, 'outgoing webhooks are started before the first request is served')
    return plugged
  }
  return {
    plug(newPort) {
      invariant(!plugged, 'portal links are plugged in once')
      plugged = newPort
    },
    find: (digest) => port().find(digest),
    noteUse: (actor) => port().noteUse(actor),
  }
}
