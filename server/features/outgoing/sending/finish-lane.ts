/**
 * Ends attempts in small batches: those that end while a batch commits join the next one, because a commit costs the
 * same for one as for dozens. While the database is away they wait; their leases tell when others may take over.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../../../context.ts'
import { inTransaction, isContention, isUnavailable } from '../../../platform/db/database.ts'
import { startLane } from '../../../platform/db/lane.ts'
import { type EndedDelivery, finishAttempts } from './finish-attempts.ts'

const batchMax = 128
/**
 * Batches that are written at the same time: while one waits for the disk, the next is put together. What ends at one
 * endpoint always goes the same way, so that no batch waits for rows of another.
 */
const laneCount = 2
/** A batch starts at least so long after the one before. */
const batchSpacingMs = 5
const retryMs = 500
/** As long as a lease lasts: after that somebody else sends it again anyway. */
const triesMax = 120

export interface FinishLane {
  finish: (ended: EndedDelivery) => Promise<void>
  waitingCount: () => number
  /** Tries no more while the database is away. */
  stop: () => Promise<void>
}

export function startFinishLane(ctx: Pick<Context, 'db' | 'events' | 'log'>): FinishLane {
  const lanes = Array.from({ length: laneCount }, () =>
    startLane<EndedDelivery, undefined>({ batchMax, spacingMs: batchSpacingMs, run: finishPatiently }),
  )
  let isStopped = false

  async function finishPatiently(ended: readonly EndedDelivery[]): Promise<undefined[]> {
    for (let tries = 1; ; tries++) {
      try {
        await inTransaction(ctx.db, (tx) => finishAttempts(ctx, tx, ended))
        return ended.map(() => undefined)
      } catch (error) {
        if (!isPassing(error) || tries >= triesMax || isStopped) throw error
        await sleep(retryMs)
      }
    }
  }

  return {
    finish: async (ended) => laneOf(lanes, ended.row.endpoint_id).take(ended),
    waitingCount: () => lanes.reduce((sum, lane) => sum + lane.waitingCount(), 0),
    async stop() {
      isStopped = true
      await Promise.all(lanes.map((lane) => lane.stop()))
    },
  }
}

const isPassing = (error: unknown) => isUnavailable(error) || isContention(error)

/** By the end of the id, which is random. */
function laneOf<Lane>(lanes: readonly Lane[], endpointId: string): Lane {
  return lanes[Number.parseInt(endpointId.slice(-4), 16) % lanes.length] as Lane
}
