/**
 * Ends attempts in small batches: those that end while a batch commits join the next one, because a commit costs the
 * same for one as for dozens. While the database is away they wait; their leases tell when others may take over.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../../../context.ts'
import { inTransaction, isContention, isUnavailable } from '../../../platform/db/database.ts'
import { type EndedDelivery, finishAttempts } from './finish-attempts.ts'

const batchMax = 128
/** Batches that are written at the same time: while one waits for the disk, the next is put together. */
const batchesMax = 2
/** Batches start at least this far apart; an attempt that finds the lane idle does not wait. */
const batchSpacingMs = 5
const retryMs = 500
/** As long as a lease lasts: after that somebody else sends it again anyway. */
const triesMax = 120

interface Waiting {
  ended: EndedDelivery
  resolve: () => void
  reject: (error: unknown) => void
}

export interface FinishLane {
  finish: (ended: EndedDelivery) => Promise<void>
  waitingCount: () => number
  /** Tries no more while the database is away. */
  stop: () => Promise<void>
}

export function startFinishLane(ctx: Pick<Context, 'db' | 'events' | 'log'>): FinishLane {
  const waiting: Waiting[] = []
  const running = new Set<Promise<void>>()
  let lastStart = 0
  let isStopped = false

  function finish(ended: EndedDelivery): Promise<void> {
    return new Promise((resolve, reject) => {
      waiting.push({ ended, resolve, reject })
      if (running.size >= batchesMax) return
      const round: Promise<void> = finishAll().finally(() => running.delete(round))
      running.add(round)
    })
  }

  async function finishAll(): Promise<void> {
    await new Promise(setImmediate)
    while (waiting.length > 0) {
      const waitMs = lastStart + batchSpacingMs - performance.now()
      if (waitMs > 0) await sleep(waitMs)
      lastStart = performance.now()
      const batch = waiting.splice(0, batchMax)
      // The other one may have taken them meanwhile.
      if (batch.length === 0) return
      try {
        await finishPatiently(batch.map(({ ended }) => ended))
        for (const { resolve } of batch) resolve()
      } catch (error) {
        for (const { reject } of batch) reject(error)
      }
    }
  }

  async function finishPatiently(ended: readonly EndedDelivery[]): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        return await inTransaction(ctx.db, (tx) => finishAttempts(ctx, tx, ended))
      } catch (error) {
        if (isContention(error) && tries < triesMax) continue
        if (!isUnavailable(error) || tries >= triesMax || isStopped) throw error
        await sleep(retryMs)
      }
    }
  }

  return {
    finish,
    waitingCount: () => waiting.length,
    async stop() {
      isStopped = true
      await Promise.all(running)
    },
  }
}
