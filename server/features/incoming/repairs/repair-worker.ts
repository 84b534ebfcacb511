/**
 * Works on the repairs that run, a batch of each in turn. Every batch is one transaction that also moves the
 * repair on, so a worker that dies leaves nothing half done and any other goes on from there.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../../../context.ts'
import { inTransaction, isUnavailable } from '../../../platform/db/database.ts'
import { discardBatch } from './discard-batch.ts'
import { queueBatch } from './queue-batch.ts'
import { claimRepair, listDueRepairs, moveRepair } from './repairs.store.ts'
import { undoBatch } from './undo-batch.ts'

const pollMs = 1_000
/** Between batches, so that what the people and the senders want gets its turn. */
const batchSpacingMs = 25
const failureWaitMs = 2_000

export interface RepairWorker {
  /** Says that there may be work. */
  wake: () => void
  /** Settles once no repair runs any more. */
  drain: () => Promise<void>
  stop: () => Promise<void>
}

export type RepairContext = Pick<Context, 'db' | 'ids' | 'events' | 'log'>

/** `wakeApplying` is called when receipts have been put into the queue. */
export function startRepairWorker(ctx: RepairContext, wakeApplying: () => void): RepairWorker {
  let isStopped = false
  let isAwake = false
  let rouse: (() => void) | undefined
  let drained: (() => void)[] = []

  const running = work()

  async function work(): Promise<void> {
    while (!isStopped) {
      isAwake = false
      const count = await runBatches()
      if (count === 'failed') await sleepUntilRoused(failureWaitMs)
      else if (count > 0) await sleep(batchSpacingMs)
      else if (!isAwake) {
        for (const settle of drained.splice(0)) settle()
        await sleepUntilRoused(pollMs)
      }
    }
  }

  async function runBatches(): Promise<number | 'failed'> {
    try {
      const due = await listDueRepairs(ctx.db)
      for (const { community_id: communityId, id } of due) {
        if (!isStopped && (await runBatch(ctx, communityId, id))) wakeApplying()
      }
      return due.length
    } catch (error) {
      if (isUnavailable(error))
        ctx.log.warn({ error: (error as Error).message }, 'repairs wait for the database')
      else ctx.log.error({ error }, 'a batch of a repair failed; it is tried again')
      return 'failed'
    }
  }

  function sleepUntilRoused(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(done, ms)
      rouse = done
      function done() {
        clearTimeout(timer)
        rouse = undefined
        resolve()
      }
    })
  }

  function wake(): void {
    isAwake = true
    rouse?.()
  }

  return {
    wake,
    drain: () =>
      new Promise((resolve) => {
        drained.push(resolve)
        wake()
      }),
    async stop() {
      isStopped = true
      rouse?.()
      await running
      for (const settle of drained) settle()
      drained = []
    },
  }
}

/** Answers whether it put receipts into the queue. */
export async function runBatch(
  ctx: Pick<Context, 'db' | 'ids' | 'events'>,
  communityId: string,
  id: string,
): Promise<boolean> {
  return inTransaction(ctx.db, async (tx) => {
    const repair = await claimRepair(tx, communityId, id)
    if (!repair) return false
    const result =
      repair.kind === 'undo'
        ? await undoBatch(ctx, tx, repair)
        : repair.kind === 'discard'
          ? await discardBatch(tx, repair)
          : await queueBatch(tx, repair)
    await moveRepair(tx, communityId, id, result)
    return result.opened > 0
  })
}
