/** Looks every 15 s for trade holds that are over; several servers may, each has rows of its own. */
import type { Context } from '../../../context.ts'
import { guardedRound } from '../../../platform/guarded-round.ts'
import { startWorkLoop, type WorkLoop } from '../../../platform/work-loop.ts'
import { sweepTradeHolds } from './sweep-trade-holds.ts'

const pollMs = 15_000

export function startTradeHoldsWorker(
  ctx: Pick<Context, 'events' | 'inTransaction' | 'log'>,
): Pick<WorkLoop, 'wake' | 'drain' | 'stop'> {
  const words = { waits: 'ended trade holds wait', failed: 'telling of ended trade holds failed' }
  return startWorkLoop(
    guardedRound(ctx.log, words, pollMs, async () => (await sweepTradeHolds(ctx)) > 0),
    pollMs,
  )
}
