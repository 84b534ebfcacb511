/** Tells of an activation, with everything that is active of the member in the app after it; the game, too. */

import type { ItemChange } from '../../../../contracts/inventory.ts'
import { activeItemsMax } from '../../../../contracts/periods.ts'
import type { Context } from '../../../context.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import { type Actor, recordedActor } from '../../actor.ts'
import type { ShownTier } from '../postings/posting.ts'
import type { PeriodRow } from './period.ts'
import { listActiveRows } from './periods.store.ts'
import { toldPeriod } from './periods.views.ts'
import { publishActiveTime } from './publish-active-time.ts'

export interface ToldActivation {
  period: PeriodRow
  take: { tier: Pick<ShownTier, 'key'>; quantity: number }
  secondsAdded: number
  /** Of the period that was extended; null for a new one. */
  expiresBefore: Date | null
  /** The one of its units. */
  changes: ItemChange[]
}

export async function announceActivation(
  tx: Transaction,
  ctx: Pick<Context, 'events'>,
  actor: Actor,
  { period, take, secondsAdded, expiresBefore, changes }: ToldActivation,
): Promise<void> {
  const { community_id: communityId, app_id: appId, member_id: memberId } = period
  const active = await listActiveRows(tx, { communityId, appId, memberId }, activeItemsMax)
  const by = { actor: recordedActor(actor), cause: { kind: 'request' as const, id: actor.requestId } }
  await ctx.events.publish(tx, {
    communityId,
    type: expiresBefore === null ? 'period.activated' : 'period.extended',
    subjectId: memberId,
    payload: {
      ...toldPeriod(period),
      tier: take.tier.key,
      units: take.quantity,
      secondsAdded,
      expiresBefore: expiresBefore?.toISOString() ?? null,
      expiresAt: period.expires_at.toISOString(),
      activeItems: active.map(({ item_id: itemId, item_uri: itemUri, expires_at }) => ({
        ...{ itemId, itemUri, expiresAt: expires_at.toISOString() },
      })),
      changes,
    },
    ...by,
  })
  const holder = { communityId, appId, memberId }
  await publishActiveTime(tx, ctx, holder, { ...by, sequence: changes[0]?.inventorySequence ?? 0 })
}
