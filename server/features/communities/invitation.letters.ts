/** What the letter with an invitation says. */
import type { Letter } from '../../platform/mail/mail.ts'

export function invitationLetter(invitation: { to: string; communityName: string; url: string }): Letter {
  return {
    to: invitation.to,
    subject: `Your invitation to ${invitation.communityName}`,
    text: `You are invited to ${invitation.communityName}. Open the link within 7 days and sign in, or register, with this address. If you do not know the community, ignore this letter: nothing changes.`,
    link: invitation.url,
  }
}
