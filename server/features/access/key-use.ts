/** Notes when a key was last used, beside the request and at most once a minute for each key. */
import type { Context } from '../../context.ts'
import { updateKeyUsed } from './access.store.ts'

const intervalMs = 60_000

export interface KeyUse {
  note: (communityId: string, keyId: string) => void
  stop: () => Promise<void>
}

/** A note that fails is dropped with a warning: the next use makes another. */
export function startKeyUse(ctx: Pick<Context, 'db' | 'clock' | 'log'>): KeyUse {
  const notedAt = new Map<string, number>()
  const writing = new Set<Promise<void>>()
  return {
    note(communityId, keyId) {
      const now = ctx.clock.now()
      if (now - (notedAt.get(keyId) ?? Number.NEGATIVE_INFINITY) < intervalMs) return
      notedAt.set(keyId, now)
      const write = updateKeyUsed(ctx.db, communityId, keyId)
        .catch((error: Error) => ctx.log.warn({ error: error.message }, 'the use of a key was not noted'))
        .finally(() => writing.delete(write))
      writing.add(write)
    },
    async stop() {
      await Promise.all(writing)
    },
  }
}
