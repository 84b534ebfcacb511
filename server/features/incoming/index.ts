/** Incoming webhooks: take requests from anywhere, and change members' currencies and fields as mapped. */
import type { Mapping } from '../../../contracts/mapping.ts'
import type { Context } from '../../context.ts'
import type { Transaction } from '../../platform/db/database.ts'
import type { RawRequest, RawRoute } from '../../platform/http/raw-route.ts'
import type { Actor } from '../actor.ts'
import type { Feature } from '../feature.ts'
import { findAddress } from './accept/accept.store.ts'
import { startAcceptLane } from './accept/accept-lane.ts'
import { createAddressBook } from './accept/address-book.ts'
import { createKeyUses } from './accept/key-uses.ts'
import { receiveRequest } from './accept/receive-request.ts'
import { startRefusedCallCounter } from './accept/refused-calls.ts'
import { senderProblem } from './accept/sender-problem.rules.ts'
import { createTraffic } from './accept/traffic.ts'
import { startApplyThread } from './apply/apply-thread.ts'
import { type ApplyWorker, startApplyWorker } from './apply/apply-worker.ts'
import { createMappingBook } from './apply/mapping-book.ts'
import { countQueued, oldestQueuedSeconds } from './apply/queue.store.ts'
import { startAwaitingWorker } from './awaiting/awaiting-worker.ts'
import { sha256 } from './digest.rules.ts'
import { incomingJobs } from './incoming.jobs.ts'
import { incomingRoutes } from './incoming.routes.ts'
import { receiptRoutes } from './receipts.routes.ts'
import { receiveAt } from './receive-at.ts'
import { startRepairWorker } from './repairs/repair-worker.ts'
import { repairRoutes } from './repairs/repairs.routes.ts'
import { retentionRoutes } from './retention/retention.routes.ts'
import { trialRoutes } from './trials/trials.routes.ts'
import { createWebhook, type NewWebhook } from './webhooks/create-webhook.ts'
import { pauseWebhook } from './webhooks/pause-webhook.ts'
import { saveMapping } from './webhooks/save-mapping.ts'
import type { WebhookAddress } from './webhooks/webhook.ts'
import { sealedColumns } from './webhooks/webhook.ts'
import { createWebhookSecrets } from './webhooks/webhook-secrets.ts'

export interface IncomingOffer {
  /** The address that senders call. */
  hook: RawRoute
  /** Settles once every repair has ended, members who appeared were told of, and what is due has been applied. */
  drain: ApplyWorker['drain']
  /** What waits to be applied, in all communities. */
  queue: { count: typeof countQueued; oldestSeconds: typeof oldestQueuedSeconds }
  /** Takes a request in and applies it at the moment that the transaction lives at. */
  receiveAt: (
    ctx: Pick<Context, 'ids' | 'events' | 'clock'>,
    tx: Transaction,
    request: RawRequest,
  ) => Promise<void>
  createWebhook: (ctx: Context, actor: Actor, input: NewWebhook) => ReturnType<typeof createWebhook>
  saveMapping: (ctx: Context, actor: Actor, address: WebhookAddress, mapping: Mapping) => Promise<unknown>
  pauseWebhook: (ctx: Context, actor: Actor, address: WebhookAddress) => Promise<unknown>
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
    const worker = ctx.config.appliesInThread ? startApplyThread(ctx) : startApplyWorker(ctx)
    const traffic = createTraffic()
    const repairs = startRepairWorker(ctx, worker.wake, traffic)
    const awaiting = startAwaitingWorker(ctx, worker.wake)
    const lane = startAcceptLane(ctx.db, (requests) => {
      traffic.note(requests.length)
      worker.take(requests.filter(({ state }) => state === 'queued'))
    })
    const keyUses = createKeyUses(ctx)
    const addressBook = createAddressBook(ctx.db, secrets, ctx.clock.now)
    const reception = { addressBook, lane, refusedCalls, keyUses }
    const hook: RawRoute = {
      method: 'POST',
      path: '/hooks/{token}',
      bodyBytesMax: ctx.config.webhookBodyBytesMax,
      takesMediaType: (contentType) => mediaTypes.test(contentType),
      mediaTypesInWords: 'JSON, a form or text',
      handle: (request) => receiveRequest(ctx, reception, request),
      problemForm: senderProblem,
      async onRefused({ token }, code) {
        const address = await findAddress(ctx.db, sha256(token ?? ''))
        if (address) refusedCalls.count(address, code)
      },
    }
    return {
      routes: [
        ...incomingRoutes(secrets),
        ...receiptRoutes(secrets, book, worker.wake),
        ...repairRoutes(book, repairs.wake),
        ...retentionRoutes,
        ...trialRoutes(secrets, reception),
      ],
      jobs: incomingJobs(ctx),
      offer: {
        hook,
        drain: () => repairs.drain().then(awaiting.drain).then(worker.drain),
        queue: { count: countQueued, oldestSeconds: oldestQueuedSeconds },
        receiveAt: (pastCtx, tx, request) => receiveAt(pastCtx, tx, { book, secrets }, request),
        createWebhook: (anyCtx, actor, input) => createWebhook(anyCtx, secrets, actor, input),
        saveMapping: (anyCtx, actor, address, mapping) =>
          saveMapping(anyCtx, secrets, actor, address, mapping, undefined),
        pauseWebhook: (anyCtx, actor, address) => pauseWebhook(anyCtx, secrets, actor, address),
      },
      async stop() {
        await lane.stop()
        await repairs.stop()
        await awaiting.stop()
        await worker.stop()
        await refusedCalls.stop()
        await keyUses.stop()
      },
    }
  },
}
