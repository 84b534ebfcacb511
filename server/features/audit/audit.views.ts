/** An audit row as the contract shows it. */
import type { AuditEntry } from '../../../contracts/audit.ts'
import type { AuditRow } from './audit.store.ts'

export function auditEntryView(row: AuditRow): AuditEntry {
  return {
    id: row.id,
    at: row.created_at.toISOString(),
    actor: { kind: row.actor_kind, id: row.actor_id, label: row.actor_label },
    action: row.action,
    subject: { kind: row.subject_kind, id: row.subject_id, label: row.subject_label },
    changes: row.changes,
    reason: row.reason,
  }
}
