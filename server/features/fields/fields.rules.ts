/** Decides what a change of a field value leads to, and which definitions of a field make sense. */
import type { FieldType, FieldValue } from '../../../contracts/fields.ts'
import { changeFieldValue, type FieldOperator, type FieldShape, fitFieldValue } from './field-values.rules.ts'

export type PlannedFieldChange =
  | { ok: true; after: FieldValue; warning?: string }
  | { ok: false; detail: string }

/** `detail` says why not, to be read after the name of the field. */
export function planFieldChange(
  field: FieldShape,
  before: FieldValue,
  operator: FieldOperator,
  value: unknown,
): PlannedFieldChange {
  if (operator !== 'set' && field.type !== 'numerical') {
    return { ok: false, detail: `Only numerical fields can be added to or subtracted from` }
  }
  const fit = fitFieldValue(field, value)
  if (!fit.ok) return fit
  const change = changeFieldValue(before, operator, fit.value)
  if (!change.ok) return change
  return { ok: true, after: change.value, ...(fit.warning === undefined ? {} : { warning: fit.warning }) }
}

/** Why the options do not go with the type, or undefined. */
export function optionsProblem(type: FieldType, options: readonly string[]): string | undefined {
  if (type === 'select' && options.length === 0) return 'must name at least one option for a select field'
  if (type !== 'select' && options.length > 0) return 'are for select fields only'
  // Values are matched without case, so two such options could not be told apart.
  const keys = new Set(options.map((option) => option.toLowerCase()))
  return keys.size < options.length ? 'must differ in more than case' : undefined
}
