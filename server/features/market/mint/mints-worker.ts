/** Decides mint orders by what came of telling games of them, and by their deadlines. */
import type { Context } from '../../../context.ts'
import type { WorkLoop } from '../../../platform/work-loop.ts'
import { type AwaitedEvents, startAnswersWorker } from '../../outgoing/index.ts'
import { hearAttempts } from './hear-attempts.ts'
import { mintReader } from './mint-order.ts'
import { sweepMints } from './sweep-mints.ts'

export const startMintsWorker = (
  ctx: Pick<Context, 'db' | 'ids' | 'events' | 'inTransaction' | 'log'>,
  awaited: AwaitedEvents,
): Pick<WorkLoop, 'drain' | 'stop'> =>
  startAnswersWorker(ctx, {
    reader: mintReader,
    words: { waits: 'mint orders wait', failed: 'mint orders could not be decided; it is tried again' },
    hear: () => hearAttempts(ctx, awaited),
    sweep: () => sweepMints(ctx, awaited),
  })
