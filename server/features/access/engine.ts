/** The running part of sign-in: better-auth, mail, and whom to tell when somebody has proved an e-mail. */
import type { Context } from '../../context.ts'
import { createMail, type Mail } from '../../platform/mail/mail.ts'
import { findAccount, updateAccountVerified } from './access.store.ts'
import { createAppKeys, type PluggedAppKeys } from './app-keys.ts'
import { askedLetters } from './asked-letters.ts'
import { type BetterAuth, createBetterAuth, type Person } from './better-auth.ts'
import { type Credentials, createCredentials } from './credentials.ts'
import { resetLetter, verificationLetter } from './letters.rules.ts'
import { createLoginFailures, type LoginFailures } from './login-failures.ts'
import { createMemberships, type PluggedMemberships } from './memberships.ts'
import { createPortalLinks, type PluggedPortalLinks } from './portal-links.ts'

export type EmailVerifiedListener = (account: Person) => Promise<void>

export interface AccessEngine {
  auth: BetterAuth
  credentials: Credentials
  mail: Mail
  /** Sends what strangers ask for. */
  letters: Pick<Mail, 'send'>
  failures: LoginFailures
  memberships: PluggedMemberships
  portalLinks: PluggedPortalLinks
  appKeys: PluggedAppKeys
  onEmailVerified: (listener: EmailVerifiedListener) => void
  /** Tells the listeners, one after the other. Telling twice must do no harm. */
  announceVerified: EmailVerifiedListener
}

export function createEngine(ctx: Context): AccessEngine {
  const { publicUrl } = ctx.config
  const mail = createMail(ctx)
  const letters = askedLetters(ctx, mail)
  const listeners: EmailVerifiedListener[] = []

  async function announceVerified({ id, email, name }: Person): Promise<void> {
    for (const listener of listeners) await listener({ id, email, name })
  }
  const auth = createBetterAuth(ctx, {
    mailVerification: ({ email }, token) => letters.send(verificationLetter(publicUrl, email, token)),
    mailReset: ({ email }, token) => letters.send(resetLetter(publicUrl, email, token)),
    verified: announceVerified,
    // The link was mailed, so whoever opened it has proved the address as well.
    async passwordReset(person) {
      const account = await findAccount(ctx.db, person.id)
      if (!account || account.email_verified) return
      await updateAccountVerified(ctx.db, account.id)
      await announceVerified(account)
    },
  })
  return {
    auth,
    credentials: createCredentials(ctx),
    mail,
    letters,
    failures: createLoginFailures(),
    memberships: createMemberships(),
    portalLinks: createPortalLinks(),
    appKeys: createAppKeys(),
    onEmailVerified: (listener) => void listeners.push(listener),
    announceVerified,
  }
}
