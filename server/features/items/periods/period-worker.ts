/** Looks every 15 s for active time that is over or soon will be; several servers may, each has rows of its own. */
import type { Context } from '../../../context.ts'
import { guardedRound } from '../../../platform/guarded-round.ts'
import { startWorkLoop, type WorkLoop } from '../../../platform/work-loop.ts'
import { sweepPeriods } from './sweep-periods.ts'

const pollMs = 15_000

export function startPeriodWorker(
  ctx: Pick<Context, 'db' | 'events' | 'inTransaction' | 'log'>,
): Pick<WorkLoop, 'stop' | 'wake' | 'drain'> {
  const words = { waits: 'ended periods wait', failed: 'telling of ended periods failed' }
  const round = guardedRound(ctx.log, words, pollMs, async () => {
    await sweepPeriods(ctx)
    return false
  })
  return startWorkLoop(round, pollMs)
}
