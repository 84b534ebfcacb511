/** Accounts, sign-in and API keys over HTTP. */
import { accessEndpoints, keyCountMax } from '../../../contracts/access.ts'
import type { Route } from '../route.ts'
import { routesOf } from '../routes-of.ts'
import { listKeys } from './access.store.ts'
import { apiKeyView } from './access.views.ts'
import { createKey } from './create-key.ts'
import type { AccessEngine } from './engine.ts'
import { getCurrentSession } from './get-current-session.ts'
import { listMailbox } from './list-mailbox.ts'
import { logIn } from './log-in.ts'
import { logOut } from './log-out.ts'
import { register } from './register.ts'
import { requestEmailVerification } from './request-email-verification.ts'
import { requestPasswordReset } from './request-password-reset.ts'
import { resetPassword } from './reset-password.ts'
import { revokeKey } from './revoke-key.ts'
import { verifyEmail } from './verify-email.ts'

export function accessRoutes(engine: AccessEngine): Route[] {
  return routesOf(accessEndpoints)({
    createAccount: async ({ ctx, body }) => {
      await register(ctx, engine, body)
      return { status: 202, body: null }
    },
    logIn: async ({ ctx, actor, body }) => {
      const { session, setCookie } = await logIn(ctx, engine, actor, body)
      return { status: 201, body: session, headers: { 'set-cookie': setCookie } }
    },
    getCurrentSession: async ({ ctx, actor }) => {
      const { session, setCookie } = await getCurrentSession(ctx, engine, actor)
      return { status: 200, body: session, headers: { 'set-cookie': setCookie } }
    },
    logOut: async ({ ctx, actor }) => {
      const { setCookie } = await logOut(ctx, engine, actor)
      return { status: 204, body: null, headers: { 'set-cookie': setCookie } }
    },
    verifyEmail: async ({ ctx, actor, body }) => {
      const { setCookie } = await verifyEmail(ctx, engine, actor, body.token)
      return { status: 204, body: null, headers: { 'set-cookie': setCookie } }
    },
    requestEmailVerification: async ({ ctx, body }) => {
      await requestEmailVerification(ctx, engine, body.email)
      return { status: 202, body: null }
    },
    requestPasswordReset: async ({ ctx, body }) => {
      await requestPasswordReset(ctx, engine, body.email)
      return { status: 202, body: null }
    },
    resetPassword: async ({ ctx, body }) => {
      await resetPassword(ctx, engine, body)
      return { status: 204, body: null }
    },
    listMailbox: async ({ ctx }) => ({ status: 200, body: { data: await listMailbox(ctx, engine) } }),
    listApiKeys: async ({ ctx, params }) => ({
      status: 200,
      body: { data: (await listKeys(ctx.db, params.communityId, keyCountMax)).map(apiKeyView) },
    }),
    createApiKey: async ({ ctx, actor, params, body }) => ({
      status: 201,
      body: await ctx.inTransaction((tx) => createKey(ctx, tx, actor, params.communityId, body)),
    }),
    revokeApiKey: async ({ ctx, actor, params }) => {
      await revokeKey(ctx, actor, params.communityId, params.keyId)
      return { status: 204, body: null }
    },
  })
}
