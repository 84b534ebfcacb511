/** Mails the verification link again, if there is an account that waits for it. */
import type { Context } from '../../context.ts'
import { askBetterAuth } from './ask-better-auth.ts'
import { isSignInEmail, normalizeEmail } from './email.rules.ts'
import type { AccessEngine } from './engine.ts'

export async function requestEmailVerification(
  ctx: Pick<Context, 'db'>,
  { auth }: AccessEngine,
  address: string,
): Promise<void> {
  const email = normalizeEmail(address)
  if (!isSignInEmail(email)) return
  await askBetterAuth(ctx.db, {}, () => auth.api.sendVerificationEmail({ body: { email } }))
}
