/**
 * Moves a repair on that works through the queue: what came out of it is settled, then the next receipts go in.
 * The apply worker does the rest, as with any receipt.
 *
 * Fresh receipts come first: only a small batch of a repair is in the queue at a time, and none goes in while the
 * queue is long.
 */
import type { Transaction } from '../../../platform/db/database.ts'
import { lockBodies } from '../retention/retention.store.ts'
import { listNextReceipts } from './covered.store.ts'
import { isQueueAtLeast, queueWaitingOf, requeueFailed, settleQueued } from './queue.store.ts'
import { type BatchResult, idleBatch, type RepairRow } from './repair.ts'

const batchReceiptsMax = 200
const queueReceiptsMax = 500

export async function queueBatch(tx: Transaction, repair: RepairRow): Promise<BatchResult> {
  const settled =
    repair.open_count > 0 ? await settleQueued(tx, repair) : { done: 0, succeeded: 0, failed: 0 }
  const result = { ...idleBatch, ...settled, opened: -settled.done }
  const stillOpen = repair.open_count - settled.done
  if (repair.state !== 'running' || stillOpen > 0) return result
  if (await isQueueAtLeast(tx, queueReceiptsMax)) return result

  await lockBodies(tx, { communityId: repair.community_id, webhookId: repair.webhook_id })
  const receiptIds = await listNextReceipts(tx, repair, batchReceiptsMax)
  const last = receiptIds.at(-1)
  if (last === undefined) return { ...result, isOver: true }
  const queue = repair.kind === 'rerun' ? requeueFailed : queueWaitingOf
  const count = await queue(tx, repair, receiptIds)
  return { ...result, positionId: last, opened: result.opened + count }
}
