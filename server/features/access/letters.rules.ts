/** What the letters of sign-in say. */
import type { Letter } from '../../platform/mail/mail.ts'

export function verificationLetter(publicUrl: string, to: string, token: string): Letter {
  return {
    to,
    subject: 'Confirm your e-mail address',
    text: `Somebody registered this address at ${publicUrl}. If it was you, open the link within 24 hours. If not, do not open it: without it the account stays closed.`,
    link: `${publicUrl}/verify?token=${encodeURIComponent(token)}`,
  }
}

export function resetLetter(publicUrl: string, to: string, token: string): Letter {
  return {
    to,
    subject: 'Set a new password',
    text: `Somebody asked to set a new password for this address at ${publicUrl}. If it was you, open the link within one hour. If not, ignore this letter: nothing changes.`,
    link: `${publicUrl}/reset?token=${encodeURIComponent(token)}`,
  }
}

export function alreadyRegisteredLetter(publicUrl: string, to: string): Letter {
  return {
    to,
    subject: 'You have an account already',
    text: `Somebody registered this address at ${publicUrl}, but it has an account already. If it was you, sign in; a forgotten password can be set anew there. If not, ignore this letter: nothing changes.`,
    link: `${publicUrl}/sign-in`,
  }
}
