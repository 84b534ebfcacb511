/** Events of custom fields. */
import Type from 'typebox'
import { FieldValue } from '../fields.ts'
import { Id } from '../values.ts'
import { event, exampleMemberId } from './event-type.ts'

export const fieldChanged = event(
  'field.changed',
  'A custom field of a member changed',
  { memberId: Id, field: Type.String({ maxLength: 50 }), before: FieldValue, after: FieldValue },
  { memberId: exampleMemberId, field: 'level', before: 6, after: 7 },
)
