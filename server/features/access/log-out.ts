/** Ends the session of the cookie. */
import type { Context } from '../../context.ts'
import { invariant } from '../../platform/invariant.ts'
import type { Actor } from '../actor.ts'
import { askBetterAuth, headersOf } from './ask-better-auth.ts'
import type { AccessEngine } from './engine.ts'

export async function logOut(
  ctx: Pick<Context, 'db'>,
  { auth }: AccessEngine,
  actor: Actor,
): Promise<{ setCookie: string[] }> {
  const browser = headersOf(actor)
  const { headers } = await askBetterAuth(ctx.db, {}, () =>
    auth.api.signOut({ headers: browser, returnHeaders: true }),
  )
  // better-auth keeps silent when it could not delete the session, so we look.
  const left = await askBetterAuth(ctx.db, {}, () =>
    auth.api.getSession({ headers: browser, query: { disableRefresh: true } }),
  )
  invariant(!left, 'a session that was ended is gone')
  return { setCookie: headers.getSetCookie() }
}
