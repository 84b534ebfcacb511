/** Lets receipts go whose member has appeared or whose time is over, round after round, as long as there are some. */
import type { Context } from '../../../context.ts'
import { isUnavailable } from '../../../platform/db/database.ts'
import { startWorkLoop, type WorkLoop } from '../../../platform/work-loop.ts'
import { releaseReceipts } from './release-receipts.ts'

const failureWaitMs = 2_000

/** `drain` settles once the log has been read to its horizon and nothing is overdue. */
export type AwaitingWorker = Pick<WorkLoop, 'drain' | 'stop'>

/** `wakeApplying` is called when receipts have been put into the queue. */
export function startAwaitingWorker(
  ctx: Pick<Context, 'db' | 'log'>,
  wakeApplying: () => void,
): AwaitingWorker {
  return startWorkLoop(async () => {
    try {
      const { found, released } = await releaseReceipts(ctx.db)
      if (released > 0) wakeApplying()
      return found > 0 ? { kind: 'worked', restMs: 0 } : { kind: 'idle' }
    } catch (error) {
      if (isUnavailable(error))
        ctx.log.warn(
          { error: (error as Error).message },
          'receipts that wait for members wait for the database',
        )
      else ctx.log.error({ error }, 'receipts that wait for members could not be let go; it is tried again')
      return { kind: 'failed', restMs: failureWaitMs }
    }
  })
}
