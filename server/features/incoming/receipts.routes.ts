/** What webhooks received, over HTTP: receipts, samples and dry runs. */
import { dryRunEndpoints } from '../../../contracts/dry-runs.ts'
import { receiptEndpoints } from '../../../contracts/receipts.ts'
import type { Route } from '../route.ts'
import { routesOf } from '../routes-of.ts'
import { dryRun } from './apply/dry-run.ts'
import type { MappingBook } from './apply/mapping-book.ts'
import { discardReceipt } from './receipts/discard-receipt.ts'
import { getReceipt } from './receipts/get-receipt.ts'
import { listReceipts } from './receipts/list-receipts.ts'
import { listSamples } from './receipts/list-samples.ts'
import { runReceipt } from './receipts/run-receipt.ts'
import { getWebhook } from './webhooks/list-webhooks.ts'
import type { WebhookSecrets } from './webhooks/webhook-secrets.ts'

export function receiptRoutes(secrets: WebhookSecrets, book: MappingBook, wake: () => void): Route[] {
  return routesOf([...dryRunEndpoints, ...receiptEndpoints] as const)({
    dryRunIncomingWebhook: async ({ ctx, params, body }) => ({
      status: 200,
      body: await dryRun(ctx, book, { ...params, ...body }),
    }),
    listIncomingWebhookReceipts: async ({ ctx, params, query }) => {
      const { communityId, webhookId } = params
      await getWebhook(ctx, secrets, params)
      return { status: 200, body: await listReceipts(ctx, communityId, { ...query, webhookId }) }
    },
    listIncomingWebhookSamples: async ({ ctx, params }) => ({
      status: 200,
      body: { data: await listSamples(ctx, book, params) },
    }),
    listReceipts: async ({ ctx, params, query }) => ({
      status: 200,
      body: await listReceipts(ctx, params.communityId, query),
    }),
    getReceipt: async ({ ctx, params }) => ({
      status: 200,
      body: await getReceipt(ctx, book, params.communityId, params.receiptId),
    }),
    runReceipt: async ({ ctx, actor, params }) => ({
      status: 202,
      body: await runReceipt(ctx, actor, params.communityId, params.receiptId),
      afterCommit: wake,
    }),
    discardReceipt: async ({ ctx, actor, params }) => ({
      status: 200,
      body: await discardReceipt(ctx, actor, params.communityId, params.receiptId),
    }),
  })
}
