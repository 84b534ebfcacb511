/**
 * Counts calls per bucket and minute. Counting is in memory; about once a second the nodes add their counts up
 * through PostgreSQL, so several nodes overshoot a limit by at most what they take in within that second and a twentieth
 * of the limit each: who calls a little is not worth a row a second.
 */

import type { Clock } from '../clock.ts'
import type { Database } from '../db/database.ts'
import type { Log } from '../log.ts'
import { addRateCounts, deleteOldRateCounts } from './rate-limit.store.ts'

const windowSeconds = 60
const syncMs = 1_000
const bucketCountMax = 100_000
/** From which part of its limit on a count is worth telling the other nodes. */
const sharedParts = 20

interface Bucket {
  windowStart: number
  limit: number
  /** Counted here and not yet added up. */
  fresh: number
  /** Counted by all nodes as of the last sync. */
  shared: number
}

export interface Verdict {
  isAllowed: boolean
  limit: number
  remaining: number
  resetSeconds: number
}

export interface RateLimit {
  /** Counts one call. `limit` is calls per minute. */
  take: (bucket: string, limit: number) => Verdict
  stop: () => Promise<void>
}

export function startRateLimit(db: Database, clock: Clock, log: Log): RateLimit {
  const buckets = new Map<string, Bucket>()
  let syncing: Promise<void> = Promise.resolve()
  const timer = setInterval(() => {
    syncing = sync().catch((error: Error) =>
      log.warn({ error: error.message }, 'limits were not synchronized'),
    )
  }, syncMs)
  timer.unref()

  const windowOf = (ms: number) => Math.floor(ms / 1000 / windowSeconds) * windowSeconds

  function take(name: string, limit: number): Verdict {
    const now = clock.now()
    const windowStart = windowOf(now)
    let bucket = buckets.get(name)
    if (!bucket || bucket.windowStart !== windowStart) {
      if (buckets.size >= bucketCountMax) buckets.clear()
      bucket = { windowStart, limit, fresh: 0, shared: 0 }
      buckets.set(name, bucket)
    }
    bucket.fresh += 1
    const used = bucket.fresh + bucket.shared
    return {
      isAllowed: used <= limit,
      limit,
      remaining: Math.max(0, limit - used),
      resetSeconds: Math.max(1, windowStart + windowSeconds - Math.floor(now / 1000)),
    }
  }

  async function sync(): Promise<void> {
    const windowStart = windowOf(clock.now())
    const changed: { name: string; bucket: Bucket; count: number }[] = []
    for (const [name, bucket] of buckets) {
      if (bucket.windowStart !== windowStart) buckets.delete(name)
      else if (bucket.fresh > 0 && bucket.fresh * sharedParts >= bucket.limit)
        changed.push({ name, bucket, count: bucket.fresh })
    }
    if (changed.length === 0) return
    // Sorted, so that two nodes lock the same rows in the same order.
    changed.sort((a, b) => (a.name < b.name ? -1 : 1))
    const totals = await addRateCounts(
      db,
      windowStart,
      changed.map(({ name, count }) => ({ bucket: name, count })),
    )
    for (const { name, bucket, count } of changed) {
      bucket.fresh -= count
      bucket.shared = totals.get(name) ?? bucket.shared + count
    }
    if (windowStart !== lastCleaned) {
      lastCleaned = windowStart
      await deleteOldRateCounts(db, windowStart - 10 * windowSeconds)
    }
  }
  let lastCleaned = 0

  return {
    take,
    async stop() {
      clearInterval(timer)
      await syncing
    },
  }
}

/** Both header families: the draft's `RateLimit` and `RateLimit-Policy`, and the older `X-RateLimit-*`. */
export function rateLimitHeaders(verdict: Verdict): Record<string, string> {
  return {
    'ratelimit-policy': `"default";q=${verdict.limit};w=${windowSeconds}`,
    ratelimit: `"default";r=${verdict.remaining};t=${verdict.resetSeconds}`,
    'x-ratelimit-limit': String(verdict.limit),
    'x-ratelimit-remaining': String(verdict.remaining),
    'x-ratelimit-reset': String(verdict.resetSeconds),
  }
}
