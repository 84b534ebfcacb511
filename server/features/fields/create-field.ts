/** Creates a custom field; its key is what mappings name and is free again once the field is retired. */
import { type CustomField, type FieldType, fieldCountMax } from '../../../contracts/fields.ts'
import type { Context } from '../../context.ts'
import { violatedUnique } from '../../platform/db/database.ts'
import { invariant } from '../../platform/invariant.ts'
import { storableText } from '../../platform/payloads/shown-value.rules.ts'
import { Refusal, refuse } from '../../platform/refusal.ts'
import type { Actor } from '../actor.ts'
import { recordAudit } from '../audit/index.ts'
import { optionsProblem } from './fields.rules.ts'
import { countLivingFields, findLivingFieldRow, insertField, lockFieldDefinitions } from './fields.store.ts'
import { fieldView } from './fields.views.ts'

export interface NewField {
  communityId: string
  key: string
  name: string
  type: FieldType
  options?: string[]
}

export async function createField(
  ctx: Pick<Context, 'ids' | 'inTransaction'>,
  actor: Actor,
  input: NewField,
): Promise<CustomField> {
  const { communityId, key, type } = input
  const name = storableText(input.name.trim())
  const options = (input.options ?? []).map((option) => storableText(option.trim()))
  const problem = optionsProblem(type, options)
  if (problem !== undefined) {
    const errors = [{ pointer: '/options', reason: problem }]
    throw new Refusal('validation_failed', { detail: `/options ${problem}`, errors })
  }
  const field = { communityId, id: ctx.ids.next(), key, name, type, options }
  return ctx.inTransaction(async (tx) => {
    await lockFieldDefinitions(tx, communityId)
    const isFull = (await countLivingFields(tx, communityId)) >= fieldCountMax
    await insertField(tx, field).catch((error: unknown) => {
      if (violatedUnique(error) === 'fields_fields_key') {
        refuse('name_taken', `There is a field with the key "${key}" already.`)
      }
      throw error
    })
    if (isFull) refuse('field_limit_reached', `A community holds at most ${fieldCountMax} fields.`)
    await recordAudit(tx, ctx.ids, actor, {
      communityId,
      action: 'field.created',
      subject: { kind: 'field', id: field.id, label: field.name },
      changes: { key, name: field.name, type, ...(options.length > 0 ? { options } : {}) },
    })
    const row = await findLivingFieldRow(tx, communityId, field.id)
    invariant(row, 'a field that was just inserted is there')
    return fieldView(row)
  })
}
