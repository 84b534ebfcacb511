/** Revokes an API key; it is refused from the next request on. */
import type { Context } from '../../context.ts'
import { refuse } from '../../platform/refusal.ts'
import type { Actor } from '../actor.ts'
import { recordAudit } from '../audit/index.ts'
import { updateKeyRevoked } from './access.store.ts'

export async function revokeKey(
  ctx: Pick<Context, 'ids' | 'inTransaction'>,
  actor: Actor,
  communityId: string,
  keyId: string,
): Promise<void> {
  await ctx.inTransaction(async (tx) => {
    const name = await updateKeyRevoked(tx, communityId, keyId)
    if (name === undefined) return refuse('not_found', 'There is no such key.')
    await recordAudit(tx, ctx.ids, actor, {
      communityId,
      action: 'api_key.revoked',
      subject: { kind: 'api_key', id: keyId, label: name },
      changes: {},
    })
  })
}
