/**
 * Fetches what is due: a few at once, never inside a transaction, and nobody waits for it. Who is asked, how often and
 * for how long is bounded; several servers share the work, each row is claimed by one.
 */
import type { Context } from '../../../context.ts'
import { isContention, isUnavailable } from '../../../platform/db/database.ts'
import { guardedRound } from '../../../platform/guarded-round.ts'
import { createUseNotes } from '../../../platform/use-notes.ts'
import { startWorkLoop } from '../../../platform/work-loop.ts'
import type { SubjectAddress } from './fetch.ts'
import { type FetchParts, fetchSubject } from './fetch-subject.ts'
import { type ClaimedFetch, claimFetches, hasDueFetch, releaseFetch, wantIfStale } from './fetches.store.ts'
import { keepFetched } from './keep-fetched.ts'
import type { LooksListeners } from './looks-listeners.ts'

export const fetchesMax = 20
const pollMs = 5_000
/** Longer than the metadata, its picture and their redirects take together. */
const leaseS = 60
/** At most so often an item that is looked at all the time is looked up. */
const seenIntervalMs = 60_000

export interface MetadataWorker {
  wake: () => void
  /** Somebody looks at an item: what it says is fetched again if it is stale. */
  noteSeen: (subject: SubjectAddress) => void
  /** Settles once nothing is due or being fetched. */
  drain: () => Promise<void>
  stop: () => Promise<void>
}

export function startMetadataWorker(
  ctx: Pick<Context, 'db' | 'clock' | 'ids' | 'events' | 'inTransaction' | 'log'>,
  parts: FetchParts,
  listeners: Pick<LooksListeners, 'tell'>,
): MetadataWorker {
  const running = new Map<Promise<void>, string>()
  let isClaiming = false
  const stopping = new AbortController()
  const words = {
    waits: 'metadata waits to be fetched',
    failed: 'metadata could not be claimed; it is tried again',
  }
  const loop = startWorkLoop(guardedRound(ctx.log, words, pollMs, startSome), pollMs)

  const seen = createUseNotes(ctx, { intervalMs: seenIntervalMs, failed: 'a look at an item was not noted' })

  async function startSome(): Promise<boolean> {
    const count = fetchesMax - running.size
    if (count === 0) return false
    isClaiming = true
    try {
      const claimed = await claimFetches(ctx.db, { count, busyHosts: [...running.values()], leaseS })
      for (const each of claimed) start(each)
      return claimed.length > 0
    } finally {
      isClaiming = false
    }
  }

  function start(claimed: ClaimedFetch): void {
    const fetching = fetchOne(claimed).finally(() => {
      running.delete(fetching)
      loop.wake()
    })
    running.set(fetching, claimed.host)
  }

  /** One that cannot be kept keeps no other waiting: its lease runs out, and it is tried again. */
  async function fetchOne(claimed: ClaimedFetch): Promise<void> {
    const { community_id: communityId, subject_id: subjectId } = claimed
    try {
      const fetched = await fetchSubject(parts, claimed, stopping.signal)
      if (fetched) await keepFetched(ctx, listeners, claimed, fetched)
      // What is given up while the server goes on is tried again when the lease is over.
      else if (stopping.signal.aborted) await releaseFetch(ctx.db, { communityId, subjectId }, claimed.due_at)
    } catch (error) {
      if (isUnavailable(error) || isContention(error)) return
      ctx.log.error({ error, subjectId }, 'what was fetched could not be kept; it is tried again')
    }
  }

  return {
    wake: loop.wake,
    noteSeen: (subject) =>
      seen.note(subject.subjectId, async () => {
        if (await wantIfStale(ctx.db, subject)) loop.wake()
      }),
    async drain() {
      await seen.settled()
      do {
        await loop.drain()
        await Promise.all(running.keys())
        // What is being claimed is neither due any more nor being fetched yet.
      } while ((await hasDueFetch(ctx.db)) || isClaiming || running.size > 0)
    },
    async stop() {
      stopping.abort()
      await seen.settled()
      await loop.stop()
      await Promise.all(running.keys())
    },
  }
}
