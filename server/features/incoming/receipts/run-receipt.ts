/** Puts a failed or waiting receipt into the queue, to be applied with the mapping of now. Its effect happens once. */
import type { Receipt } from '../../../../contracts/receipts.ts'
import type { Context } from '../../../context.ts'
import { decisionTime, type Transaction } from '../../../platform/db/database.ts'
import { invariant } from '../../../platform/invariant.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit/index.ts'
import { lockWebhook } from '../webhooks/webhooks.store.ts'
import { findReceiptRow, insertQueued, moveFailedOutcomeToRuns, queueWaiting } from './receipts.store.ts'
import { removedInWords, viewReceipt } from './receipts.views.ts'

export async function runReceipt(
  ctx: Context,
  actor: Actor,
  communityId: string,
  receiptId: string,
): Promise<Receipt> {
  return ctx.inTransaction(async (tx) => {
    const receipt = await findReceiptRow(tx, communityId, receiptId)
    if (!receipt) return refuse('not_found', 'There is no such receipt.')
    const webhook = await lockWebhook(tx, communityId, receipt.webhook_id)
    if (!webhook) return refuse('receipt_not_runnable', 'Its webhook was deleted.')
    if (webhook.mapping_version === null) {
      refuse('mapping_missing', 'Save a mapping first: it says what the receipt is to change.')
    }
    await refuseWithoutBody(tx, communityId, receiptId)
    const isMoved = await moveFailedOutcomeToRuns(tx, communityId, receiptId)
    if (isMoved) await insertQueued(tx, communityId, receipt, receipt.run_number + 1)
    else if (!(await queueWaiting(tx, communityId, receiptId))) {
      refuse('receipt_not_runnable', 'Only failed and waiting receipts can be run.')
    }
    await recordAudit(tx, ctx.ids, actor, {
      communityId,
      action: 'receipt.run',
      subject: { kind: 'receipt', id: receiptId, label: receipt.webhook_name },
      changes: {},
    })
    const queued = await findReceiptRow(tx, communityId, receiptId)
    invariant(queued, 'a receipt that was queued can be read')
    return viewReceipt(queued, await decisionTime(tx), ctx.config.adminContact)
  })
}

/** Asked under the lock of its webhook, which whoever removes bodies holds as well. */
async function refuseWithoutBody(tx: Transaction, communityId: string, receiptId: string): Promise<void> {
  const days = (await findReceiptRow(tx, communityId, receiptId))?.body_kept_days ?? null
  if (days !== null) refuse('receipt_not_runnable', removedInWords(days))
}
