/** Proves an e-mail address with the token of a mailed link. */
import type { Context } from '../../context.ts'
import type { Actor } from '../actor.ts'
import { askBetterAuth, headersOf } from './ask-better-auth.ts'
import type { AccessEngine } from './engine.ts'

const refusals = {
  INVALID_TOKEN: 'token_invalid',
  TOKEN_EXPIRED: 'token_invalid',
  USER_NOT_FOUND: 'token_invalid',
} as const

/** The first time it also opens a session; a link that was opened before changes nothing. */
export async function verifyEmail(
  ctx: Pick<Context, 'db'>,
  { auth }: AccessEngine,
  actor: Actor,
  token: string,
): Promise<{ setCookie: string[] }> {
  const { headers } = await askBetterAuth(ctx.db, refusals, () =>
    auth.api.verifyEmail({ query: { token }, headers: headersOf(actor), returnHeaders: true }),
  )
  return { setCookie: headers.getSetCookie() }
}
