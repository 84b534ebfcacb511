/** Discards the next waiting receipts of a repair: they are kept, with the outcome `discarded`, and never applied. */
import type { Transaction } from '../../../platform/db/database.ts'
import { listNextReceipts } from './covered.store.ts'
import { discardWaiting } from './queue.store.ts'
import { type BatchResult, idleBatch, type RepairRow } from './repair.ts'

const batchReceiptsMax = 500

export async function discardBatch(tx: Transaction, repair: RepairRow): Promise<BatchResult> {
  if (repair.state !== 'running') return idleBatch
  const receiptIds = await listNextReceipts(tx, repair, batchReceiptsMax)
  const last = receiptIds.at(-1)
  if (last === undefined) return { ...idleBatch, isOver: true }
  const count = await discardWaiting(tx, repair.community_id, receiptIds)
  return { ...idleBatch, positionId: last, done: count, succeeded: count }
}
