/** SQL of invitations. Their tokens are kept as digests only. */
import { sql } from 'kysely'
import { firstRow, type Queryable, type Transaction } from '../../platform/db/database.ts'

export interface InvitationRow {
  community_id: string
  id: string
  member_id: string
  email_key: string | null
  expires_at: Date
  accepted_at: Date | null
}

export async function insertInvitation(
  tx: Transaction,
  invitation: {
    communityId: string
    id: string
    memberId: string
    tokenDigest: Buffer
    emailKey: string | null
    expiresAt: Date
  },
): Promise<void> {
  await sql`
    insert into communities_invitations (community_id, id, member_id, token_digest, email_key, expires_at)
    values (${invitation.communityId}, ${invitation.id}, ${invitation.memberId}, ${invitation.tokenDigest},
            ${invitation.emailKey}, ${invitation.expiresAt})`.execute(tx)
}

export async function findInvitationRow(
  db: Queryable,
  tokenDigest: Buffer,
): Promise<InvitationRow | undefined> {
  return firstRow(
    db,
    sql<InvitationRow>`
      select community_id, id, member_id, email_key, expires_at, accepted_at
      from communities_invitations where token_digest = ${tokenDigest}`,
  )
}

export async function markInvitationAccepted(
  tx: Transaction,
  communityId: string,
  invitationId: string,
): Promise<void> {
  await sql`
    update communities_invitations set accepted_at = guildhall_now()
    where community_id = ${communityId} and id = ${invitationId}`.execute(tx)
}
