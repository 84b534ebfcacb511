/** Finds the app key that a request shows, and notes its use beside the request, at most once a minute for each. */
import type { Context } from '../../../context.ts'
import { invariant } from '../../../platform/invariant.ts'
import type { AppKeyPort } from '../../access/index.ts'
import { findAppKey, updateAppKeyUsed } from './app-keys.store.ts'

const intervalMs = 60_000

export interface AppKeyUse extends AppKeyPort {
  /** Waits for the notes under way. */
  settled: () => Promise<void>
}

/** A note that fails is dropped with a warning: the next use makes another. */
export function startAppKeyUse(ctx: Pick<Context, 'db' | 'clock' | 'log'>): AppKeyUse {
  const notedAt = new Map<string, number>()
  const writing = new Set<Promise<void>>()
  return {
    async find(digest) {
      const row = await findAppKey(ctx.db, digest)
      if (!row) return undefined
      const { key_id: keyId, app_id: appId, community_id: communityId, title, permissions } = row
      return { keyId, appId, communityId, title, permissions, isEnded: row.is_ended }
    },
    noteUse({ communityId, app }) {
      invariant(communityId !== null && app !== null, 'only keys of apps are noted here')
      const now = ctx.clock.now()
      if (now - (notedAt.get(app.keyId) ?? Number.NEGATIVE_INFINITY) < intervalMs) return
      for (const [id, at] of notedAt) if (now - at >= intervalMs) notedAt.delete(id)
      notedAt.set(app.keyId, now)
      const write = updateAppKeyUsed(ctx.db, { communityId, appId: app.appId }, app.keyId)
        .catch((error: Error) =>
          ctx.log.warn({ error: error.message }, 'the use of an app key was not noted'),
        )
        .finally(() => writing.delete(write))
      writing.add(write)
    },
    async settled() {
      await Promise.all(writing)
    },
  }
}
