/** Counts calls that are turned away, and closes the door for a while to an address that guesses tokens. */
import type { Clock } from '../../../platform/clock.ts'
import type { Database } from '../../../platform/db/database.ts'
import { createGuessers } from '../../../platform/http/guessers.ts'
import type { Log } from '../../../platform/log.ts'
import { type AddressRow, addRefusals, type RefusedCalls } from './accept.store.ts'

const wrongTokensPerMinute = 10
const closedMs = 5 * 60_000
const writeMs = 1_000

export interface RefusedCallCounter {
  /** Counts a call to a webhook that exists. */
  count: (address: Pick<AddressRow, 'community_id' | 'webhook_id'>, reason: string) => void
  /** Counts a wrong token; answers how many seconds the door stays closed, or 0. */
  countWrongToken: (ip: string) => number
  closedSeconds: (ip: string) => number
  stop: () => Promise<void>
}

export function startRefusedCallCounter(ctx: { db: Database; clock: Clock; log: Log }): RefusedCallCounter {
  let fresh = new Map<string, RefusedCalls>()
  const guessers = createGuessers(ctx.clock, { perMinute: wrongTokensPerMinute, closedMs })
  let writing: Promise<void> = Promise.resolve()
  const timer = setInterval(() => {
    writing = write()
  }, writeMs)
  timer.unref()

  async function write(): Promise<void> {
    if (fresh.size === 0) return
    const batch = fresh
    fresh = new Map()
    await addRefusals(ctx.db, [...batch.values()]).catch((error: Error) =>
      ctx.log.warn({ error: error.message }, 'refused calls were not counted'),
    )
  }

  return {
    count({ community_id: communityId, webhook_id: webhookId }, reason) {
      const key = `${webhookId} ${reason}`
      const before = fresh.get(key)
      fresh.set(key, { communityId, webhookId, reason, count: (before?.count ?? 0) + 1 })
    },
    countWrongToken: guessers.countWrong,
    closedSeconds: guessers.closedSeconds,
    async stop() {
      clearInterval(timer)
      await writing
      await write()
    },
  }
}
