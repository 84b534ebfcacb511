/** Incoming webhooks: take requests from anywhere, and change members' currencies and fields as mapped. */
import { webhookBodyBytesMax } from '../../../contracts/incoming.ts'
import type { RawRoute } from '../../platform/http/raw-route.ts'
import type { Feature } from '../feature.ts'
import { findAddress } from './accept/accept.store.ts'
import { startAcceptLane } from './accept/accept-lane.ts'
import { createAddressBook } from './accept/address-book.ts'
import { createFreshReceipts } from './accept/fresh-receipts.ts'
import { sha256 } from './accept/judge-request.rules.ts'
import { receiveRequest } from './accept/receive-request.ts'
import { startRefusedCallCounter } from './accept/refused-calls.ts'
import { type ApplyWorker, startApplyWorker } from './apply/apply-worker.ts'
import { createMappingBook } from './apply/mapping-book.ts'
import { incomingJobs } from './incoming.jobs.ts'
import { incomingRoutes } from './incoming.routes.ts'
import { sealedColumns } from './webhooks/webhook.ts'
import { createWebhookSecrets } from './webhooks/webhook-secrets.ts'

export interface IncomingOffer {
  /** The address that senders call. */
  hook: RawRoute
  /** Settles once every receipt that is due has been applied. */
  drain: ApplyWorker['drain']
}

const mediaTypes =
  /^(application\/([\w.+-]+\+)?json|application\/x-www-form-urlencoded|text\/[\w.+-]+|application\/jose|application\/octet-stream)\s*(;|$)/i

export const incoming: Feature<IncomingOffer> = {
  name: 'incoming',
  sealed: sealedColumns,
  async start(ctx) {
    const book = createMappingBook(ctx)
    const secrets = createWebhookSecrets(ctx.config)
    const refusedCalls = startRefusedCallCounter(ctx)
    const fresh = createFreshReceipts()
    const worker = startApplyWorker(ctx, book, fresh)
    const lane = startAcceptLane(ctx.db, (requests) => {
      for (const request of requests) if (request.state === 'queued') fresh.remember(request)
      worker.wake()
    })
    const reception = { addressBook: createAddressBook(ctx.db, ctx.clock.now), lane, refusedCalls }
    const hook: RawRoute = {
      method: 'POST',
      path: '/hooks/{token}',
      bodyBytesMax: webhookBodyBytesMax,
      takesMediaType: (contentType) => mediaTypes.test(contentType),
      handle: (request) => receiveRequest(ctx, reception, request),
      async onRefused({ token }, code) {
        const address = await findAddress(ctx.db, sha256(token ?? ''))
        if (address) refusedCalls.count(address, code)
      },
    }
    return {
      routes: incomingRoutes(secrets, book, worker.wake),
      jobs: incomingJobs(ctx),
      offer: { hook, drain: worker.drain },
      async stop() {
        await lane.stop()
        await worker.stop()
        await refusedCalls.stop()
      },
    }
  },
}
