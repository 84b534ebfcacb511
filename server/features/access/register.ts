/** Registers a person; nobody learns from the answer whether the address has an account already. */
import { createEmailVerificationToken } from 'better-auth/api'
import type { Context } from '../../context.ts'
import { findAccountByEmail } from './access.store.ts'
import { askBetterAuth } from './ask-better-auth.ts'
import { verificationSeconds } from './better-auth.ts'
import { tryCreateAccount } from './create-account.ts'
import { normalizeEmail } from './email.rules.ts'
import type { AccessEngine } from './engine.ts'
import { alreadyRegisteredLetter, verificationLetter } from './letters.rules.ts'

export async function register(
  ctx: Context,
  engine: AccessEngine,
  person: { email: string; password: string; displayName: string },
): Promise<void> {
  const { publicUrl } = ctx.config
  const { secret } = await engine.auth.$context
  const accountId = await tryCreateAccount(ctx, { ...person, isVerified: false }, async (tx, email) => {
    const token = await createEmailVerificationToken(secret, email, undefined, verificationSeconds)
    await engine.letters.send(verificationLetter(publicUrl, email, token), tx, ctx.jobs)
  })
  if (accountId === undefined) await remind(ctx, engine, normalizeEmail(person.email))
}

/**
 * Somebody registered an address that has an account. As long as nobody has proved the address, the account may
 * be a stranger's, so the reminder is a link to set a new password: opening it proves the address and locks the
 * stranger out.
 */
async function remind(ctx: Context, { auth, letters }: AccessEngine, email: string): Promise<void> {
  const account = await findAccountByEmail(ctx.db, email)
  if (account?.email_verified === false) {
    await askBetterAuth(ctx.db, {}, () => auth.api.requestPasswordReset({ body: { email } }))
  } else {
    await letters.send(alreadyRegisteredLetter(ctx.config.publicUrl, email), undefined, ctx.jobs)
  }
}
