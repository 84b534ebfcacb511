/** Decides whether an invitation lets an account take over its member. */

/** How long an invitation stands, in milliseconds: 7 days. */
export const invitationLifetimeMs = 7 * 24 * 3600_000

export interface Invitation {
  /** The member's e-mail when the invitation was made. */
  emailKey: string | null
  expiresAt: Date
}

/**
 * An invitation made for an e-mail that the member no longer has would let a former address in, so it ends
 * with the change.
 */
export function isInvitationOpen(
  invitation: Invitation,
  member: { emailKey: string | null; accountId: string | null },
  now: Date,
): boolean {
  return member.accountId === null && invitation.expiresAt > now && invitation.emailKey === member.emailKey
}

/** A member with an e-mail is for whoever proved that e-mail; one without is for whoever was given the link. */
export function isInvitedAccount(
  invitation: Invitation,
  account: { emailKey: string; isVerified: boolean },
): boolean {
  if (invitation.emailKey === null) return true
  return account.isVerified && account.emailKey === invitation.emailKey
}
