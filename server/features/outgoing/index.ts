/** Outgoing webhooks: every event is sent, signed, to each endpoint that wants it, until it arrives or is given up. */
import { outboundSettingsOf } from '../../config.ts'
import { createOutbound } from '../../platform/outbound/outbound.ts'
import { access } from '../access/index.ts'
import type { Feature } from '../feature.ts'
import { type AwaitedEvents, awaitedEvents } from './awaited/awaited-events.ts'
import { createStillWanted, type StillWanted } from './awaited/still-wanted.ts'
import { type AppWebhooks, appWebhooks } from './endpoints/app-webhooks.ts'
import { sealedColumns } from './endpoints/endpoint.ts'
import { createEndpointSecrets } from './endpoints/endpoint-secrets.ts'
import { deleteUnheard } from './listening/delete-unheard.ts'
import { listenerRoutes } from './listening/listening.routes.ts'
import {
  deliveryRoutes,
  eventRoutes,
  eventTypeRoutes,
  outgoingRoutes,
  portalRoutes,
} from './outgoing.routes.ts'
import { startPortalUse } from './portal/portal-use.ts'
import { countFailed, countWaiting, oldestDueSeconds, readLaneFigures } from './queue/figures.store.ts'
import { startReplayWorker } from './replays/replay-worker.ts'
import { replayRoutes } from './replays/replays.routes.ts'
import { type AppKeys, createAppKeys } from './sending/app-keys.ts'
import { type AttemptFigures, createAttemptFigures } from './sending/attempt-figures.ts'
import { type DeliveryWorker, startDeliveryWorker } from './sending/delivery-worker.ts'

export { startAnswersWorker } from './awaited/answers-worker.ts'
export type { AwaitedEvent, AwaitedEvents } from './awaited/awaited-events.ts'
export type { FindWanted } from './awaited/still-wanted.ts'
export type { AppWebhooks } from './endpoints/app-webhooks.ts'
export { removeOldDeliveries } from './retention/remove-old-deliveries.ts'
export { aliasOf, memberOfAlias } from './wire/alias.rules.ts'
export { fingiBody, fingiEventName, fingiSub } from './wire/fingi.rules.ts'

export interface OutgoingOffer {
  /** Settles once every event is planned, no replay can go on, and nothing is due or on its way. */
  drain: DeliveryWorker['drain']
  /** What waits to be sent, in all communities. */
  queue: {
    count: typeof countWaiting
    oldestSeconds: typeof oldestDueSeconds
    lanes: typeof readLaneFigures
    countFailed: typeof countFailed
  }
  /** Removes listeners that nobody asks for any more, now. */
  deleteUnheard: () => Promise<number>
  /** Plugged in once, by `items`: the key that the webhook of an app is sent with. */
  useAppKeys: AppKeys['plug']
  appWebhooks: AppWebhooks
  /** For publishers who wait for an answer: see there. */
  awaitedEvents: AwaitedEvents
  /** Plugged in once for each type of event that may be decided before it is sent. */
  plugStillWanted: StillWanted['plug']
  /** What this process attempts. */
  figures: Pick<AttemptFigures, 'onAttempt' | 'onReclaim'>
}

export const outgoing: Feature<OutgoingOffer> = {
  name: 'outgoing',
  sealed: sealedColumns,
  async start(ctx, started) {
    const outbound = createOutbound(outboundSettingsOf(ctx.config), ctx.log)
    const secrets = createEndpointSecrets(ctx.config)
    const figures = createAttemptFigures()
    const portalUse = startPortalUse(ctx)
    started.of(access).usePortalLinks(portalUse)
    const appKeys = createAppKeys()
    const stillWanted = createStillWanted()
    const worker = startDeliveryWorker(ctx, outbound, secrets, figures, {
      findAppKey: appKeys.find,
      partWanted: stillWanted.part,
    })
    const replays = startReplayWorker(ctx, worker.wake)
    const stopping = new AbortController()
    return {
      routes: [
        ...eventTypeRoutes,
        ...eventRoutes(worker.wake),
        ...outgoingRoutes(outbound, secrets, worker.wake),
        ...deliveryRoutes(worker.wake),
        ...listenerRoutes(outbound, secrets, stopping.signal),
        ...replayRoutes(replays.wake),
        ...portalRoutes,
      ],
      jobs: [
        {
          name: 'outgoing.delete_unheard_listeners',
          calendar: '37 * * * *',
          run: async () => void (await deleteUnheard(ctx, secrets)),
        },
      ],
      offer: {
        drain: () => worker.drain().then(replays.drain).then(worker.drain),
        deleteUnheard: () => deleteUnheard(ctx, secrets),
        figures,
        useAppKeys: appKeys.plug,
        awaitedEvents,
        plugStillWanted: stillWanted.plug,
        appWebhooks: appWebhooks(outbound, secrets, worker.wake),
        queue: {
          count: countWaiting,
          oldestSeconds: oldestDueSeconds,
          lanes: readLaneFigures,
          countFailed,
        },
      },
      endWaits: () => stopping.abort(),
      async stop() {
        await replays.stop()
        await worker.stop()
        await portalUse.settled()
        await outbound.close()
      },
    }
  },
}
