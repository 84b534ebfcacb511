/** Removes a member from a community, as far as the actor stands above the member. */
import type { Context } from '../../context.ts'
import { refuse } from '../../platform/refusal.ts'
import { holds } from '../access/index.ts'
import type { Actor } from '../actor.ts'
import { endMembership } from './end-membership.ts'
import { lockMemberRow } from './members.store.ts'

export interface RemovedMember {
  communityId: string
  memberId: string
}

export async function removeMember(
  ctx: Pick<Context, 'ids' | 'events' | 'inTransaction'>,
  actor: Actor,
  { communityId, memberId }: RemovedMember,
): Promise<void> {
  await ctx.inTransaction(async (tx) => {
    const row = await lockMemberRow(tx, communityId, memberId)
    if (!row) return refuse('not_found', 'There is no such member here.')
    await endMembership(ctx, tx, actor, {
      communityId,
      row,
      reason: 'removed',
      holds: (permission) => holds(actor, permission),
    })
  })
}
