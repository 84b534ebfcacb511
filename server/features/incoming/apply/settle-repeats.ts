/** Ids of events inside payloads: a receipt whose id was seen before is a repeat and changes nothing. */
import type { Transaction } from '../../../platform/db/database.ts'
import { sha256 } from '../digest.rules.ts'
import { takeEventIds } from './apply.store.ts'
import { type Draft, isOpen } from './draft.ts'

export async function settleRepeats(tx: Transaction, drafts: readonly Draft[]): Promise<void> {
  const named = drafts.filter((draft) => isOpen(draft) && draft.eventId !== null)
  if (named.length === 0) return
  const held = await takeEventIds(
    tx,
    named
      .map(({ receipt, eventId }) => ({
        communityId: receipt.community_id,
        webhookId: receipt.webhook_id,
        digest: sha256(`payload\n${eventId}`),
        receiptId: receipt.id,
      }))
      // In key order, so that two batches with the same ids wait for each other instead of deadlocking.
      .sort((a, b) => Buffer.compare(a.digest, b.digest)),
  )
  const holders = new Map(held.map((row) => [row.receipt_id, row.holder_id]))
  for (const draft of named) {
    const holder = holders.get(draft.receipt.id)
    if (holder && holder !== draft.receipt.id) {
      draft.verdict = { status: 'success', outcome: 'duplicate', duplicateOf: holder }
    }
  }
}
