/** Portal links: what shows the receiver's own people one endpoint, for a while, without an account. */
import Type, { type Static } from 'typebox'
import { endpoint, needs, portalLinkAccess } from './endpoint.ts'
import { Id, inCommunity, line, listOf, nullable, Time } from './values.ts'

export const portalLinkCountMax = 20
export const portalLinkNameMax = 80
export const portalLinkHoursMax = 30 * 24

const name = line(portalLinkNameMax)
const canRotate = Type.Boolean({ description: 'Whether the link may draw new signing secrets, and see them' })

export const PortalLink = Type.Object(
  {
    id: Id,
    name: Type.String({ maxLength: portalLinkNameMax, description: 'Whom it was made for' }),
    canRotate,
    createdBy: Type.String({ maxLength: 200 }),
    createdAt: Time,
    expiresAt: Time,
    lastUsedAt: nullable(Time),
  },
  { additionalProperties: false },
)
export type PortalLink = Static<typeof PortalLink>

export const portalEndpoints = [
  endpoint({
    name: 'createPortalLink',
    method: 'POST',
    path: '/api/communities/{communityId}/endpoints/{endpointId}/portal-links',
    summary: 'Make a link that shows this endpoint to the people of the receiver; it is answered this once',
    description:
      'Whoever has the link sees this endpoint, its deliveries and attempts, and may send a test and send a delivery again. Nothing else of the community can be seen or done with it. Its secret stands behind the `#`, which browsers do not send; as a credential it is the bearer token.',
    access: needs('manage_webhooks'),
    params: inCommunity('endpointId'),
    body: Type.Object(
      {
        name,
        hours: Type.Integer({ minimum: 1, maximum: portalLinkHoursMax, description: 'How long it works' }),
        canRotate: Type.Optional(canRotate),
      },
      { additionalProperties: false },
    ),
    answers: {
      201: Type.Object(
        {
          ...PortalLink.properties,
          url: Type.String({ maxLength: 2048, description: 'Shown this once' }),
        },
        { additionalProperties: false },
      ),
    },
    refusals: ['portal_link_limit_reached'],
  }),
  endpoint({
    name: 'listPortalLinks',
    method: 'GET',
    path: '/api/communities/{communityId}/endpoints/{endpointId}/portal-links',
    summary: 'The portal links of an endpoint that still work, newest first',
    access: needs('manage_webhooks'),
    params: inCommunity('endpointId'),
    answers: { 200: listOf(PortalLink, portalLinkCountMax) },
    refusals: [],
  }),
  endpoint({
    name: 'revokePortalLink',
    method: 'DELETE',
    path: '/api/communities/{communityId}/endpoints/{endpointId}/portal-links/{portalLinkId}',
    summary: 'Revoke a portal link at once',
    access: needs('manage_webhooks'),
    params: Type.Object(
      { communityId: Id, endpointId: Id, portalLinkId: Id },
      { additionalProperties: false },
    ),
    answers: { 204: null },
    refusals: [],
  }),
  endpoint({
    name: 'getPortal',
    method: 'GET',
    path: '/api/portal',
    summary: 'What the portal link that asks was made for',
    access: portalLinkAccess,
    answers: {
      200: Type.Object(
        {
          communityId: Id,
          communityName: Type.String({ maxLength: 100 }),
          endpointId: Id,
          canRotate,
          expiresAt: Time,
        },
        { additionalProperties: false },
      ),
    },
    refusals: [],
  }),
] as const
