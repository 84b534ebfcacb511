/** Decides merges by what came of telling games of them, and by their deadlines. */
import type { Context } from '../../../context.ts'
import type { WorkLoop } from '../../../platform/work-loop.ts'
import { type AwaitedEvents, startAnswersWorker } from '../../outgoing/index.ts'
import { hearAttempts } from './hear-attempts.ts'
import { mergesReader } from './merge.ts'
import { sweepMerges } from './sweep-merges.ts'

export const startMergesWorker = (
  ctx: Pick<Context, 'db' | 'ids' | 'events' | 'inTransaction' | 'log'>,
  awaited: AwaitedEvents,
): Pick<WorkLoop, 'drain' | 'stop'> =>
  startAnswersWorker(ctx, {
    reader: mergesReader,
    words: { waits: 'merges wait', failed: 'merges could not be decided; it is tried again' },
    hear: () => hearAttempts(ctx, awaited),
    sweep: () => sweepMerges(ctx, awaited),
  })
