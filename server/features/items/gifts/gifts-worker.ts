/** Looks every ten seconds for gifts that nobody can answer any more; several servers may, each gift ends once. */
import type { Context } from '../../../context.ts'
import { guardedRound } from '../../../platform/guarded-round.ts'
import { startWorkLoop, type WorkLoop } from '../../../platform/work-loop.ts'
import { sweepGifts } from './sweep-gifts.ts'

const pollMs = 10_000

export function startGiftsWorker(
  ctx: Pick<Context, 'db' | 'ids' | 'events' | 'inTransaction' | 'log'>,
): Pick<WorkLoop, 'drain' | 'stop'> {
  const words = { waits: 'gifts that are over wait', failed: 'gifts could not be ended; it is tried again' }
  return startWorkLoop(
    guardedRound(ctx.log, words, pollMs, async () => (await sweepGifts(ctx)) > 0),
    pollMs,
  )
}
