/** Sign-in by itself on a throw-away database: people, their letters and their browsers. */

import type { RuntimeConfig } from '../../server/config.ts'
import { type AccessEngine, createEngine } from '../../server/features/access/engine.ts'
import { identify } from '../../server/features/access/identify.ts'
import { startKeyUse } from '../../server/features/access/key-use.ts'
import type { Actor } from '../../server/features/actor.ts'
import type { StoredMail } from '../../server/platform/mail/mail.store.ts'
import { createFeatureContext, type FeatureContext } from './feature-context.ts'

export interface People {
  ctx: FeatureContext
  engine: AccessEngine
  /** Addresses that were announced as proved, in order. */
  proved: string[]
  lettersTo: (email: string) => Promise<StoredMail[]>
  /** From the link of the newest letter. */
  tokenMailedTo: (email: string) => Promise<string>
  /** Who a browser is that keeps what `Set-Cookie` told it to. */
  browse: (setCookie: readonly string[]) => Promise<Actor>
}

export const password = 'correct horse battery'
export const person = (email: string) => ({ email, password, displayName: 'Ada Lovelace' })

export async function createPeople(changes: Partial<RuntimeConfig> = {}): Promise<People> {
  const ctx = await createFeatureContext(changes)
  const engine = createEngine(ctx)
  const proved: string[] = []
  engine.memberships.plug({ find: async () => undefined, list: async () => [], seen: async () => {} })
  engine.onEmailVerified(async ({ email }) => void proved.push(email))

  async function lettersTo(email: string) {
    return (await engine.mail.listKept()).filter((letter) => letter.recipient === email)
  }
  return {
    ctx,
    engine,
    proved,
    lettersTo,
    async tokenMailedTo(email) {
      const link = (await lettersTo(email))[0]?.link
      return new URL(link ?? '').searchParams.get('token') ?? ''
    },
    browse(setCookie) {
      const cookie = setCookie.map((one) => one.split(';')[0]).join('; ')
      const request = { headers: { cookie }, ip: '192.0.2.1', id: ctx.ids.next() }
      return identify(engine, startKeyUse(ctx), request)
    },
  }
}
