/** The session of the cookie; using it regularly keeps it alive. */
import type { Context } from '../../context.ts'
import { refuse } from '../../platform/refusal.ts'
import type { Actor } from '../actor.ts'
import { askBetterAuth, headersOf } from './ask-better-auth.ts'
import type { AccessEngine } from './engine.ts'
import type { LoggedIn } from './log-in.ts'
import { viewSession } from './view-session.ts'

export async function getCurrentSession(
  ctx: Pick<Context, 'db' | 'config'>,
  engine: AccessEngine,
  actor: Actor,
): Promise<LoggedIn> {
  const { response, headers } = await askBetterAuth(ctx.db, {}, () =>
    engine.auth.api.getSession({ headers: headersOf(actor), returnHeaders: true }),
  )
  // It was there when the caller was identified, and has been ended since.
  if (!response) refuse('unauthenticated')
  const session = await viewSession(ctx, engine, response.user, response.session.expiresAt)
  return { session, setCookie: headers.getSetCookie() }
}
