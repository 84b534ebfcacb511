/** Mails a link to set a new password, if there is an account for the address. */
import type { Context } from '../../context.ts'
import { askBetterAuth } from './ask-better-auth.ts'
import { isSignInEmail, normalizeEmail } from './email.rules.ts'
import type { AccessEngine } from './engine.ts'

export async function requestPasswordReset(
  ctx: Pick<Context, 'db'>,
  { auth }: AccessEngine,
  address: string,
): Promise<void> {
  const email = normalizeEmail(address)
  if (!isSignInEmail(email)) return
  await askBetterAuth(ctx.db, {}, () => auth.api.requestPasswordReset({ body: { email } }))
}
