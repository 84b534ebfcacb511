/** Looks every few seconds for listings that have ended; several servers may, each locks its rows. */
import type { Context } from '../../../context.ts'
import { isContention, isUnavailable } from '../../../platform/db/database.ts'
import { hasUnread } from '../../../platform/events/reader.ts'
import { startWorkLoop, type WorkLoop } from '../../../platform/work-loop.ts'
import { endingsReader, endOrders } from './end-orders.ts'

const pollMs = 5_000

export function startEndingsWorker(
  ctx: Pick<Context, 'db' | 'ids' | 'events' | 'inTransaction' | 'log'>,
): Pick<WorkLoop, 'stop' | 'drain' | 'wake'> {
  const loop = startWorkLoop(async () => {
    try {
      return (await endOrders(ctx)) > 0 ? { kind: 'worked', restMs: 0 } : { kind: 'idle' }
    } catch (error) {
      if (isUnavailable(error)) ctx.log.warn({ error: (error as Error).message }, 'ended listings wait')
      else if (!isContention(error)) ctx.log.error({ error }, 'ending listings failed')
      return { kind: 'failed', restMs: pollMs }
    }
  }, pollMs)
  return {
    ...loop,
    async drain() {
      // Events of transactions that are open elsewhere hide those behind them for a moment.
      do await loop.drain()
      while (await hasUnread(ctx.db, endingsReader))
    },
  }
}
