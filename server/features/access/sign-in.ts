/** Opens a session for an account that was made in this very request, so that its person need not log in. */
import { randomBytes } from 'node:crypto'
import type { Context } from '../../context.ts'
import { invariant } from '../../platform/invariant.ts'
import type { Actor } from '../actor.ts'
import { findAccount, insertSession } from './access.store.ts'
import { headersOf } from './ask-better-auth.ts'
import { tracked } from './async-tracking.ts'
import { sessionSeconds } from './better-auth.ts'
import type { AccessEngine } from './engine.ts'

/**
 * The session is inserted through `ctx`, so it also works before the account is committed. Answers the values of
 * `Set-Cookie`.
 */
export async function signIn(
  ctx: Pick<Context, 'ids' | 'inTransaction'>,
  engine: Pick<AccessEngine, 'auth'>,
  accountId: string,
  actor: Actor,
): Promise<{ setCookie: string[] }> {
  const { account, session } = await ctx.inTransaction(async (tx) => ({
    account: await findAccount(tx, accountId),
    session: await insertSession(tx, {
      id: ctx.ids.next(),
      accountId,
      token: randomBytes(32).toString('base64url'),
      lifetimeSeconds: sessionSeconds,
      ip: actor.ip,
      userAgent: actor.userAgent ?? '',
    }),
  }))
  invariant(account, 'a session belongs to an account')
  const question = {
    body: {
      session: {
        id: session.id,
        token: session.token,
        userId: account.id,
        expiresAt: session.expires_at,
        createdAt: account.created_at,
        updatedAt: account.updated_at,
      },
      user: {
        id: account.id,
        email: account.email,
        name: account.name,
        emailVerified: account.email_verified,
        createdAt: account.created_at,
        updatedAt: account.updated_at,
      },
    },
    headers: headersOf({ ...actor, cookies: null }),
    returnHeaders: true,
  } as const
  const { headers } = await tracked(() => engine.auth.api.makeSessionCookie(question))
  return { setCookie: headers.getSetCookie() }
}
