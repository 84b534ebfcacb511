/**
 * Applies a batch of receipts in one transaction: claim, read, map, find members, post, change fields, write
 * what became of each. Every receipt succeeds or fails on its own, and all of its effects happen or none.
 *
 * Locks, in this order, the same in every batch: pending rows (skipping those of others), event ids, webhooks
 * whose receipts are to wait for a member, field values, sums of the day, balances.
 */
import type { ReceiptFailure } from '../../../../contracts/receipts.ts'
import type { Context } from '../../../context.ts'
import { inTransaction, type Transaction } from '../../../platform/db/database.ts'
import type { NewEvent } from '../../../platform/events/events.ts'
import { idTime } from '../../../platform/ids.ts'
import { type Posting, type PostingOutcome, postIn } from '../../ledger/index.ts'
import { deferReceipts } from '../awaiting/defer-receipts.ts'
import { requestBoundFailures } from './amount-bounds.rules.ts'
import { addHourCounts, insertOutcomes, type OutcomeRow } from './apply.store.ts'
import { changeFields, lockWantedFields } from './apply-fields.ts'
import type { ClaimedReceipt } from './claim-receipts.ts'
import { takeDayShares, writeDayShares } from './day-bounds.ts'
import { type Draft, draftReceipt, fail, isOpen } from './draft.ts'
import { lookUpMembers } from './look-up-members.ts'
import type { MappingBook } from './mapping-book.ts'
import { ledgerFailure, planReceipt } from './plan-receipt.rules.ts'
import { settleRepeats } from './settle-repeats.ts'

/** Failures that are certain beforehand, by receipt: found in an attempt that had to be rolled back. */
export type Settled = ReadonlyMap<string, ReceiptFailure>

/** Takes receipts out of the queue, within the batch's transaction. */
export type Claim = (tx: Transaction) => Promise<ClaimedReceipt[]>

export type ApplyContext = Pick<Context, 'db' | 'ids' | 'events'>
type WriteContext = Pick<ApplyContext, 'ids' | 'events'>

export interface Applied {
  /** Of all that were claimed, those that go on to wait for a member included. */
  receiptIds: string[]
  outcomes: OutcomeRow[]
}

export async function applyBatch(
  ctx: ApplyContext,
  book: MappingBook,
  claim: Claim,
  settled: Settled,
): Promise<Applied> {
  return inTransaction(ctx.db, (tx) => applyIn(ctx, tx, book, claim, settled))
}

/** The same inside a transaction that is open already, which must be rolled back when this throws. */
export async function applyIn(
  ctx: WriteContext,
  tx: Transaction,
  book: MappingBook,
  claim: Claim,
  settled: Settled,
): Promise<Applied> {
  const receipts = await claim(tx)
  if (receipts.length === 0) return { receiptIds: [], outcomes: [] }
  const drafts = await readDrafts(tx, book, receipts, settled)
  await settleRepeats(tx, drafts)
  await planDrafts(tx, drafts)
  await deferReceipts(tx, drafts)
  const values = await lockWantedFields(tx, drafts)
  const shares = await takeDayShares(tx, drafts)
  await postDrafts(ctx, tx, drafts)
  await writeDayShares(tx, shares)
  const fieldEvents = await changeFields(ctx, tx, drafts, values)
  const outcomes = await writeOutcomes(ctx, tx, drafts, fieldEvents)
  return { receiptIds: receipts.map(({ id }) => id), outcomes }
}

async function readDrafts(
  tx: Transaction,
  book: MappingBook,
  receipts: readonly ClaimedReceipt[],
  settled: Settled,
): Promise<Draft[]> {
  const webhooks = new Map(receipts.map((receipt) => [receipt.webhook_id, receipt.community_id]))
  const entries = await book.read(
    tx,
    [...webhooks].map(([webhookId, communityId]) => ({ communityId, webhookId })),
  )
  return Promise.all(
    receipts.map((receipt) =>
      draftReceipt(receipt, entries.get(receipt.webhook_id), settled.get(receipt.id)),
    ),
  )
}

async function planDrafts(tx: Transaction, drafts: readonly Draft[]): Promise<void> {
  const find = await lookUpMembers(tx, drafts.filter(isOpen))
  for (const draft of drafts) {
    if (!isOpen(draft) || !draft.entry?.mapping) continue
    const plan = planReceipt(draft.entry.mapping, draft.elements, (kind, original) =>
      find(draft.receipt.community_id, kind, original),
    )
    const [failure] = [...plan.failures, ...requestBoundFailures(draft.entry.mapping, plan)]
    const [missing] = plan.missing
    if (failure && missing && draft.entry.mapping.waitsForMember) draft.missing = { ...missing, failure }
    else if (failure) fail(draft, failure)
    else draft.plan = plan
  }
}

