/** What a portal link reaches, for actions whose path does not name the endpoint: refuses, or returns quietly. */
import { invariant } from '../../../platform/invariant.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import type { EndpointAddress } from '../endpoints/endpoint.ts'

/** Every other actor that comes this far sees all endpoints of the community. */
export function requireReach(actor: Pick<Actor, 'portal'>, endpointId: string, detail: string): void {
  if (actor.portal !== null && actor.portal.endpointId !== endpointId) refuse('not_found', detail)
}

/** A list that names no endpoint is, for a portal link, that of its own. */
export function reachedEndpoint(actor: Pick<Actor, 'portal'>, asked: string | undefined): string | undefined {
  if (asked !== undefined) requireReach(actor, asked, 'There is no such endpoint.')
  return actor.portal?.endpointId ?? asked
}

export function portalOf({ id, communityId, portal }: Actor): EndpointAddress & {
  linkId: string
  canRotate: boolean
} {
  invariant(id !== null && communityId !== null && portal !== null, 'only portal links are let through to it')
  return { linkId: id, communityId, ...portal }
}
