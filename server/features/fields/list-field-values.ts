/** Reads field values of many members without locking them: for showing, never for changing. */
import type { FieldValue } from '../../../contracts/fields.ts'
import type { Queryable } from '../../platform/db/database.ts'
import { fieldValueKey } from './lock-field-values.ts'
import { listValueRows, type WantedFieldValue } from './values.store.ts'

export async function listFieldValues(
  db: Queryable,
  wanted: readonly WantedFieldValue[],
): Promise<Map<string, FieldValue>> {
  if (wanted.length === 0) return new Map()
  const found = await listValueRows(db, wanted)
  return new Map(
    found.map((row) => [fieldValueKey({ memberId: row.member_id, fieldId: row.field_id }), row.value]),
  )
}
