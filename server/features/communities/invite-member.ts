/** Makes a link with which one person takes over a member; mailed when the member has an e-mail. */
import type { Context } from '../../context.ts'
import { decisionTime } from '../../platform/db/database.ts'
import type { Mail } from '../../platform/mail/mail.ts'
import { refuse } from '../../platform/refusal.ts'
import { holds } from '../access/index.ts'
import type { Actor } from '../actor.ts'
import { recordAudit } from '../audit/index.ts'
import { findCommunityName } from './communities.store.ts'
import { memberView } from './communities.views.ts'
import { invitationLetter } from './invitation.letters.ts'
import { invitationLifetimeMs } from './invitation.rules.ts'
import { createInvitationToken } from './invitation-token.ts'
import { insertInvitation } from './invitations.store.ts'
import { checkMemberChange } from './member-change.rules.ts'
import { lockMemberRow } from './members.store.ts'

export interface InvitedMember {
  communityId: string
  memberId: string
}

export async function inviteMember(
  ctx: Pick<Context, 'ids' | 'jobs' | 'config' | 'inTransaction'>,
  mail: Pick<Mail, 'send'>,
  actor: Actor,
  { communityId, memberId }: InvitedMember,
): Promise<{ url: string; expiresAt: string; isMailed: boolean }> {
  return ctx.inTransaction(async (tx) => {
    const row = await lockMemberRow(tx, communityId, memberId)
    if (!row) return refuse('not_found', 'There is no such member here.')
    if (row.account_id !== null) refuse('already_member', 'A person is linked to this member already.')
    const { isOwner, permissions, displayName, email } = memberView(row)
    const refusal = checkMemberChange({ isOwner, before: permissions, isTakeover: true }, (permission) =>
      holds(actor, permission),
    )
    if (refusal) refuse(refusal.code, refusal.detail)

    const token = createInvitationToken()
    const expiresAt = new Date((await decisionTime(tx)).getTime() + invitationLifetimeMs)
    await insertInvitation(tx, {
      communityId,
      id: ctx.ids.next(),
      memberId,
      tokenDigest: token.digest,
      emailKey: row.email_key,
      expiresAt,
    })
    await recordAudit(tx, ctx.ids, actor, {
      communityId,
      action: 'invitation.created',
      subject: { kind: 'member', id: memberId, label: displayName },
      changes: { expiresAt: expiresAt.toISOString() },
    })
    const url = `${ctx.config.publicUrl}/invitations/${token.text}`
    if (email !== null) {
      const communityName = (await findCommunityName(tx, communityId)) ?? ''
      await mail.send(invitationLetter({ to: email, communityName, url }), tx, ctx.jobs)
    }
    const isMailed = email !== null && ctx.config.smtpUrl !== undefined
    return { url, expiresAt: expiresAt.toISOString(), isMailed }
  })
}
