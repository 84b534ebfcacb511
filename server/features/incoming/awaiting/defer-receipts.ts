/**
 * Lets receipts whose member is not there wait, if their mapping says so: a row says for whom and until when, and
 * `receipt.deferred` is published in the same transaction. Nothing else of the receipt is written.
 *
 * The webhooks are locked against being changed: one that is deleted meanwhile has its receipts fail, and a mapping
 * that is replaced meanwhile is asked first.
 */
import { decisionTime, type Transaction } from '../../../platform/db/database.ts'
import { type Draft, fail, isOpen } from '../apply/draft.ts'
import { judgeAbsence } from './awaiting.rules.ts'
import { insertAwaiting, shareLivingWebhooks } from './awaiting.store.ts'

export async function deferReceipts(tx: Transaction, drafts: readonly Draft[]): Promise<void> {
  const waiting = drafts.filter((draft) => isOpen(draft) && draft.missing !== null)
  if (waiting.length === 0) return
  const now = await decisionTime(tx)
  const webhooks = new Map(waiting.map(({ receipt }) => [receipt.webhook_id, receipt.community_id]))
  const living = new Map(
    (
      await shareLivingWebhooks(
        tx,
        [...webhooks].map(([webhookId, communityId]) => ({ communityId, webhookId })),
      )
    ).map((row) => [row.id, row.mapping_version]),
  )
  for (const draft of waiting) decide(draft, living, now)
  await insertAwaiting(
    tx,
    waiting.flatMap((draft) => rowOf(draft, living)),
  )
}

type MappingVersions = ReadonlyMap<string, number | null>

function decide(draft: Draft, living: MappingVersions, now: Date): void {
  const { receipt, entry, missing } = draft
  if (!missing || !entry?.mapping) return
  const decision = judgeAbsence(missing, entry.mapping.member.path.text, receipt.awaited_until, now)
  if (!living.has(receipt.webhook_id)) fail(draft, missing.failure)
  else if (decision.isOver) fail(draft, decision.failure)
  else draft.verdict = { status: 'pending', until: decision.until }
}

function rowOf({ receipt, entry, missing, verdict }: Draft, living: MappingVersions) {
  if (verdict?.status !== 'pending' || !missing) return []
  const isCurrent = living.get(receipt.webhook_id) === entry?.mappingVersion
  return [
    {
      communityId: receipt.community_id,
      receiptId: receipt.id,
      webhookId: receipt.webhook_id,
      state: isCurrent ? ('awaiting_member' as const) : ('queued' as const),
      runNumber: receipt.run_number,
      bodyBytes: receipt.body.length,
      identifier: isCurrent ? missing.identifier.kind : null,
      key: isCurrent ? missing.identifier.value : null,
      until: verdict.until,
    },
  ]
}
