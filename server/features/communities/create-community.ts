/** Creates another community, owned by the account that asks. */
import type { Community } from '../../../contracts/communities.ts'
import type { Context } from '../../context.ts'
import { refuse } from '../../platform/refusal.ts'
import { findAccount } from '../access/index.ts'
import type { Actor } from '../actor.ts'
import { type CommunityListener, foundCommunity } from './found-community.ts'
import { getCommunity } from './get-community.ts'

export async function createCommunity(
  ctx: Pick<Context, 'ids' | 'events' | 'inTransaction'>,
  listeners: readonly CommunityListener[],
  actor: Actor,
  input: { name: string },
): Promise<Community> {
  return ctx.inTransaction(async (tx) => {
    const account = actor.accountId && (await findAccount(tx, actor.accountId))
    if (!account) return refuse('unauthenticated')
    const owner = { accountId: account.id, email: account.email, displayName: account.name }
    const { communityId } = await foundCommunity(ctx, tx, listeners, actor, { name: input.name, owner })
    return getCommunity(tx, communityId)
  })
}
