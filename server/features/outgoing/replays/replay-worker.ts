/**
 * Works on the replays that run, each at its rate. Every batch is one transaction that also moves the replay on, so a
 * worker that dies leaves nothing half done and any other goes on from there.
 */
import type { Context } from '../../../context.ts'
import { inTransaction, isContention, isUnavailable } from '../../../platform/db/database.ts'
import { startWorkLoop, type WorkLoop } from '../../../platform/work-loop.ts'
import { findEndpoint } from '../endpoints/endpoints.store.ts'
import { deliveriesBatch } from './deliveries-batch.ts'
import { missedBatch } from './missed-batch.ts'
import { allowedNow, backlogMax, dueAfter } from './pace.rules.ts'
import {
  type ClaimedReplay,
  claimReplay,
  holdReplayBack,
  listRunningReplays,
  moveReplay,
  updateReplayState,
} from './replays.store.ts'

/** How often a replay is given its share: its rate is kept over seconds, not over milliseconds. */
const batchSpacingMs = 50
const failureWaitMs = 2_000

/** `drain` settles once no replay can go on. */
export type ReplayWorker = Pick<WorkLoop, 'wake' | 'drain' | 'stop'>

type WorkerContext = Pick<Context, 'db' | 'ids' | 'log'>

/** `wakeSending` is called when deliveries have been put into the queue. */
export function startReplayWorker(ctx: WorkerContext, wakeSending: () => void): ReplayWorker {
  const loop = startWorkLoop(async () => {
    try {
      const running = await listRunningReplays(ctx.db)
      for (const { community_id: communityId, id, is_due: isDue } of running) {
        if (isDue && !loop.isStopped() && (await runBatch(ctx, communityId, id)) > 0) wakeSending()
      }
      // One that is held back is looked at again when the loop does so by itself.
      const isAnyMoving = running.some((replay) => !replay.is_held_back)
      return isAnyMoving ? { kind: 'worked', restMs: batchSpacingMs } : { kind: 'idle' }
    } catch (error) {
      if (isUnavailable(error))
        ctx.log.warn({ error: (error as Error).message }, 'replays wait for the database')
      else if (!isContention(error)) ctx.log.error({ error }, 'a batch of a replay failed; it is tried again')
      return { kind: 'failed', restMs: failureWaitMs }
    }
  })
  return loop
}

/** Answers how many deliveries it put into the queue. */
export async function runBatch(
  ctx: Pick<Context, 'db' | 'ids'>,
  communityId: string,
  id: string,
): Promise<number> {
  return inTransaction(ctx.db, async (tx) => {
    const replay = await claimReplay(tx, communityId, id)
    if (!replay) return 0
    if (replay.endpoint_id !== null) {
      if (replay.is_endpoint_deleted) {
        await updateReplayState(tx, communityId, id, 'canceled', true)
        return 0
      }
      if (!replay.is_endpoint_active) {
        await updateReplayState(tx, communityId, id, 'paused', true)
        return 0
      }
      if ((replay.backlog ?? 0) >= backlogMax(replay.per_second)) {
        await holdReplayBack(tx, communityId, id)
        return 0
      }
    }
    const pace = paceOf(replay)
    const count = allowedNow(pace)
    if (count === 0) return 0
    const endpoint =
      replay.kind === 'missed' ? await findEndpoint(tx, communityId, replay.endpoint_id ?? '') : undefined
    const result = endpoint
      ? await missedBatch(ctx, tx, replay, endpoint, count)
      : await deliveriesBatch(tx, replay, count)
    await moveReplay(tx, communityId, id, result, dueAfter(pace, result.queued))
    return result.queued
  })
}

const paceOf = (replay: ClaimedReplay) => ({
  perSecond: replay.per_second,
  dueAt: replay.due_at,
  now: replay.now,
})
