/** Notes when a key was last used, beside the request and at most once a minute for each key. */
import type { Context } from '../../context.ts'
import { createUseNotes } from '../../platform/use-notes.ts'
import { updateKeyUsed } from './access.store.ts'

export interface KeyUse {
  note: (communityId: string, keyId: string) => void
  stop: () => Promise<void>
}

export function startKeyUse(ctx: Pick<Context, 'db' | 'clock' | 'log'>): KeyUse {
  const notes = createUseNotes(ctx, { intervalMs: 60_000, failed: 'the use of a key was not noted' })
  return {
    note: (communityId, keyId) => notes.note(keyId, () => updateKeyUsed(ctx.db, communityId, keyId)),
    stop: notes.settled,
  }
}
