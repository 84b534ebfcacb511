/** Receipts in the shape of the contract, with their state in words an owner understands. */
import type { Receipt, ReceiptEffect, ReceiptFailure } from '../../../../contracts/receipts.ts'
import { idTime } from '../../../platform/ids.ts'
import { placeOfLine } from '../apply/plan-receipt.rules.ts'
import type { CurrencyEffectRow, FieldEffectRow } from './effects.store.ts'
import type { ReceiptRow } from './receipts.store.ts'

const hourMs = 3_600_000

export function viewReceipt(row: ReceiptRow, now: Date, adminContact: string | undefined): Receipt {
  return {
    id: row.id,
    webhookId: row.webhook_id,
    webhookName: row.webhook_name,
    status: row.status ?? 'pending',
    outcome: row.status ? row.outcome : row.pending_state === 'queued' ? null : row.pending_state,
    details: row.status ? finishedInWords(row) : pendingInWords(row, now, adminContact),
    failure: row.failure,
    // By its id, as the filters by time find it.
    receivedAt: new Date(idTime(row.id)).toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    runCount: row.status ? row.run_number : row.run_number - 1,
    bodyBytes: row.body_bytes,
    bodyRemovedAfterDays: row.body_kept_days,
    source: row.source,
    awaited: viewAwaited(row),
    undone: viewUndone(row),
  }
}

/** In words, wherever the body itself would be. */
export function removedInWords(days: number): string {
  return `The body and the headers were removed after ${days} ${days === 1 ? 'day' : 'days'}. What the request changed stays.`
}

function viewAwaited(row: ReceiptRow): Receipt['awaited'] {
  const { awaited_identifier: identifier, awaited_key: value, awaited_until: until } = row
  if (identifier === null || value === null || until === null) return null
  return { identifier, value, until: until.toISOString() }
}

function viewUndone(row: ReceiptRow): Receipt['undone'] {
  if (row.undone_at === null || row.undone_repair_id === null || row.undone_actor_kind === null) return null
  return {
    at: row.undone_at.toISOString(),
    by: { kind: row.undone_actor_kind, id: row.undone_actor_id, label: row.undone_actor_label ?? '' },
    isPartly: row.undone_result === 'partly_undone',
    repairId: row.undone_repair_id,
  }
}

const outcomesInWords: Record<string, string> = {
  applied: 'Applied',
  duplicate: 'Already applied',
  nothing_to_do: 'Nothing to do',
  discarded: 'Discarded',
}

function finishedInWords(row: ReceiptRow): string {
  if (row.failure) return failureInWords(row.failure)
  if (row.undone_result === 'undone') return `Undone by ${row.undone_actor_label}`
  if (row.undone_result === 'partly_undone') return `Partly undone by ${row.undone_actor_label}`
  return outcomesInWords[row.outcome ?? 'applied'] ?? 'Applied'
}

export function failureInWords(failure: ReceiptFailure): string {
  return failure.detail ? `${failure.reason}: ${failure.detail}` : failure.reason
}

function pendingInWords(row: ReceiptRow, now: Date, adminContact: string | undefined): string {
  if (row.pending_state === 'no_mapping')
    return 'Received before the first mapping was saved. Run it once there is one, or discard it.'
  if (row.pending_state === 'paused')
    return 'Received while the webhook was paused. Run or discard it when you like.'
  if (row.pending_state === 'awaiting_member') {
    const until = row.awaited_until?.toISOString().slice(0, 10)
    return `Nobody here has the ${row.awaited_identifier} ${row.awaited_key} yet. Applied by itself when somebody does, until ${until}; after that it fails.`
  }
  const tried = row.attempt_count ? ` Tried ${row.attempt_count} times, it will be tried again.` : ''
  if (now.getTime() - row.created_at.getTime() < hourMs) return `Queued.${tried}`
  const contact = adminContact ? `Contact ${adminContact}.` : 'Contact the admin of this server.'
  return `Queued for over an hour.${tried} ${contact}`
}

export function viewCurrencyEffect(row: CurrencyEffectRow, isForEach: boolean): ReceiptEffect {
  return {
    kind: 'currency',
    memberId: row.member_id,
    memberLabel: row.member_label ?? 'Former member',
    asset: row.asset,
    amount: row.amount,
    balanceBefore: row.balance_before,
    balanceAfter: row.balance_after,
    transferId: row.id,
    ...placeOfLine(row.line, isForEach),
  }
}

export function viewFieldEffect(row: FieldEffectRow): ReceiptEffect {
  return {
    kind: 'field',
    memberId: row.member_id,
    memberLabel: row.member_label ?? 'Former member',
    field: row.field,
    before: row.before,
    after: row.after,
    element: row.source_element,
    line: row.source_line,
  }
}
