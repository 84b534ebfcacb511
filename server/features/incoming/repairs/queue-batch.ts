/**
 * Moves a repair on that works through the queue: what came out of it is settled, then the next receipts go in.
 * The apply worker does the rest, as with any receipt.
 *
 * The queue always holds the next batch while the worker applies one, so that it never waits for a repair. Fresh
 * receipts come first: those of a repair stand behind what arrives within the next second, none goes in while others
 * are late, and while senders are busy they go in a few at a time.
 */
import type { Transaction } from '../../../platform/db/database.ts'
import { lockBodies } from '../retention/retention.store.ts'
import { listNextReceipts } from './covered.store.ts'
import { isQueueAtLeast, queueWaitingOf, requeueFailed, settleQueued } from './queue.store.ts'
import { type BatchResult, idleBatch, type RepairRow } from './repair.ts'

export interface Pace {
  batchReceiptsMax: number
  /** What a repair has in the queue at most: what the worker applies, what comes next, and what was not settled yet. */
  openReceiptsMax: number
}

export const fullPace: Pace = { batchReceiptsMax: 500, openReceiptsMax: 1_500 }
/** The next ones go in when the worker is done with those before. */
export const gentlePace: Pace = { batchReceiptsMax: 100, openReceiptsMax: 100 }

/** So many that are due stand for a queue that the worker does not keep up with. */
const queueReceiptsMax = 500

export async function queueBatch(
  tx: Transaction,
  repair: RepairRow,
  { batchReceiptsMax, openReceiptsMax }: Pace,
): Promise<BatchResult> {
  const settled =
    repair.open_count > 0 ? await settleQueued(tx, repair) : { done: 0, succeeded: 0, failed: 0 }
  const result = { ...idleBatch, ...settled, opened: -settled.done }
  const stillOpen = repair.open_count - settled.done
  if (repair.state !== 'running' || stillOpen > openReceiptsMax - batchReceiptsMax) return result
  if (await isQueueAtLeast(tx, queueReceiptsMax)) return result

  await lockBodies(tx, { communityId: repair.community_id, webhookId: repair.webhook_id })
  const receiptIds = await listNextReceipts(tx, repair, batchReceiptsMax)
  const last = receiptIds.at(-1)
  if (last === undefined) return { ...result, isOver: stillOpen === 0 }
  const queue = repair.kind === 'rerun' ? requeueFailed : queueWaitingOf
  const count = await queue(tx, repair, receiptIds)
  return { ...result, positionId: last, opened: result.opened + count }
}
