/** Looks every ten seconds for gifts that nobody can answer any more; several servers may, each gift ends once. */
import type { Context } from '../../../context.ts'
import { isContention, isUnavailable } from '../../../platform/db/database.ts'
import { startWorkLoop, type WorkLoop } from '../../../platform/work-loop.ts'
import { sweepGifts } from './sweep-gifts.ts'

const pollMs = 10_000

export function startGiftsWorker(
  ctx: Pick<Context, 'db' | 'ids' | 'events' | 'inTransaction' | 'log'>,
): Pick<WorkLoop, 'drain' | 'stop'> {
  return startWorkLoop(async () => {
    try {
      return (await sweepGifts(ctx)) > 0 ? { kind: 'worked', restMs: 0 } : { kind: 'idle' }
    } catch (error) {
      if (isUnavailable(error)) ctx.log.warn({ error: (error as Error).message }, 'gifts that are over wait')
      else if (!isContention(error)) ctx.log.error({ error }, 'gifts could not be ended; it is tried again')
      return { kind: 'failed', restMs: pollMs }
    }
  }, pollMs)
}
