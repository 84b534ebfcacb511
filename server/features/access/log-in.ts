/** Logs a person in with e-mail and password; wrong data is answered alike, whatever was wrong. */
import type { Session } from '../../../contracts/access.ts'
import type { Context } from '../../context.ts'
import { invariant } from '../../platform/invariant.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Actor } from '../actor.ts'
import { findSessionByToken } from './access.store.ts'
import { askBetterAuth, headersOf } from './ask-better-auth.ts'
import { normalizeEmail } from './email.rules.ts'
import type { AccessEngine } from './engine.ts'
import { viewSession } from './view-session.ts'

const refusals = {
  INVALID_EMAIL_OR_PASSWORD: 'invalid_login',
  INVALID_EMAIL: 'invalid_login',
  EMAIL_NOT_VERIFIED: 'email_not_verified',
} as const

export interface LoggedIn {
  session: Session
  setCookie: string[]
}

export async function logIn(
  ctx: Pick<Context, 'db' | 'clock' | 'config'>,
  engine: AccessEngine,
  actor: Actor,
  credentials: { email: string; password: string },
): Promise<LoggedIn> {
  const email = normalizeEmail(credentials.email)
  const { response, headers } = await guarded(ctx, engine, actor.ip, email, () =>
    askBetterAuth(ctx.db, refusals, () =>
      engine.auth.api.signInEmail({
        body: { email, password: credentials.password },
        headers: headersOf({ ...actor, cookies: null }),
        returnHeaders: true,
      }),
    ),
  )
  await engine.announceVerified(response.user)
  const stored = await findSessionByToken(ctx.db, response.token)
  invariant(stored, 'a session that was just made is there')
  const session = await viewSession(ctx, engine, response.user, stored.expires_at)
  return { session, setCookie: headers.getSetCookie() }
}

/** Counts wrong passwords; after too many the password is not even looked at. */
async function guarded<Answer>(
  ctx: Pick<Context, 'clock'>,
  { failures }: AccessEngine,
  ip: string,
  email: string,
  attempt: () => Promise<Answer>,
): Promise<Answer> {
  const waitSeconds = failures.waitSeconds(ip, email, ctx.clock.now())
  if (waitSeconds > 0) {
    throw new Refusal('rate_limited', {
      detail: `Too many wrong passwords for this e-mail. Try again in ${Math.ceil(waitSeconds / 60)} minutes.`,
      headers: { 'retry-after': String(waitSeconds) },
    })
  }
  try {
    const answer = await attempt()
    failures.clear(ip, email)
    return answer
  } catch (error) {
    if (error instanceof Refusal && error.code === 'invalid_login') failures.add(ip, email, ctx.clock.now())
    throw error
  }
}
