/** Custom member fields: what a community keeps about its members, and how each value came to be. */
import type { Feature } from '../feature.ts'
import { fieldsRoutes } from './fields.routes.ts'

export { foundValue, kindOfValue, shownValue } from '../../platform/payloads/shown-value.rules.ts'
export { createField, type NewField } from './create-field.ts'
export {
  addDecimal,
  type FieldFit,
  type FieldOperator,
  type FieldShape,
  fitFieldValue,
  subtractDecimal,
} from './field-values.rules.ts'
export { type PlannedFieldChange, planFieldChange } from './fields.rules.ts'
export { listFieldValues } from './list-field-values.ts'
export { listLivingFields } from './list-fields.ts'
export { fieldValueKey, lockFieldValues } from './lock-field-values.ts'
export { setMemberField } from './set-member-field.ts'
export type { WantedFieldValue } from './values.store.ts'
export { type FieldChangeDraft, writeFieldChanges } from './write-field-changes.ts'

export const fields: Feature = {
  name: 'fields',
  start: async () => ({ routes: fieldsRoutes, offer: undefined }),
}
