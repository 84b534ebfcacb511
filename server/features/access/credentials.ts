/**
 * Finds what the credentials of requests stand for: sessions and keys, always as the database has them now, so that one
 * that was ended opens nothing any more. better-auth makes and ends sessions; which one a cookie names is read here, because
 * every request of a signed-in person asks that (docs/decisions/0026).
 */
import type { Context } from '../../context.ts'
import { shareReads } from '../../platform/db/shared-read.ts'
import { accountsByToken, type FoundKey, keysByDigest, type SignedIn } from './access.store.ts'
import { cookieSecret, sessionCookieName } from './better-auth.ts'
import { tokenInCookies } from './session-cookie.rules.ts'

export interface Credentials {
  findKey: (digest: Buffer) => Promise<FoundKey | undefined>
  /** Whose session the cookies name. */
  findSignedIn: (cookies: string) => Promise<SignedIn | undefined>
}

export function createCredentials({ db, config }: Pick<Context, 'db' | 'config'>): Credentials {
  const secret = cookieSecret(config.masterKey)
  const findByToken = shareReads<string, SignedIn>(db, accountsByToken, (tokens) => [tokens])
  return {
    findKey: shareReads<Buffer, FoundKey>(db, keysByDigest, (digests) => [digests]),
    async findSignedIn(cookies) {
      const token = tokenInCookies(cookies, sessionCookieName, secret)
      return token === undefined ? undefined : findByToken(token)
    },
  }
}
