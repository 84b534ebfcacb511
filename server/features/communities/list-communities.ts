/** Lists the communities that an account is a member of. */
import type { Community } from '../../../contracts/communities.ts'
import type { Context } from '../../context.ts'
import { refuse } from '../../platform/refusal.ts'
import type { Actor } from '../actor.ts'
import { listCommunityRows } from './communities.store.ts'
import { communityView } from './communities.views.ts'

export async function listCommunities(ctx: Pick<Context, 'db'>, actor: Actor): Promise<Community[]> {
  if (actor.accountId === null) refuse('unauthenticated')
  return (await listCommunityRows(ctx.db, actor.accountId)).map(communityView)
}
