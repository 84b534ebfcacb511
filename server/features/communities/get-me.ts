/** Reads the signed-in person as a member of one community. */
import type { Member } from '../../../contracts/communities.ts'
import type { Context } from '../../context.ts'
import { refuse } from '../../platform/refusal.ts'
import type { Actor } from '../actor.ts'
import { memberView } from './communities.views.ts'
import { findMemberRowOfAccount } from './members.store.ts'

export async function getMe(ctx: Pick<Context, 'db'>, actor: Actor, communityId: string): Promise<Member> {
  const row = actor.accountId && (await findMemberRowOfAccount(ctx.db, communityId, actor.accountId))
  return row ? memberView(row) : refuse('not_found', 'You are not a member of this community.')
}
