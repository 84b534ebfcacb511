/** Sets a new password with the token of a mailed link, once, and ends every session of the account. */
import type { Context } from '../../context.ts'
import { askBetterAuth } from './ask-better-auth.ts'
import type { AccessEngine } from './engine.ts'

const refusals = { INVALID_TOKEN: 'token_invalid', USER_NOT_FOUND: 'token_invalid' } as const

export async function resetPassword(
  ctx: Pick<Context, 'db'>,
  { auth }: AccessEngine,
  { token, password }: { token: string; password: string },
): Promise<void> {
  await askBetterAuth(ctx.db, refusals, () =>
    auth.api.resetPassword({ body: { token, newPassword: password } }),
  )
}
