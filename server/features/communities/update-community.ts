/** Changes the settings of a community, unless somebody else changed them since they were read. */
import type { Community } from '../../../contracts/communities.ts'
import type { Context } from '../../context.ts'
import { refuse } from '../../platform/refusal.ts'
import type { Actor } from '../actor.ts'
import { changesBetween, recordAudit } from '../audit/index.ts'
import { lockCommunity, updateCommunityRow } from './communities.store.ts'
import { getCommunity } from './get-community.ts'
import { keptText } from './keys.rules.ts'

export interface CommunityChange {
  communityId: string
  name?: string
  accentColor?: string
  /** From `If-Match`. */
  expectedRevision: number | undefined
}

export async function updateCommunity(
  ctx: Pick<Context, 'ids' | 'inTransaction'>,
  actor: Actor,
  input: CommunityChange,
): Promise<Community> {
  return ctx.inTransaction(async (tx) => {
    await lockCommunity(tx, input.communityId)
    const before = await getCommunity(tx, input.communityId)
    if (input.expectedRevision !== undefined && input.expectedRevision !== before.revision) {
      refuse('revision_mismatch', `The settings are at revision ${before.revision} now. Read them again.`)
    }
    const after = {
      name: input.name === undefined ? before.name : keptText(input.name),
      accentColor: input.accentColor ?? before.accentColor,
    }
    await updateCommunityRow(tx, { id: before.id, ...after })
    await recordAudit(tx, ctx.ids, actor, {
      communityId: before.id,
      action: 'community.updated',
      subject: { kind: 'community', id: before.id, label: after.name },
      changes: changesBetween(before, after),
    })
    return getCommunity(tx, before.id)
  })
}
