/**
 * What listings, gifts and holds that are over still hold is their owner's, whether or not a sweep has given it back. So
 * before anybody is told that there is not enough, what is over is given back, and it is tried once more.
 */
import type { Context } from './context.ts'
import type { Started } from './features/feature.ts'
import { items } from './features/items/index.ts'
import { ledger } from './features/ledger/index.ts'
import { market } from './features/market/index.ts'
import { startLane } from './platform/db/lane.ts'
import { Refusal } from './platform/refusal.ts'

/** `retryFor`: what makes it try once more; null the last time, whose refusal stands. */
export type WithReturned = <Result>(
  work: (retryFor: 'insufficient_balance' | null) => Promise<Result>,
  options: { isKeyed: boolean },
) => Promise<Result>

/** Gives back a batch of one kind; answers how much that was. */
export type Sweep = () => Promise<number>

export const sweepsOf = (ctx: Context, started: Started): readonly Sweep[] => [
  started.of(ledger).expireSome,
  started.of(items).endDueGifts,
  () => started.of(market).endDue(ctx),
]

/**
 * What cannot be given back just now is left for the sweeps. Whoever comes while they go round waits for the next time, together
 * with all others: a crowd without coins costs what one of them costs.
 */
export function returningExpired(sweeps: readonly Sweep[]): WithReturned {
  const rounds = startLane<undefined, number>({
    batchMax: 1_000,
    async run(callers) {
      let returned = 0
      for (const sweep of sweeps) returned += await sweep().catch(() => 0)
      return callers.map(() => returned)
    },
  })
  return async (work, { isKeyed }) => {
    try {
      return await work('insufficient_balance')
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'insufficient_balance') throw error
      // Under a key the refusal is kept by the last try.
      if ((await rounds.take(undefined)) === 0 && !isKeyed) throw error
      return work(null)
    }
  }
}
