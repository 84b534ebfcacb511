/** Catch: the last 20 requests of a webhook, read as samples. Nothing has to be armed beforehand. */
import { recentReceiptCount } from '../../../../contracts/receipts.ts'
import type { Context } from '../../../context.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { MappingBook } from '../apply/mapping-book.ts'
import { readReceipt } from '../apply/read-receipt.rules.ts'
import { viewPayload } from '../rules/view-payload.rules.ts'
import type { WebhookAddress } from '../webhooks/webhook.ts'
import { findWebhook } from '../webhooks/webhooks.store.ts'
import { listRecentReceived } from './receipts.store.ts'

export async function listSamples(ctx: Pick<Context, 'db'>, book: MappingBook, address: WebhookAddress) {
  const { communityId, webhookId } = address
  if (!(await findWebhook(ctx.db, communityId, webhookId))) refuse('not_found', 'There is no such webhook.')
  const entries = await book.read(ctx.db, [address])
  const encryption = entries.get(webhookId)?.encryption ?? null
  const received = await listRecentReceived(ctx.db, communityId, webhookId, recentReceiptCount)
  return Promise.all(
    received.map(async (row) => {
      const reading = await readReceipt(row, encryption)
      return {
        receiptId: row.id,
        receivedAt: row.created_at.toISOString(),
        payload: reading.ok ? viewPayload(reading.payload) : null,
        problem: reading.ok ? null : reading.failure.reason,
      }
    }),
  )
}
