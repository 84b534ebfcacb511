/** Ends merges that were not answered in time, each in a transaction; one that is just being sent waits for that. */
import type { Context } from '../../../context.ts'
import { decisionTime, isContention, isUnavailable } from '../../../platform/db/database.ts'
import { systemActor } from '../../actor.ts'
import type { AwaitedEvents } from '../../outgoing/index.ts'
import { awaitedOf, endMerge } from './end-merge.ts'
import { type MergeAddress, mergesReader, standingOf } from './merge.ts'
import { listDueMerges } from './merge-attempts.store.ts'
import { stepByDeadline } from './merges.rules.ts'
import { lockMerge } from './merges.store.ts'

const batchMax = 100

type SweepContext = Pick<Context, 'db' | 'ids' | 'events' | 'inTransaction' | 'log'>

/** Answers how many came to their end, or in doubt. */
export async function sweepMerges(ctx: SweepContext, awaited: AwaitedEvents): Promise<number> {
  let count = 0
  for (const { community_id: communityId, id: mergeId } of await listDueMerges(ctx.db, batchMax)) {
    if (await sweepOne(ctx, awaited, { communityId, mergeId })) count += 1
  }
  return count
}

/** One that cannot be ended keeps no other waiting. */
async function sweepOne(ctx: SweepContext, awaited: AwaitedEvents, address: MergeAddress): Promise<boolean> {
  try {
    return await sweep(ctx, awaited, address)
  } catch (error) {
    if (isUnavailable(error) || isContention(error)) throw error
    ctx.log.error({ error, mergeId: address.mergeId }, 'a merge could not be ended; it is tried again')
    return false
  }
}

async function sweep(ctx: SweepContext, awaited: AwaitedEvents, address: MergeAddress): Promise<boolean> {
  return ctx.inTransaction(async (tx) => {
    const merge = await lockMerge(tx, address)
    if (!merge || merge.confirm_by > (await decisionTime(tx))) return false
    await awaited.lock(tx, awaitedOf(merge))
    const isOnItsWay = await awaited.isOnItsWay(tx, awaitedOf(merge), mergesReader)
    const state = stepByDeadline(standingOf(merge), isOnItsWay)
    if (state === undefined || state === 'requested') return false
    const actor = systemActor('Deadline', ctx.ids.next())
    // In doubt it is asked again once a day.
    await endMerge(tx, ctx, awaited, actor, merge, { state, endsSending: state !== 'in_doubt' })
    return true
  })
}
