/** Repairs in the shape of the contract, with their rate and the time they have left. */
import type { Repair, RepairException } from '../../../../contracts/repairs.ts'
import { idTime } from '../../../platform/ids.ts'
import type { ExceptionRow } from './exceptions.store.ts'
import { actorOf, type RepairRow } from './repair.ts'

export function viewRepair(row: RepairRow, now: Date): Repair {
  const perSecond = rateOf(row, now)
  const left = Math.max(0, row.total_count - row.done_count)
  return {
    id: row.id,
    webhookId: row.webhook_id,
    webhookName: row.webhook_name,
    kind: row.kind,
    state: row.state,
    from: idTime(row.from_id) === 0 ? null : timeOf(row.from_id),
    to: timeOf(row.before_id),
    reason: row.failure_reason,
    shortfall: row.shortfall,
    counts: {
      total: row.total_count,
      done: row.done_count,
      succeeded: row.succeeded_count,
      failed: row.failed_count,
    },
    perSecond,
    secondsLeft: perSecond === null ? null : Math.ceil(left / perSecond),
    startedBy: actorOf(row),
    auditReason: row.audit_reason,
    startedAt: row.created_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
  }
}

const timeOf = (id: string) => new Date(idTime(id)).toISOString()

/** Null while it does not run, and until the first batch is done. */
function rateOf(row: RepairRow, now: Date): number | null {
  const seconds = (now.getTime() - row.running_since.getTime()) / 1000
  const done = row.done_count - row.done_before
  if (row.state !== 'running' || done === 0 || seconds <= 0) return null
  return Math.round((done / seconds) * 10) / 10 || null
}

export function viewException(
  { receipt_id: receiptId, exception }: ExceptionRow,
  labels: ReadonlyMap<string, string>,
): RepairException {
  return { receiptId, memberLabel: labels.get(exception.memberId) ?? 'Former member', ...exception }
}
