/** Notes when an API key was last shown, at most once a minute and beside the request, which never waits for it. */
import type { Clock } from '../../../platform/clock.ts'
import type { Database } from '../../../platform/db/database.ts'
import type { Log } from '../../../platform/log.ts'
import { updateKeyUsed } from '../webhooks/senders.store.ts'

const noteMs = 60_000
const keyCountMax = 10_000

export interface KeyUses {
  note: (webhook: { community_id: string; webhook_id: string }, keyId: string) => void
  stop: () => Promise<void>
}

export function createKeyUses(ctx: { db: Database; clock: Clock; log: Log }): KeyUses {
  const notedAt = new Map<string, number>()
  let writing: Promise<void> = Promise.resolve()
  return {
    note({ community_id: communityId, webhook_id: webhookId }, keyId) {
      const now = ctx.clock.now()
      if (now - (notedAt.get(keyId) ?? Number.NEGATIVE_INFINITY) < noteMs) return
      if (notedAt.size >= keyCountMax) notedAt.clear()
      notedAt.set(keyId, now)
      writing = writing
        .then(() => updateKeyUsed(ctx.db, communityId, webhookId, keyId))
        .catch((error: Error) =>
          ctx.log.warn({ error: error.message }, 'the last use of an API key was not noted'),
        )
    },
    stop: () => writing,
  }
}
