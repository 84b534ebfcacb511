/** Looks every few seconds for listings that have ended; several servers may, each locks its rows. */
import type { Context } from '../../../context.ts'
import { hasUnread } from '../../../platform/events/reader.ts'
import { guardedRound } from '../../../platform/guarded-round.ts'
import { startWorkLoop, type WorkLoop } from '../../../platform/work-loop.ts'
import { endingsReader, endOrders } from './end-orders.ts'

const pollMs = 5_000

export function startEndingsWorker(
  ctx: Pick<Context, 'db' | 'ids' | 'events' | 'inTransaction' | 'log'>,
): Pick<WorkLoop, 'stop' | 'drain' | 'wake'> {
  const words = { waits: 'ended listings wait', failed: 'ending listings failed' }
  const loop = startWorkLoop(
    guardedRound(ctx.log, words, pollMs, async () => (await endOrders(ctx)) > 0),
    pollMs,
  )
  return {
    ...loop,
    async drain() {
      // Events of transactions that are open elsewhere hide those behind them for a moment.
      do await loop.drain()
      while (await hasUnread(ctx.db, endingsReader))
    },
  }
}
