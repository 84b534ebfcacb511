/** Outgoing webhooks: every event is sent, signed, to each endpoint that wants it, until it arrives or is given up. */
import { outboundSettingsOf } from '../../config.ts'
import { createOutbound } from '../../platform/outbound/outbound.ts'
import type { Feature } from '../feature.ts'
import { sealedColumns } from './endpoints/endpoint.ts'
import { createEndpointSecrets } from './endpoints/endpoint-secrets.ts'
import { deliveryRoutes, eventTypeRoutes, outgoingRoutes } from './outgoing.routes.ts'
import { type DeliveryWorker, startDeliveryWorker } from './sending/delivery-worker.ts'
import { countWaiting, oldestDueSeconds } from './sending/queue.store.ts'

export interface OutgoingOffer {
  /** Settles once every event is planned, and nothing is due or on its way. */
  drain: DeliveryWorker['drain']
  /** What waits to be sent, in all communities. */
  queue: { count: typeof countWaiting; oldestSeconds: typeof oldestDueSeconds }
}

export const outgoing: Feature<OutgoingOffer> = {
  name: 'outgoing',
  sealed: sealedColumns,
  async start(ctx) {
    const outbound = createOutbound(outboundSettingsOf(ctx.config), ctx.log)
    const secrets = createEndpointSecrets(ctx.config)
    const worker = startDeliveryWorker(ctx, outbound, secrets)
    return {
      routes: [
        ...eventTypeRoutes,
        ...outgoingRoutes(outbound, secrets, worker.wake),
        ...deliveryRoutes(worker.wake),
      ],
      offer: { drain: worker.drain, queue: { count: countWaiting, oldestSeconds: oldestDueSeconds } },
      async stop() {
        await worker.stop()
        await outbound.close()
      },
    }
  },
}
