/** Who is told what a game has read of its feed: later features whose requests it may then have acted on. */
import type { Queryable } from '../../../platform/db/database.ts'
import type { AppAddress } from '../apps/app.ts'

/** Told before the game is answered, so that nothing it may know of is taken back behind its back. */
export type FeedListener = (
  db: Queryable,
  app: AppAddress,
  events: readonly { id: string; type: string }[],
) => Promise<void>

export interface FeedReaders {
  add: (listener: FeedListener) => void
  tell: FeedListener
}

export function createFeedReaders(): FeedReaders {
  const listeners: FeedListener[] = []
  return {
    add: (listener) => void listeners.push(listener),
    async tell(db, app, events) {
      for (const listener of listeners) await listener(db, app, events)
    },
  }
}
