/** Links the signed-in account to the invited member; accepting twice is accepting once. */
import type { Context } from '../../context.ts'
import { decisionTime } from '../../platform/db/database.ts'
import { refuse } from '../../platform/refusal.ts'
import { findAccount } from '../access/index.ts'
import type { Actor } from '../actor.ts'
import { recordAudit } from '../audit/index.ts'
import { isInvitationOpen, isInvitedAccount } from './invitation.rules.ts'
import { digestOfToken } from './invitation-token.ts'
import { findInvitationRow, markInvitationAccepted } from './invitations.store.ts'
import { emailKey } from './keys.rules.ts'
import { linkMember, lockAccountLinks } from './linking.store.ts'
import { findMemberRowOfAccount, lockMemberRow } from './members.store.ts'

export async function acceptInvitation(
  ctx: Pick<Context, 'ids' | 'inTransaction'>,
  actor: Actor,
  token: string,
): Promise<{ communityId: string; memberId: string }> {
  const accountId = actor.accountId ?? refuse('unauthenticated')
  return ctx.inTransaction(async (tx) => {
    // Before any row, as linking by e-mail does: the order of locks is the same everywhere.
    await lockAccountLinks(tx, accountId)
    const row = (await findInvitationRow(tx, digestOfToken(token))) ?? refuse('token_invalid')
    const communityId = row.community_id
    const member = (await lockMemberRow(tx, communityId, row.member_id)) ?? refuse('token_invalid')
    const accepted = { communityId, memberId: member.id }
    if (member.account_id === accountId) return accepted

    const invitation = { emailKey: row.email_key, expiresAt: row.expires_at }
    const holder = { emailKey: member.email_key, accountId: member.account_id }
    if (!isInvitationOpen(invitation, holder, await decisionTime(tx))) {
      refuse('token_invalid', 'Ask the community for a new invitation.')
    }
    const account = (await findAccount(tx, accountId)) ?? refuse('unauthenticated')
    const person = { emailKey: emailKey(account.email), isVerified: account.email_verified }
    if (!isInvitedAccount(invitation, person)) {
      refuse('invitation_for_other_email', `You are signed in as ${account.email}.`)
    }
    if (await findMemberRowOfAccount(tx, communityId, accountId)) refuse('already_member')

    await linkMember(tx, communityId, member.id, accountId)
    await markInvitationAccepted(tx, communityId, row.id)
    await recordAudit(tx, ctx.ids, actor, {
      communityId,
      action: 'invitation.accepted',
      subject: { kind: 'member', id: member.id, label: member.display_name },
      changes: {},
    })
    return accepted
  })
}
