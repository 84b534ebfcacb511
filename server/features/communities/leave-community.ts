/** Ends the membership of the signed-in person, who gives up all that they hold and may do in the community. */
import type { Context } from '../../context.ts'
import { refuse } from '../../platform/refusal.ts'
import type { Actor } from '../actor.ts'
import { endMembership } from './end-membership.ts'
import { findMemberRowOfAccount, lockMemberRow } from './members.store.ts'

export async function leaveCommunity(
  ctx: Pick<Context, 'ids' | 'events' | 'inTransaction'>,
  actor: Actor,
  communityId: string,
): Promise<void> {
  await ctx.inTransaction(async (tx) => {
    const mine = actor.accountId && (await findMemberRowOfAccount(tx, communityId, actor.accountId))
    const row = mine ? await lockMemberRow(tx, communityId, mine.id) : undefined
    if (!row) return refuse('not_found', 'You are not a member of this community.')
    await endMembership(ctx, tx, actor, { communityId, row, reason: 'left', holds: () => true })
  })
}
