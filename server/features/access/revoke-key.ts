/** Revokes an API key; it is refused from the next request on. */
import type { Context } from '../../context.ts'
import { refuse } from '../../platform/refusal.ts'
import { updateKeyRevoked } from './access.store.ts'

export async function revokeKey(
  ctx: Pick<Context, 'inTransaction'>,
  communityId: string,
  keyId: string,
): Promise<void> {
  const isRevoked = await ctx.inTransaction((tx) => updateKeyRevoked(tx, communityId, keyId))
  if (!isRevoked) refuse('not_found', 'There is no such key.')
}
