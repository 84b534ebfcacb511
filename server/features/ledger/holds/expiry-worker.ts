/** Looks every ten seconds for holds whose time is over; several servers may, each batch locks its rows. */
import type { Context } from '../../../context.ts'
import { isContention, isUnavailable } from '../../../platform/db/database.ts'
import { startWorkLoop, type WorkLoop } from '../../../platform/work-loop.ts'
import { expireHolds } from './expire-holds.ts'

const pollMs = 10_000

export function startExpiryWorker(
  ctx: Pick<Context, 'ids' | 'events' | 'inTransaction' | 'log'>,
): Pick<WorkLoop, 'stop'> {
  return startWorkLoop(async () => {
    try {
      await expireHolds(ctx)
      return { kind: 'idle' }
    } catch (error) {
      if (isUnavailable(error)) ctx.log.warn({ error: (error as Error).message }, 'expired holds wait')
      else if (!isContention(error)) ctx.log.error({ error }, 'expiring holds failed')
      return { kind: 'failed', restMs: pollMs }
    }
  }, pollMs)
}
