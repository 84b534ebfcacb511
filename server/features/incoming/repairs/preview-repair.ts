/** Shows what a repair would cover and what would come of it, on balances and values that are only read. */
import { type RepairOrder, type RepairPreview, repairSampleCount } from '../../../../contracts/repairs.ts'
import type { Context } from '../../../context.ts'
import { idTime } from '../../../platform/ids.ts'
import { dryRun } from '../apply/dry-run.ts'
import type { MappingBook } from '../apply/mapping-book.ts'
import type { WebhookAddress } from '../webhooks/webhook.ts'
import { countCovered, countReasons, listSampleRows } from './covered.store.ts'
import { previewUndo } from './preview-undo.ts'
import { readOrder } from './read-order.ts'
import type { RepairScope } from './repair.ts'

/** Of each sample: enough to see what comes out. */
const sampleEffectsMax = 50

export async function previewRepair(
  ctx: Pick<Context, 'db' | 'ids'>,
  book: MappingBook,
  address: WebhookAddress,
  order: RepairOrder,
): Promise<RepairPreview> {
  const { scope } = await readOrder(ctx, address, order)
  const { kind } = scope
  const isRun = kind === 'rerun' || kind === 'apply'
  return {
    kind,
    receiptCount: await countCovered(ctx.db, scope),
    reasons: kind === 'rerun' ? await countReasons(ctx.db, scope) : [],
    samples: isRun ? await trySamples(ctx, book, scope) : [],
    ...(kind === 'undo' ? await previewUndo(ctx, scope) : { sums: [], fields: [], spent: [], spentCount: 0 }),
  }
}

async function trySamples(ctx: Pick<Context, 'db'>, book: MappingBook, scope: RepairScope) {
  const { communityId, webhookId } = scope
  const samples: RepairPreview['samples'] = []
  for (const row of await listSampleRows(ctx.db, scope, repairSampleCount)) {
    const after = await dryRun(ctx, book, { communityId, webhookId, receiptId: row.receipt_id })
    samples.push({
      receiptId: row.receipt_id,
      receivedAt: new Date(idTime(row.receipt_id)).toISOString(),
      before: row.reason,
      after: {
        ...after,
        members: after.members.slice(0, sampleEffectsMax),
        effects: after.effects.slice(0, sampleEffectsMax),
      },
    })
  }
  return samples
}
