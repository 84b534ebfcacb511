/** Finds the app key that a request shows, and notes its use beside the request, at most once a minute for each. */
import type { Context } from '../../../context.ts'
import { shareReads } from '../../../platform/db/shared-read.ts'
import { invariant } from '../../../platform/invariant.ts'
import { createUseNotes } from '../../../platform/use-notes.ts'
import type { AppKeyPort } from '../../access/index.ts'
import { appKeysByDigest, type FoundAppKeyRow, updateAppKeyUsed } from './app-keys.store.ts'

export interface AppKeyUse extends AppKeyPort {
  /** Waits for the notes under way. */
  settled: () => Promise<void>
}

export function startAppKeyUse(ctx: Pick<Context, 'db' | 'clock' | 'log'>): AppKeyUse {
  const notes = createUseNotes(ctx, { intervalMs: 60_000, failed: 'the use of an app key was not noted' })
  const findByDigest = shareReads<Buffer, FoundAppKeyRow>(ctx.db, appKeysByDigest, (digests) => [digests])
  return {
    async find(digest) {
      const row = await findByDigest(digest)
      if (!row) return undefined
      const { key_id: keyId, app_id: appId, community_id: communityId, title, permissions } = row
      const standing = {
        ...{ clientId: row.client_id, state: row.state },
        ...{ faceVersion: row.face_version, tellsAliases: row.tells_aliases },
      }
      return { keyId, appId, communityId, title, permissions, standing, isEnded: row.is_ended }
    },
    noteUse({ communityId, app }) {
      invariant(communityId !== null && app !== null, 'only keys of apps are noted here')
      const { appId, keyId } = app
      notes.note(keyId, () => updateAppKeyUsed(ctx.db, { communityId, appId }, keyId))
    },
    settled: notes.settled,
  }
}
