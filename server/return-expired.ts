/**
 * What listings, gifts and holds that are over still hold is their owner's, whether or not a sweep has given it back. So
 * before anybody is told that there is not enough, what is over is given back, and it is tried once more.
 */
import type { Context } from './context.ts'
import type { Started } from './features/feature.ts'
import { items } from './features/items/index.ts'
import { ledger } from './features/ledger/index.ts'
import { market } from './features/market/index.ts'
import { Refusal } from './platform/refusal.ts'

export type WithReturned = <Result>(work: () => Promise<Result>) => Promise<Result>

/** A batch of each kind; what cannot be given back just now is left for the sweeps. */
export function returningExpired(ctx: Context, started: Started): WithReturned {
  const sweeps = [
    started.of(ledger).expireSome,
    started.of(items).endDueGifts,
    () => started.of(market).endDue(ctx),
  ]
  return async (work) => {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'insufficient_balance') throw error
      let returned = 0
      for (const sweep of sweeps) returned += await sweep().catch(() => 0)
      if (returned === 0) throw error
      return work()
    }
  }
}