async function postDrafts(ctx: WriteContext, tx: Transaction, drafts: readonly Draft[]): Promise<void> {
  const posting = drafts.filter((draft) => isOpen(draft) && draft.plan && draft.plan.transfers.length > 0)
  const outcomes = await postIn(ctx, tx, posting.map(postingOf))
  for (const [index, draft] of posting.entries()) {
    const outcome = outcomes[index] as PostingOutcome
    if (outcome.isPosted) continue
    const isForEach = draft.entry?.mapping?.forEach != null
    fail(draft, ledgerFailure(outcome, draft.plan?.transfers ?? [], isForEach))
  }
}

function postingOf({ receipt, entry, plan }: Draft): Posting {
  const name = entry?.name ?? receipt.webhook_name
  return {
    communityId: receipt.community_id,
    cause: { kind: 'receipt', id: receipt.id },
    action: name,
    actor: { kind: 'webhook', id: receipt.webhook_id, label: name },
    hop: receipt.hop,
    transfers: plan?.transfers ?? [],
  }
}

async function writeOutcomes(
  ctx: WriteContext,
  tx: Transaction,
  drafts: readonly Draft[],
  fieldEvents: readonly NewEvent[],
): Promise<OutcomeRow[]> {
  const settled = drafts.filter(({ verdict }) => verdict?.status !== 'pending')
  const outcomes = settled.map(outcomeOf)
  await insertOutcomes(tx, outcomes)
  await addHourCounts(tx, countByWebhook(settled))
  await ctx.events.publishAll(tx, [...fieldEvents, ...drafts.flatMap(verdictEvent)])
  return outcomes
}

function outcomeOf({ receipt, entry, verdict, plan }: Draft): OutcomeRow {
  const row = {
    communityId: receipt.community_id,
    receiptId: receipt.id,
    webhookId: receipt.webhook_id,
    mappingVersion: entry?.mappingVersion ?? null,
    runNumber: receipt.run_number,
  }
  if (verdict?.status === 'failed') {
    return { ...row, status: 'failed', outcome: null, failure: verdict.failure, duplicateOf: null }
  }
  if (verdict?.status === 'success') {
    return {
      ...row,
      status: 'success',
      outcome: verdict.outcome,
      failure: null,
      duplicateOf: verdict.duplicateOf,
    }
  }
  const isEmpty = !plan || (plan.transfers.length === 0 && plan.fieldChanges.length === 0)
  return {
    ...row,
    status: 'success',
    outcome: isEmpty ? 'nothing_to_do' : 'applied',
    failure: null,
    duplicateOf: null,
  }
}

function countByWebhook(drafts: readonly Draft[]) {
  const counts = new Map<
    string,
    { communityId: string; webhookId: string; success: number; failed: number }
  >()
  for (const { receipt, verdict } of drafts) {
    const { community_id: communityId, webhook_id: webhookId } = receipt
    const count = counts.get(webhookId) ?? { communityId, webhookId, success: 0, failed: 0 }
    count[verdict?.status === 'failed' ? 'failed' : 'success'] += 1
    counts.set(webhookId, count)
  }
  return [...counts.values()]
}

function verdictEvent({ receipt, entry, verdict }: Draft): NewEvent[] {
  if (!verdict || verdict.status === 'success') return []
  const name = entry?.name ?? receipt.webhook_name
  const subject = { receiptId: receipt.id, webhookId: receipt.webhook_id, webhookName: name }
  const event = {
    communityId: receipt.community_id,
    subjectId: receipt.id,
    actor: { kind: 'webhook', id: receipt.webhook_id, label: name },
    cause: { kind: 'receipt', id: receipt.id },
    hop: receipt.hop,
  } as const
  if (verdict.status === 'pending') {
    return [
      { ...event, type: 'receipt.deferred', payload: { ...subject, until: verdict.until.toISOString() } },
    ]
  }
  const at = new Date(idTime(receipt.id)).toISOString()
  return [{ ...event, type: 'receipt.failed', payload: { ...subject, reason: verdict.failure.reason, at } }]
}
