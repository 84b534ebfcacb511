/** Looks every 15 s for active time that is over or soon will be; several servers may, each has rows of its own. */
import type { Context } from '../../../context.ts'
import { isContention, isUnavailable } from '../../../platform/db/database.ts'
import { startWorkLoop, type WorkLoop } from '../../../platform/work-loop.ts'
import { sweepPeriods } from './sweep-periods.ts'

const pollMs = 15_000

export function startPeriodWorker(
  ctx: Pick<Context, 'db' | 'events' | 'inTransaction' | 'log'>,
): Pick<WorkLoop, 'stop' | 'wake' | 'drain'> {
  return startWorkLoop(async () => {
    try {
      await sweepPeriods(ctx)
      return { kind: 'idle' }
    } catch (error) {
      if (isUnavailable(error)) ctx.log.warn({ error: (error as Error).message }, 'ended periods wait')
      else if (!isContention(error)) ctx.log.error({ error }, 'telling of ended periods failed')
      return { kind: 'failed', restMs: pollMs }
    }
  }, pollMs)
}
