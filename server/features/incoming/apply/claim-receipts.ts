/** Takes receipts out of the queue together with what was received, in the order they came. */
import type { Transaction } from '../../../platform/db/database.ts'
import { invariant } from '../../../platform/invariant.ts'
import type { FreshReceipts, FreshRequest } from '../accept/fresh-receipts.ts'
import { type ClaimedRow, listReceived, type ReceivedRow } from './apply.store.ts'

export interface ClaimedReceipt {
  community_id: string
  id: string
  webhook_id: string
  webhook_name: string
  body: Buffer
  content_type: string | null
  is_encrypted: boolean
  hop: number
  problem: string | null
  run_number: number
  attempt_count: number
  awaited_until: Date | null
}

export async function withReceived(
  tx: Transaction,
  fresh: FreshReceipts,
  rows: readonly ClaimedRow[],
): Promise<ClaimedReceipt[]> {
  // Taken out first: while the others are read, newer requests may push them out of the cache.
  const received = new Map<string, ReceivedRow>()
  for (const { receipt_id: id } of rows) {
    const request = fresh.find(id)
    if (request) received.set(id, receivedRow(request))
  }
  const missing = rows.filter((row) => !received.has(row.receipt_id))
  for (const row of await listReceived(tx, missing)) received.set(row.id, row)
  return rows
    .map((row) => {
      const found = received.get(row.receipt_id)
      invariant(found, `the receipt ${row.receipt_id} is stored for as long as it waits`)
      return { ...row, ...found }
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}

function receivedRow(request: FreshRequest): ReceivedRow {
  return {
    id: request.id,
    webhook_name: request.webhookName,
    body: request.body,
    content_type: request.contentType,
    is_encrypted: request.isEncrypted,
    hop: request.hop,
    problem: request.problem,
  }
}
