/** Tells that units came out of their trade holds, which are over at that instant, swept or not. */
import type { Context } from '../../../context.ts'
import type { NewEvent } from '../../../platform/events/events.ts'
import { shownTierUri } from '../catalog/item-uri.rules.ts'
import { type EndedHoldRow, takeEndedHolds } from './trade-holds.store.ts'

const batchMax = 500

/** One batch; answers how many trade holds ended. */
export async function sweepTradeHolds(ctx: Pick<Context, 'events' | 'inTransaction'>): Promise<number> {
  return ctx.inTransaction(async (tx) => {
    const ended = await takeEndedHolds(tx, batchMax)
    await ctx.events.publishAll(tx, ended.map(endOf))
    return ended.reduce((sum, row) => sum + row.rows, 0)
  })
}

function endOf(row: EndedHoldRow): NewEvent<'trade_hold.ended'> {
  const tier = { key: row.tier_key, uri: row.tier_uri }
  return {
    communityId: row.community_id,
    type: 'trade_hold.ended',
    subjectId: row.member_id,
    payload: {
      ...{ appId: row.app_id, memberId: row.member_id, itemId: row.item_id },
      itemUri: shownTierUri(row.item_uri, tier, row.tier_count),
      ...{ tier: row.tier_key, quantity: row.quantity, endedAt: row.until.toISOString() },
    },
    actor: { kind: 'system', id: null, label: 'Ended' },
    cause: { kind: 'expiry', id: row.tier_id },
  }
}
