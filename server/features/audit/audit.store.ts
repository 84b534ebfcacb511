/** The audit log's SQL. */
import { sql } from 'kysely'
import { type Queryable, rows, type Transaction } from '../../platform/db/database.ts'
import type { Keyset } from '../../platform/db/keyset.ts'
import type { EventActor } from '../../platform/events/events.ts'

export interface AuditRow {
  id: string
  actor_kind: EventActor['kind']
  actor_id: string | null
  actor_label: string
  action: string
  subject_kind: string
  subject_id: string | null
  subject_label: string
  changes: Record<string, unknown>
  reason: string | null
  created_at: Date
}

export interface NewAuditEntry {
  communityId: string
  id: string
  actorKind: string
  actorId: string | null
  actorLabel: string
  action: string
  subjectKind: string
  subjectId: string | null
  subjectLabel: string
  /** As JSON text. */
  changes: string
  reason: string | null
}

export async function insertAuditEntry(tx: Transaction, entry: NewAuditEntry): Promise<void> {
  await sql`
    insert into audit_entries (community_id, id, actor_kind, actor_id, actor_label, action,
                               subject_kind, subject_id, subject_label, changes, reason)
    values (${entry.communityId}, ${entry.id}, ${entry.actorKind}, ${entry.actorId}, ${entry.actorLabel},
            ${entry.action}, ${entry.subjectKind}, ${entry.subjectId}, ${entry.subjectLabel},
            ${entry.changes}, ${entry.reason})`.execute(tx)
}

export async function listAuditRows(db: Queryable, communityId: string, keyset: Keyset): Promise<AuditRow[]> {
  return rows(
    db,
    sql<AuditRow>`
      select id, actor_kind, actor_id, actor_label, action, subject_kind, subject_id, subject_label,
             changes, reason, created_at
      from audit_entries
      where community_id = ${communityId}
        and (${keyset.after}::uuid is null or id < ${keyset.after}::uuid)
      order by id desc
      limit ${keyset.take}`,
  )
}
