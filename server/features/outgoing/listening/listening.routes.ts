/** Listeners over HTTP. */
import { listenerEndpoints } from '../../../../contracts/listeners.ts'
import type { Outbound } from '../../../platform/outbound/outbound.ts'
import type { Route } from '../../route.ts'
import { routesOf } from '../../routes-of.ts'
import { createEndpoint } from '../endpoints/create-endpoint.ts'
import type { EndpointSecrets } from '../endpoints/endpoint-secrets.ts'
import { createSendingBook } from '../sending/sending-book.ts'
import { awaitDeliveries } from './await-deliveries.ts'
import { claimForListener } from './claim-for-listener.ts'
import { reportAttempts } from './report-attempts.ts'

export function listenerRoutes(
  outbound: Pick<Outbound, 'checkUrl'>,
  secrets: EndpointSecrets,
  stopping: AbortSignal,
): Route[] {
  const book = createSendingBook(secrets)
  return routesOf(listenerEndpoints)({
    createListener: async ({ ctx, actor, params, body: { forwardTo: url, ...body } }) => ({
      status: 201,
      body: await createEndpoint(ctx, outbound, secrets, actor, { ...params, ...body, url, listens: true }),
    }),
    awaitDeliveries: async ({ ctx, params, query }) => ({
      status: 200,
      body: await awaitDeliveries(ctx, params, query.waitSeconds ?? 0, stopping),
    }),
    claimDeliveries: async ({ ctx, params }) => ({
      status: 201,
      body: await claimForListener(ctx, book, params),
    }),
    reportAttempts: async ({ ctx, params, body }) => ({
      status: 200,
      body: { data: await reportAttempts(ctx, book, params, body.attempts) },
    }),
  })
}
