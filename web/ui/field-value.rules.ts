/** The value of a custom field as people read it; null when there is none. */
import type { CustomField, FieldValue } from '../../contracts/fields.ts'
import { formatExact } from './time.rules.ts'

export function fieldText(type: CustomField['type'], value: FieldValue): string | null {
  if (value === null) return null
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  const text = String(value)
  // A day without a time is the same day everywhere; only a moment is shown in the reader's own time.
  if (type !== 'date' || !text.includes('T')) return text
  const at = new Date(text)
  return Number.isNaN(at.getTime()) ? text : formatExact(at)
}
