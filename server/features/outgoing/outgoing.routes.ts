/** Outgoing webhooks over HTTP: endpoints, deliveries, and the catalog of events. */

import { deliveryEndpoints } from '../../../contracts/deliveries.ts'
import { eventTypeEndpoints } from '../../../contracts/event-types.ts'
import { eventTypes } from '../../../contracts/events/index.ts'
import { outgoingEndpoints } from '../../../contracts/outgoing.ts'
import type { Outbound } from '../../platform/outbound/outbound.ts'
import type { Route } from '../route.ts'
import { routesOf } from '../routes-of.ts'
import { viewEventType } from './catalog/event-catalog.rules.ts'
import { getDelivery, listAttempts } from './deliveries/get-delivery.ts'
import { listDeliveries } from './deliveries/list-deliveries.ts'
import { replayDelivery } from './deliveries/replay-delivery.ts'
import { sendTest } from './deliveries/send-test.ts'
import { activateEndpoint, pauseEndpoint } from './endpoints/activate-endpoint.ts'
import { createEndpoint } from './endpoints/create-endpoint.ts'
import { deleteEndpoint } from './endpoints/delete-endpoint.ts'
import type { EndpointSecrets } from './endpoints/endpoint-secrets.ts'
import { getEndpoint, listEndpoints } from './endpoints/list-endpoints.ts'
import { rotateSecret } from './endpoints/rotate-secret.ts'
import { updateSettings } from './endpoints/update-endpoint.ts'

export const eventTypeRoutes: Route[] = routesOf(eventTypeEndpoints)({
  listEventTypes: async () => ({ status: 200, body: { data: eventTypes.map(viewEventType) } }),
})

export function outgoingRoutes(
  outbound: Pick<Outbound, 'checkUrl'>,
  secrets: EndpointSecrets,
  wake: () => void,
): Route[] {
  return routesOf(outgoingEndpoints)({
    createEndpoint: async ({ ctx, actor, params, body }) => ({
      status: 201,
      body: await createEndpoint(ctx, outbound, secrets, actor, { ...params, ...body }),
    }),
    listEndpoints: async ({ ctx, params }) => ({
      status: 200,
      body: { data: await listEndpoints(ctx, secrets, params.communityId) },
    }),
    getEndpoint: async ({ ctx, params }) => ({ status: 200, body: await getEndpoint(ctx, secrets, params) }),
    updateEndpoint: async ({ ctx, actor, params, body, ifMatch }) => ({
      status: 200,
      body: await updateSettings(ctx, outbound, secrets, actor, params, body, ifMatch),
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
    listDeliveries: async ({ ctx, params, query }) => ({
      status: 200,
      body: await listDeliveries(ctx, params.communityId, query),
    }),
    getDelivery: async ({ ctx, params }) => ({ status: 200, body: await getDelivery(ctx, params) }),
    listAttempts: async ({ ctx, params }) => ({
      status: 200,
      body: { data: await listAttempts(ctx, params) },
    }),
    replayDelivery: async ({ ctx, actor, params }) => ({
      status: 202,
      body: await replayDelivery(ctx, actor, params),
      afterCommit: wake,
    }),
  })
}
