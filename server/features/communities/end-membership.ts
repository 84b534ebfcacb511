/**
 * Ends a membership within the caller's transaction, if it may end. Nothing is lost: the row stays, and balances, holds,
 * fields and every history go on naming the member. Nobody finds it any more; e-mail, username and account are free.
 */
import type { EventPayload } from '../../../contracts/events/index.ts'
import type { PermissionName } from '../../../contracts/permissions.ts'
import type { Context } from '../../context.ts'
import type { Transaction } from '../../platform/db/database.ts'
import { refuse } from '../../platform/refusal.ts'
import { type Actor, recordedActor } from '../actor.ts'
import { recordAudit } from '../audit/index.ts'
import { memberView } from './communities.views.ts'
import { checkLeaving } from './member-change.rules.ts'
import { type MemberRow, markMemberLeft } from './members.store.ts'

export interface Ending {
  communityId: string
  /** Locked. */
  row: MemberRow
  reason: EventPayload<'member.left'>['reason']
  /** What the actor may take from a member. */
  holds: (permission: PermissionName) => boolean
}

export async function endMembership(
  ctx: Pick<Context, 'ids' | 'events'>,
  tx: Transaction,
  actor: Actor,
  { communityId, row, reason, holds }: Ending,
): Promise<void> {
  const { id: memberId, isOwner, permissions: before, email, username, displayName } = memberView(row)
  const refusal = checkLeaving({ isOwner, before }, holds)
  if (refusal) refuse(refusal.code, refusal.detail)
  await markMemberLeft(tx, communityId, memberId)
  await ctx.events.publish(tx, {
    communityId,
    type: 'member.left',
    subjectId: memberId,
    payload: { memberId, username, reason },
    actor: recordedActor(actor),
    cause: { kind: 'request', id: actor.requestId },
  })
  await recordAudit(tx, ctx.ids, actor, {
    communityId,
    action: `member.${reason}`,
    subject: { kind: 'member', id: memberId, label: displayName },
    changes: { email, username },
  })
}
