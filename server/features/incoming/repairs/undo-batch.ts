/**
 * Takes back what the next receipts of a repair changed: field values are put back, postings reversed. A receipt
 * whose coins have been spent is left as it is, fields included, unless the owner chose to take what is left.
 *
 * Locks in the order of the apply worker: field values, then balances.
 */
import type { Context } from '../../../context.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import {
  type FieldChangeDraft,
  fieldValueKey,
  lockFieldValues,
  writeFieldChanges,
} from '../../fields/index.ts'
import { type ReversalOutcome, reversePostings } from '../../ledger/index.ts'
import {
  type FieldChangeToUndo,
  type PresentValue,
  type PutBackPlan,
  planPutBacks,
} from './put-back-fields.rules.ts'
import { actorOf, type BatchResult, idleBatch, type RepairRow, scopeOf } from './repair.ts'
import {
  insertUndone,
  listFieldChanges,
  listNewestChanges,
  listUndoableReceipts,
  type StoredException,
  type UndoableRow,
  type UndoneItem,
} from './undo.store.ts'

const batchReceiptsMax = 100
/** Transfers and field changes of one commit; a single receipt with more is still undone as a whole. */
const batchRowsMax = 500

export async function undoBatch(
  ctx: Pick<Context, 'ids' | 'events'>,
  tx: Transaction,
  repair: RepairRow,
): Promise<BatchResult> {
  if (repair.state !== 'running') return idleBatch
  const scope = { ...scopeOf(repair), beforeId: repair.position_id ?? repair.before_id }
  const receiptIds = withinRows(await listUndoableReceipts(tx, scope, batchReceiptsMax))
  const last = receiptIds.at(-1)
  if (last === undefined) return { ...idleBatch, isOver: true }

  const changes = await listChanges(tx, repair, receiptIds)
  const present = await lockPresentValues(tx, repair, changes)
  const reversals = await reverse(ctx, tx, repair, receiptIds)
  const isLeft = (receiptId: string) => reversals.get(receiptId)?.isReversed === false
  const plan = planPutBacks(
    changes.filter(({ receiptId }) => !isLeft(receiptId)),
    present,
  )
  const drafts = plan.puts.map((change) => putBackDraft(repair, change))
  await ctx.events.publishAll(tx, await writeFieldChanges(tx, ctx.ids, drafts))
  const items = receiptIds.map((receiptId) => settle(receiptId, reversals.get(receiptId), plan))
  await insertUndone(tx, repair, items)
  const failed = items.filter(({ result }) => result === 'left').length
  return {
    ...idleBatch,
    positionId: last,
    done: items.length,
    succeeded: items.length - failed,
    failed,
  }
}

/** As many as fit into one commit, and at least one. */
function withinRows(found: readonly UndoableRow[]): string[] {
  let rowCount = 0
  const chosen = found.filter(({ row_count }, index) => {
    rowCount += row_count
    return index === 0 || rowCount <= batchRowsMax
  })
  return chosen.map((row) => row.receipt_id)
}

async function listChanges(
  tx: Transaction,
  repair: RepairRow,
  receiptIds: readonly string[],
): Promise<FieldChangeToUndo[]> {
  const found = await listFieldChanges(tx, repair.community_id, receiptIds)
  return found.map((row) => ({
    id: row.id,
    receiptId: row.receipt_id,
    memberId: row.member_id,
    fieldId: row.field_id,
    fieldKey: row.field_key,
    isRetired: row.is_retired,
    before: row.before,
    after: row.after,
    element: row.element,
    line: row.line,
  }))
}

async function lockPresentValues(
  tx: Transaction,
  { community_id: communityId }: RepairRow,
  changes: readonly FieldChangeToUndo[],
): Promise<Map<string, PresentValue>> {
  const byKey = new Map(
    changes.map(({ memberId, fieldId }) => [`${memberId}:${fieldId}`, { memberId, fieldId }]),
  )
  const wanted = [...byKey.values()].map((each) => ({ communityId, ...each }))
  if (wanted.length === 0) return new Map()
  const values = await lockFieldValues(tx, wanted)
  const present = new Map<string, PresentValue>()
  for (const row of await listNewestChanges(tx, wanted)) {
    const key = fieldValueKey({ memberId: row.member_id, fieldId: row.field_id })
    const isPutBack = row.source_kind === 'reversal'
    present.set(key, { value: values.get(key) ?? null, newestId: row.id, isPutBack })
  }
  return present
}

async function reverse(
  ctx: Pick<Context, 'ids' | 'events'>,
  tx: Transaction,
  repair: RepairRow,
  receiptIds: readonly string[],
): Promise<Map<string, ReversalOutcome>> {
  const causes = receiptIds.map((causeId) => ({ communityId: repair.community_id, causeId }))
  const choice = { actor: actorOf(repair), shortfall: repair.shortfall ?? 'refuse' }
  const outcomes = await reversePostings(ctx, tx, causes, choice)
  return new Map(
    receiptIds.flatMap((receiptId, index) => {
      const outcome = outcomes[index]
      return outcome ? [[receiptId, outcome] as const] : []
    }),
  )
}

function putBackDraft(repair: RepairRow, change: FieldChangeToUndo): FieldChangeDraft {
  const { memberId, fieldId, fieldKey, element, line } = change
  return {
    communityId: repair.community_id,
    memberId,
    fieldId,
    fieldKey,
    before: change.after,
    after: change.before,
    source: {
      kind: 'reversal',
      id: change.receiptId,
      label: `${repair.webhook_name} (undone)`,
      element,
      line,
    },
    actor: actorOf(repair),
  }
}

function settle(receiptId: string, reversal: ReversalOutcome | undefined, plan: PutBackPlan): UndoneItem {
  const left = plan.left.filter(({ change }) => change.receiptId === receiptId)
  const exceptions: StoredException[] = [
    ...(reversal?.shortfalls ?? []).map(({ holderId, asset, amount }) => ({
      kind: 'currency' as const,
      memberId: holderId,
      asset,
      amount,
    })),
    ...left.map(({ change, why }) => ({
      kind: 'field' as const,
      memberId: change.memberId,
      field: change.fieldKey,
      why,
    })),
  ]
  const isMoved =
    (reversal?.isReversed === true && reversal.transfers.length > 0) ||
    plan.puts.some((change) => change.receiptId === receiptId)
  const isWhole = reversal?.isReversed !== false && exceptions.length === 0
  return { receiptId, result: isWhole ? 'undone' : isMoved ? 'partly_undone' : 'left', exceptions }
}
