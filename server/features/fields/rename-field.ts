/** Changes the name of a field; its key and its type stay what mappings and values rely on. */
import type { CustomField } from '../../../contracts/fields.ts'
import type { Context } from '../../context.ts'
import { storableText } from '../../platform/payloads/shown-value.rules.ts'
import { refuse } from '../../platform/refusal.ts'
import type { Actor } from '../actor.ts'
import { changesBetween, recordAudit } from '../audit/index.ts'
import { lockLivingFieldRow, updateFieldName } from './fields.store.ts'
import { fieldView } from './fields.views.ts'

export interface FieldRename {
  communityId: string
  fieldId: string
  name: string
}

export async function renameField(
  ctx: Pick<Context, 'ids' | 'inTransaction'>,
  actor: Actor,
  { communityId, fieldId, name }: FieldRename,
): Promise<CustomField> {
  return ctx.inTransaction(async (tx) => {
    const row = await lockLivingFieldRow(tx, communityId, fieldId)
    if (!row) return refuse('not_found', 'There is no such field here.')
    const renamed = { ...row, name: storableText(name.trim()) }
    await updateFieldName(tx, communityId, fieldId, renamed.name)
    await recordAudit(tx, ctx.ids, actor, {
      communityId,
      action: 'field.renamed',
      subject: { kind: 'field', id: fieldId, label: renamed.name },
      changes: changesBetween({ name: row.name }, { name: renamed.name }),
    })
    return fieldView(renamed)
  })
}
