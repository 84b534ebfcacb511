/**
 * Works on the repairs that run, a batch of each in turn. Every batch is one transaction that also moves the
 * repair on, so a worker that dies leaves nothing half done and any other goes on from there.
 */
import type { Context } from '../../../context.ts'
import { inTransaction, isUnavailable } from '../../../platform/db/database.ts'
import { startWorkLoop, type WorkLoop } from '../../../platform/work-loop.ts'
import type { Traffic } from '../accept/traffic.ts'
import { discardBatch } from './discard-batch.ts'
import { fullPace, gentlePace, type Pace, queueBatch } from './queue-batch.ts'
import { claimRepair, listDueRepairs, moveRepair } from './repairs.store.ts'
import { undoBatch } from './undo-batch.ts'

/** Between batches, so that what the people and the senders want gets its turn. */
const batchSpacingMs = 25
/** While senders are busy: a repair takes the time that they leave. */
const gentleSpacingMs = 75
const failureWaitMs = 2_000

/** `drain` settles once no repair runs any more. */
export type RepairWorker = Pick<WorkLoop, 'wake' | 'drain' | 'stop'>

export type RepairContext = Pick<Context, 'db' | 'ids' | 'events' | 'log'>

/** `wakeApplying` is called when receipts have been put into the queue. */
export function startRepairWorker(
  ctx: RepairContext,
  wakeApplying: () => void,
  traffic: Pick<Traffic, 'isBusy'>,
): RepairWorker {
  const loop = startWorkLoop(async () => {
    const count = await runBatches()
    if (count === 'failed') return { kind: 'failed', restMs: failureWaitMs }
    if (count === 0) return { kind: 'idle' }
    return { kind: 'worked', restMs: traffic.isBusy() ? gentleSpacingMs : batchSpacingMs }
  })

  async function runBatches(): Promise<number | 'failed'> {
    try {
      const due = await listDueRepairs(ctx.db)
      for (const { community_id: communityId, id } of due) {
        if (loop.isStopped()) break
        const pace = traffic.isBusy() ? gentlePace : fullPace
        if (await runBatch(ctx, communityId, id, pace)) wakeApplying()
      }
      return due.length
    } catch (error) {
      if (isUnavailable(error))
        ctx.log.warn({ error: (error as Error).message }, 'repairs wait for the database')
      else ctx.log.error({ error }, 'a batch of a repair failed; it is tried again')
      return 'failed'
    }
  }

  return loop
}

/** Answers whether it put receipts into the queue. */
export async function runBatch(
  ctx: Pick<Context, 'db' | 'ids' | 'events'>,
  communityId: string,
  id: string,
  pace: Pace,
): Promise<boolean> {
  return inTransaction(ctx.db, async (tx) => {
    const repair = await claimRepair(tx, communityId, id)
    if (!repair) return false
    const result =
      repair.kind === 'undo'
        ? await undoBatch(ctx, tx, repair)
        : repair.kind === 'discard'
          ? await discardBatch(tx, repair)
          : await queueBatch(tx, repair, pace)
    await moveRepair(tx, communityId, id, result)
    return result.opened > 0
  })
}
