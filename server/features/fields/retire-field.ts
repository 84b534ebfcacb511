/** Takes a field out of use: no value changes any more, and its histories stay readable. */
import type { Context } from '../../context.ts'
import { refuse } from '../../platform/refusal.ts'
import type { Actor } from '../actor.ts'
import { recordAudit } from '../audit/index.ts'
import { lockLivingFieldRow, updateFieldRetired } from './fields.store.ts'

export async function retireField(
  ctx: Pick<Context, 'ids' | 'inTransaction'>,
  actor: Actor,
  { communityId, fieldId }: { communityId: string; fieldId: string },
): Promise<void> {
  await ctx.inTransaction(async (tx) => {
    const row = await lockLivingFieldRow(tx, communityId, fieldId)
    if (!row) return refuse('not_found', 'There is no such field here.')
    await updateFieldRetired(tx, communityId, fieldId)
    await recordAudit(tx, ctx.ids, actor, {
      communityId,
      action: 'field.retired',
      subject: { kind: 'field', id: fieldId, label: row.name },
      changes: { key: row.key, type: row.type },
    })
  })
}
