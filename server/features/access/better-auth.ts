/**
 * better-auth, set up for our tables and our rules: e-mail and password, proved addresses, sessions in a cookie.
 * It runs without any network; only this feature calls it, and nothing of it is mounted on the server.
 */
import type { KeyObject } from 'node:crypto'
import { type BetterAuthPlugin, betterAuth } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { passwordMax, passwordMin } from '../../../contracts/access.ts'
import type { Context } from '../../context.ts'
import { deriveKey } from '../../platform/master-key.ts'
import { hashPassword, verifyPassword } from './passwords.ts'

export const sessionSeconds = 7 * 24 * 60 * 60
const sessionRefreshSeconds = 24 * 60 * 60
export const verificationSeconds = 24 * 60 * 60
const resetSeconds = 60 * 60
/** How better-auth is told the caller's address, which the server has established already. */
export const ipHeader = 'x-guildhall-ip'
const cookiePrefix = 'guildhall'
export const sessionCookieName = `${cookiePrefix}.session_token`

export interface Person {
  id: string
  email: string
  name: string
}

/** What better-auth leaves to us. Called after its own writes are committed. */
export interface Reactions {
  mailVerification: (person: Person, token: string) => Promise<void>
  mailReset: (person: Person, token: string) => Promise<void>
  verified: (person: Person) => Promise<void>
  passwordReset: (person: Person) => Promise<void>
}

/** With which better-auth signs the cookies of sessions. */
export const cookieSecret = (masterKey: KeyObject): string =>
  deriveKey(masterKey, 'better-auth').toString('base64url')

export type BetterAuth = ReturnType<typeof createBetterAuth>

export function createBetterAuth(ctx: Pick<Context, 'db' | 'ids' | 'log' | 'config'>, reactions: Reactions) {
  const { publicUrl, masterKey } = ctx.config
  return betterAuth({
    appName: 'Guildhall',
    baseURL: publicUrl,
    trustedOrigins: [publicUrl],
    // As a list, because a single secret would be overruled by a variable of the environment.
    secrets: [{ version: 1, value: cookieSecret(masterKey) }],
    database: { db: ctx.db, type: 'postgres', transaction: true },
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: { level: 'warn', log: (level, message) => logLine(ctx, level, message) },
    advanced: {
      database: { generateId: () => ctx.ids.next(), validateSchema: false },
      cookiePrefix,
      // One name for the cookie everywhere; the attribute says what the prefix `__Secure-` would.
      useSecureCookies: false,
      defaultCookieAttributes: { secure: publicUrl.startsWith('https:'), httpOnly: true, sameSite: 'lax' },
      ipAddress: { ipAddressHeaders: [ipHeader] },
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      requireEmailVerification: true,
      minPasswordLength: passwordMin,
      maxPasswordLength: passwordMax,
      password: { hash: hashPassword, verify: verifyPassword },
      resetPasswordTokenExpiresIn: resetSeconds,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }) => reactions.mailReset(user, token),
      onPasswordReset: ({ user }) => reactions.passwordReset(user),
    },
    emailVerification: {
      expiresIn: verificationSeconds,
      autoSignInAfterVerification: true,
      sendVerificationEmail: ({ user, token }) => reactions.mailVerification(user, token),
      afterEmailVerification: (user) => reactions.verified(user),
    },
    session: {
      modelName: 'access_sessions',
      fields: {
        userId: 'account_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
      expiresIn: sessionSeconds,
      updateAge: sessionRefreshSeconds,
    },
    user: {
      modelName: 'access_accounts',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    account: {
      modelName: 'access_sign_ins',
      fields: {
        userId: 'account_id',
        accountId: 'provider_account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'access_verifications',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
      storeIdentifier: 'hashed',
    },
    plugins: [sessionCookies],
  })
}

type NewSession = Parameters<typeof setSessionCookie>[1]

/** Makes the cookie of a session that we inserted ourselves, inside the transaction that made its account. */
const sessionCookies = {
  id: 'guildhall-session-cookies',
  endpoints: {
    makeSessionCookie: createAuthEndpoint(
      '/session-cookie',
      { method: 'POST', metadata: { SERVER_ONLY: true, $Infer: { body: {} as NewSession } } },
      async (call) => {
        await setSessionCookie(call, call.body as NewSession)
        return call.json({ isSet: true })
      },
    ),
  },
} satisfies BetterAuthPlugin

function logLine({ log }: Pick<Context, 'log'>, level: string, message: string): void {
  // Wrong passwords and unknown addresses are everyday, and arrive as warnings.
  if (level === 'error') log.error({ from: 'better-auth' }, message)
  else log.debug({ from: 'better-auth' }, message)
}
