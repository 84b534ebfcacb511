/** Reads what an invitation link is for, while it still lets somebody in. */
import type { Context } from '../../context.ts'
import { decisionTime } from '../../platform/db/database.ts'
import { refuse } from '../../platform/refusal.ts'
import { findCommunityName } from './communities.store.ts'
import { isInvitationOpen } from './invitation.rules.ts'
import { digestOfToken } from './invitation-token.ts'
import { findInvitationRow } from './invitations.store.ts'
import { findMemberRow } from './members.store.ts'

export interface InvitationView {
  communityName: string
  displayName: string
  email: string | null
  expiresAt: string
}

export async function getInvitation(ctx: Pick<Context, 'db'>, token: string): Promise<InvitationView> {
  const invitation = await findInvitationRow(ctx.db, digestOfToken(token))
  if (!invitation) return refuse('token_invalid')
  const member = await findMemberRow(ctx.db, invitation.community_id, invitation.member_id)
  const communityName = await findCommunityName(ctx.db, invitation.community_id)
  if (!member || communityName === undefined) return refuse('token_invalid')
  const isOpen = isInvitationOpen(
    { emailKey: invitation.email_key, expiresAt: invitation.expires_at },
    { emailKey: member.email_key, accountId: member.account_id },
    await decisionTime(ctx.db),
  )
  if (!isOpen) refuse('token_invalid', 'Ask the community for a new invitation.')
  return {
    communityName,
    displayName: member.display_name,
    email: member.email,
    expiresAt: invitation.expires_at.toISOString(),
  }
}
