/**
 * Hears what came of telling receivers of what needs an answer, and sweeps what was not answered in time, round after
 * round. Who waits for answers says how one is heard, and what is swept.
 */
import type { Context } from '../../../context.ts'
import { hasNext, hasUnread } from '../../../platform/events/reader.ts'
import { type GuardWords, guardedRound } from '../../../platform/guarded-round.ts'
import { startWorkLoop, type WorkLoop } from '../../../platform/work-loop.ts'

const pollMs = 250
const sweepEveryMs = 10_000
const failureWaitMs = 2_000

export interface AwaitedAnswers {
  /** Of `attempt.finished` in the log. */
  reader: string
  words: GuardWords
  /** Answers how many were heard: 0 when there are none. */
  hear: () => Promise<number>
  /** Answers how many came to their end. */
  sweep: () => Promise<number>
}

/** `drain` settles once everything that was told has been heard, and nothing is overdue. */
export function startAnswersWorker(
  ctx: Pick<Context, 'db' | 'log'>,
  { reader, words, hear, sweep }: AwaitedAnswers,
): Pick<WorkLoop, 'drain' | 'stop'> {
  let sweptAt = Number.NEGATIVE_INFINITY
  let isAsked = false
  const round = guardedRound(ctx.log, words, failureWaitMs, async () => {
    // A look costs nothing; a reader that takes its cursor writes.
    if ((await hasNext(ctx.db, reader)) && (await hear()) > 0) return true
    if (!isAsked && performance.now() - sweptAt < sweepEveryMs) return false
    isAsked = false
    sweptAt = performance.now()
    return (await sweep()) > 0
  })
  const loop = startWorkLoop(round, pollMs)
  return {
    async drain() {
      // Events of transactions that are open elsewhere hide those behind them for a moment.
      do {
        isAsked = true
        await loop.drain()
      } while (await hasUnread(ctx.db, reader))
    },
    stop: loop.stop,
  }
}
