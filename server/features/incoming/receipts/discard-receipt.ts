/** Ends the wait of one receipt without applying it; it is kept, with the outcome `discarded`. */
import type { Receipt } from '../../../../contracts/receipts.ts'
import type { Context } from '../../../context.ts'
import { decisionTime } from '../../../platform/db/database.ts'
import { invariant } from '../../../platform/invariant.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit/index.ts'
import { discardWaiting } from '../repairs/queue.store.ts'
import { findReceiptRow } from './receipts.store.ts'
import { viewReceipt } from './receipts.views.ts'

export async function discardReceipt(
  ctx: Context,
  actor: Actor,
  communityId: string,
  receiptId: string,
): Promise<Receipt> {
  return ctx.inTransaction(async (tx) => {
    const receipt = await findReceiptRow(tx, communityId, receiptId)
    if (!receipt) return refuse('not_found', 'There is no such receipt.')
    if ((await discardWaiting(tx, communityId, [receiptId])) === 0) {
      refuse(
        'receipt_not_waiting',
        'Only receipts that wait for a mapping, for a member or for you can be discarded.',
      )
    }
    await recordAudit(tx, ctx.ids, actor, {
      communityId,
      action: 'receipt.discarded',
      subject: { kind: 'receipt', id: receiptId, label: receipt.webhook_name },
      changes: {},
    })
    const discarded = await findReceiptRow(tx, communityId, receiptId)
    invariant(discarded, 'a receipt that was discarded is kept')
    return viewReceipt(discarded, await decisionTime(tx), ctx.config.adminContact)
  })
}
