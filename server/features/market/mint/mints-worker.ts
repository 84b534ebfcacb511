/** Hears what came of telling games of mint orders, and sweeps those whose time is over, round after round. */
import type { Context } from '../../../context.ts'
import { hasUnread } from '../../../platform/events/reader.ts'
import { guardedRound } from '../../../platform/guarded-round.ts'
import { startWorkLoop, type WorkLoop } from '../../../platform/work-loop.ts'
import type { AwaitedEvents } from '../../outgoing/index.ts'
import { hearAttempts } from './hear-attempts.ts'
import { mintReader } from './mint-order.ts'
import { sweepMints } from './sweep-mints.ts'

const pollMs = 250
const sweepEveryMs = 10_000
const failureWaitMs = 2_000

/** `drain` settles once everything that was told has been heard, and nothing is overdue. */
export function startMintsWorker(
  ctx: Pick<Context, 'db' | 'ids' | 'events' | 'inTransaction' | 'log'>,
  awaited: AwaitedEvents,
): Pick<WorkLoop, 'drain' | 'stop'> {
  let sweptAt = Number.NEGATIVE_INFINITY
  let isAsked = false
  const words = { waits: 'mint orders wait', failed: 'mint orders could not be decided; it is tried again' }
  const round = guardedRound(ctx.log, words, failureWaitMs, async () => {
    if ((await hearAttempts(ctx, awaited)) > 0) return true
    if (!isAsked && performance.now() - sweptAt < sweepEveryMs) return false
    isAsked = false
    sweptAt = performance.now()
    return (await sweepMints(ctx, awaited)) > 0
  })
  const loop = startWorkLoop(round, pollMs)
  return {
    async drain() {
      // Events of transactions that are open elsewhere hide those behind them for a moment.
      do {
        isAsked = true
        await loop.drain()
      } while (await hasUnread(ctx.db, mintReader))
    },
    stop: loop.stop,
  }
}
