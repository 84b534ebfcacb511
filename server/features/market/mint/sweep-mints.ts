/** Ends mint orders that were not answered in time; one that is just being sent waits for that. */
import type { Context } from '../../../context.ts'
import { decisionTime, isContention, isUnavailable } from '../../../platform/db/database.ts'
import { systemActor } from '../../actor.ts'
import type { AwaitedEvents, FindWanted } from '../../outgoing/index.ts'
import { endMint } from './end-mint.ts'
import { awaitedOf, type MintOrderAddress, mintReader, standingOf } from './mint-order.ts'
import { isStillSent, stepByDeadline } from './mint-orders.rules.ts'
import { listDueOrders, listSentOrders, lockMintOrder } from './mint-orders.store.ts'

const batchMax = 100

type SweepContext = Pick<Context, 'db' | 'ids' | 'events' | 'inTransaction' | 'log'>

/** Answers how many came to their end, or are overdue. */
export async function sweepMints(ctx: SweepContext, awaited: AwaitedEvents): Promise<number> {
  let count = 0
  for (const { community_id: communityId, id: mintOrderId } of await listDueOrders(ctx.db, batchMax)) {
    if (await sweepOne(ctx, awaited, { communityId, mintOrderId })) count += 1
  }
  return count
}

/** One that cannot be ended keeps no other waiting. */
async function sweepOne(
  ctx: SweepContext,
  awaited: AwaitedEvents,
  address: MintOrderAddress,
): Promise<boolean> {
  try {
    return await sweep(ctx, awaited, address)
  } catch (error) {
    if (isUnavailable(error) || isContention(error)) throw error
    const { mintOrderId } = address
    ctx.log.error({ error, mintOrderId }, 'a mint order could not be ended; it is tried again')
    return false
  }
}

async function sweep(ctx: SweepContext, awaited: AwaitedEvents, address: MintOrderAddress): Promise<boolean> {
  return ctx.inTransaction(async (tx) => {
    const order = await lockMintOrder(tx, address)
    if (!order || order.confirm_by > (await decisionTime(tx))) return false
    await awaited.lock(tx, awaitedOf(order))
    const isOnItsWay = await awaited.isOnItsWay(tx, awaitedOf(order), mintReader)
    const state = stepByDeadline(standingOf(order), isOnItsWay)
    if (state === undefined) return false
    await endMint(tx, ctx, awaited, systemActor('Deadline', ctx.ids.next()), order, { state })
    return true
  })
}

/** Which of the events that tell games of mint orders still have to be sent: asked by whoever sends, just before. */
export const findSentOrders: FindWanted = async (db, events) => {
  const found = await listSentOrders(db, events)
  const wanted = found.filter((row) =>
    isStillSent({
      ...{ state: row.state, confirmMode: row.confirm_mode, isSeen: row.is_seen },
      ...{ resendsAfterUnknown: row.resends_after_unknown, isOver: row.is_over, hasUnknown: row.has_unknown },
    }),
  )
  return new Set(wanted.map(({ event_id: id }) => id))
}
