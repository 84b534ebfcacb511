/** Locks the values that are about to change, and reads them, so that nobody adds to a value read too early. */
import type { FieldValue } from '../../../contracts/fields.ts'
import type { Transaction } from '../../platform/db/database.ts'
import { insertEmptyValues, lockValueRows, type WantedFieldValue } from './values.store.ts'

export function fieldValueKey(wanted: Pick<WantedFieldValue, 'memberId' | 'fieldId'>): string {
  return `${wanted.memberId}:${wanted.fieldId}`
}

/** Call it once in a transaction, with everything that is wanted: two calls could deadlock with another's. */
export async function lockFieldValues(
  tx: Transaction,
  wanted: readonly WantedFieldValue[],
): Promise<Map<string, FieldValue>> {
  if (wanted.length === 0) return new Map()
  await insertEmptyValues(tx, wanted)
  const locked = await lockValueRows(tx, wanted)
  return new Map(
    locked.map((row) => [fieldValueKey({ memberId: row.member_id, fieldId: row.field_id }), row.value]),
  )
}
