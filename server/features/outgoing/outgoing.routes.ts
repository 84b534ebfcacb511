/** Outgoing webhooks over HTTP: endpoints, deliveries, and the catalog of events. */

import { deliveryEndpoints } from '../../../contracts/deliveries.ts'
import { eventEndpoints } from '../../../contracts/event-log.ts'
import { eventTypeEndpoints } from '../../../contracts/event-types.ts'
import { customEvents } from '../../../contracts/events/custom.ts'
import { eventTypes } from '../../../contracts/events/index.ts'
import { outgoingEndpoints } from '../../../contracts/outgoing.ts'
import { portalEndpoints } from '../../../contracts/portal.ts'
import type { Outbound } from '../../platform/outbound/outbound.ts'
import type { Route } from '../route.ts'
import { routesOf } from '../routes-of.ts'
import { viewEventType } from './catalog/event-catalog.rules.ts'
import { cancelDelivery } from './deliveries/cancel-delivery.ts'
import { getDelivery, listAttempts } from './deliveries/get-delivery.ts'
import { listDeliveries } from './deliveries/list-deliveries.ts'
import { removePayload } from './deliveries/remove-payload.ts'
import { replayDelivery } from './deliveries/replay-delivery.ts'
import { sendExample, sendTest } from './deliveries/send-test.ts'
import { activateEndpoint, pauseEndpoint } from './endpoints/activate-endpoint.ts'
import { createEndpoint } from './endpoints/create-endpoint.ts'
import { deleteEndpoint } from './endpoints/delete-endpoint.ts'
import type { EndpointSecrets } from './endpoints/endpoint-secrets.ts'
import { getEndpoint, listEndpoints } from './endpoints/list-endpoints.ts'
import { rotateSecret } from './endpoints/rotate-secret.ts'
import { updateSettings } from './endpoints/update-endpoint.ts'
import { listEvents } from './log/list-events.ts'
import { publishEvent } from './log/publish-event.ts'
import { askAgain } from './ownership/ask-ownership.ts'
import { createPortalLink } from './portal/create-portal-link.ts'
import { getPortal } from './portal/get-portal.ts'
import { listPortalLinks } from './portal/list-portal-links.ts'
import { revokePortalLink } from './portal/revoke-portal-link.ts'

export const eventTypeRoutes: Route[] = routesOf(eventTypeEndpoints)({
  listEventTypes: async () => ({
    status: 200,
    body: { data: [...eventTypes, customEvents].map(viewEventType) },
  }),
})

export function eventRoutes(wake: () => void): Route[] {
  return routesOf(eventEndpoints)({
    publishEvent: async ({ ctx, actor, params, body }) => {
      const published = await publishEvent(ctx, actor, { ...params, ...body })
      const status = published.outcome === 'published' ? 201 : 200
      return { status, body: published, afterCommit: wake }
    },
    listEvents: async ({ ctx, params, query }) => ({
      status: 200,
      body: await listEvents(ctx, params.communityId, query),
    }),
  })
}

export function outgoingRoutes(
  outbound: Pick<Outbound, 'checkUrl'>,
  secrets: EndpointSecrets,
  wake: () => void,
): Route[] {
  return routesOf(outgoingEndpoints)({
    createEndpoint: async ({ ctx, actor, params, body }) => ({
      status: 201,
      body: await createEndpoint(ctx, outbound, secrets, actor, { ...params, ...body }),
      afterCommit: wake,
    }),
    listEndpoints: async ({ ctx, params }) => ({
      status: 200,
      body: { data: await listEndpoints(ctx, secrets, params.communityId) },
    }),
    getEndpoint: async ({ ctx, params }) => ({ status: 200, body: await getEndpoint(ctx, secrets, params) }),
    updateEndpoint: async ({ ctx, actor, params, body, ifMatch }) => ({
      status: 200,
      body: await updateSettings(ctx, outbound, secrets, actor, params, body, ifMatch),
      afterCommit: wake,
    }),
    deleteEndpoint: async ({ ctx, actor, params }) => {
      await deleteEndpoint(ctx, secrets, actor, params)
      return { status: 204, body: null, afterCommit: wake }
    },
    activateEndpoint: async ({ ctx, actor, params }) => ({
      status: 200,
      body: await activateEndpoint(ctx, secrets, actor, params),
      afterCommit: wake,
    }),
    pauseEndpoint: async ({ ctx, actor, params }) => ({
      status: 200,
      body: await pauseEndpoint(ctx, secrets, actor, params),
    }),
    rotateEndpointSecret: async ({ ctx, actor, params, body }) => ({
      status: 201,
      body: await rotateSecret(ctx, secrets, actor, params, body),
    }),
  })
}

export function deliveryRoutes(wake: () => void): Route[] {
  return routesOf(deliveryEndpoints)({
    sendTestDelivery: async ({ ctx, actor, params }) => ({
      status: 202,
      body: await sendTest(ctx, actor, params),
      afterCommit: wake,
    }),
    askEndpointOwnership: async ({ ctx, actor, params }) => ({
      status: 202,
      body: await askAgain(ctx, actor, params),
      afterCommit: wake,
    }),
    sendExampleDelivery: async ({ ctx, actor, params, body }) => ({
      status: 202,
      body: await sendExample(ctx, actor, params, body.type),
      afterCommit: wake,
    }),
    listDeliveries: async ({ ctx, actor, params, query }) => ({
      status: 200,
      body: await listDeliveries(ctx, actor, params.communityId, query),
    }),
    getDelivery: async ({ ctx, actor, params }) => ({
      status: 200,
      body: await getDelivery(ctx, actor, params),
    }),
    listAttempts: async ({ ctx, actor, params }) => ({
      status: 200,
      body: { data: await listAttempts(ctx, actor, params) },
    }),
    cancelDelivery: async ({ ctx, actor, params }) => ({
      status: 200,
      body: await cancelDelivery(ctx, actor, params),
      afterCommit: wake,
    }),
    removePayload: async ({ ctx, actor, params }) => {
      await removePayload(ctx, actor, params)
      return { status: 204, body: null }
    },
    replayDelivery: async ({ ctx, actor, params }) => ({
      status: 202,
      body: await replayDelivery(ctx, actor, params),
      afterCommit: wake,
    }),
  })
}

export const portalRoutes: Route[] = routesOf(portalEndpoints)({
  createPortalLink: async ({ ctx, actor, params, body }) => ({
    status: 201,
    body: await createPortalLink(ctx, actor, { ...params, ...body }),
  }),
  listPortalLinks: async ({ ctx, params }) => ({
    status: 200,
    body: { data: await listPortalLinks(ctx, params) },
  }),
  revokePortalLink: async ({ ctx, actor, params }) => {
    await revokePortalLink(ctx, actor, params)
    return { status: 204, body: null }
  },
  getPortal: async ({ ctx, actor }) => ({ status: 200, body: await getPortal(ctx, actor) }),
})
