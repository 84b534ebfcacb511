/** Rows of fields, values and histories as the contract shows them. */
import type { CustomField, FieldChange } from '../../../contracts/fields.ts'
import type { FieldRow } from './fields.store.ts'
import type { HistoryRow } from './histories.store.ts'
import type { MemberFieldRow } from './values.store.ts'

export function fieldView(row: FieldRow): CustomField {
  return {
    id: row.id,
    key: row.key,
    name: row.name,
    type: row.type,
    options: row.options,
    createdAt: row.created_at.toISOString(),
  }
}

export function memberFieldView(row: MemberFieldRow) {
  return {
    fieldId: row.id,
    key: row.key,
    name: row.name,
    type: row.type,
    value: row.value,
    updatedAt: row.updated_at?.toISOString() ?? null,
  }
}

export function fieldChangeView(row: HistoryRow): FieldChange {
  return {
    id: row.id,
    memberId: row.member_id,
    fieldId: row.field_id,
    fieldKey: row.field_key,
    fieldName: row.field_name,
    before: row.before,
    after: row.after,
    source: { kind: row.source_kind, id: row.source_id, label: row.source_label },
    actor: { kind: row.actor_kind, id: row.actor_id, label: row.actor_label },
    at: row.created_at.toISOString(),
  }
}
