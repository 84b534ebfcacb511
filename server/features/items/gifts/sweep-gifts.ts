/** Ends gifts that nobody can answer any more, each in a transaction of its own. */
import type { Context } from '../../../context.ts'
import { decisionTime, isContention, isUnavailable } from '../../../platform/db/database.ts'
import { invariant } from '../../../platform/invariant.ts'
import { systemActor } from '../../actor.ts'
import { lockItems } from '../postings/postings.store.ts'
import { endGift } from './end-gift.ts'
import { type DueGiftRow, findGift, listDueGifts, lockGift } from './gifts.store.ts'

const batchMax = 200

type SweepContext = Pick<Context, 'db' | 'ids' | 'events' | 'inTransaction' | 'log'>

/** Answers how many ended. */
export async function sweepGifts(ctx: SweepContext): Promise<number> {
  let count = 0
  for (const due of await listDueGifts(ctx.db, batchMax)) if (await sweepOne(ctx, due)) count += 1
  return count
}

/** One that cannot be ended keeps no other waiting. */
async function sweepOne(ctx: SweepContext, due: DueGiftRow): Promise<boolean> {
  try {
    return await sweep(ctx, due)
  } catch (error) {
    if (isUnavailable(error) || isContention(error)) throw error
    ctx.log.error({ error, giftId: due.id }, 'a gift could not be ended; it is tried again')
    return false
  }
}

async function sweep(ctx: SweepContext, { community_id: communityId, id: giftId, is_over }: DueGiftRow) {
  return ctx.inTransaction(async (tx) => {
    const found = await findGift(tx, { communityId, giftId })
    if (!found) return false
    const [item] = await lockItems(tx, communityId, [found.item_id], { isExclusive: false })
    const gift = await lockGift(tx, { communityId, giftId })
    if (gift?.state !== 'offered') return false
    invariant(item, 'the item of a gift is never deleted')
    const isOver = is_over || gift.expires_at <= (await decisionTime(tx))
    const actor = systemActor(isOver ? 'Deadline' : 'Guildhall', ctx.ids.next())
    await endGift(tx, ctx, actor, gift, item, isOver ? 'expired' : 'canceled')
    return true
  })
}
