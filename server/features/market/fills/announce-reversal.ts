/** Writes down and tells what the reversal of a fill changed for both sides. */
import type { Context } from '../../../context.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import { type Actor, recordedActor } from '../../actor.ts'
import { changeOf, recordChanges, type ToldChange, type TradedTier } from '../../items/index.ts'
import type { PostedTransfer } from '../../ledger/index.ts'
import type { HeldUnits } from '../units/held-units.ts'
import type { Sequences } from '../units/sequences.ts'
import type { FillRow } from './fill.ts'
import { toldFill } from './fills.views.ts'

export interface ReversalNews {
  fill: FillRow
  tier: TradedTier
  /** The first is that of the units. */
  transfers: readonly PostedTransfer[]
  sequences: Sequences
  held: HeldUnits
}

export async function announceReversal(
  tx: Transaction,
  ctx: Pick<Context, 'ids' | 'events'>,
  actor: Actor,
  { fill, tier, transfers, sequences, held }: ReversalNews,
): Promise<void> {
  const { community_id: communityId, quantity } = fill
  const posting = { postingId: actor.requestId, reason: `Reversed: ${tier.item_name}` }
  const changed = (memberId: string, delta: number, countAfter: number): ToldChange =>
    changeOf(ctx, tier, {
      ...{ memberId, delta, countAfter, ownedAfter: countAfter + held.of(memberId, tier.asset) },
      ...{ inventorySequence: sequences.next(memberId), ...posting },
    })
  const units = transfers[0]
  const told = [changed(fill.buyer_id, -quantity, units?.fromBalance ?? 0)]
  if (fill.seller_kind === 'member') told.push(changed(fill.seller_id, quantity, units?.toBalance ?? 0))
  await recordChanges(tx, ctx, actor, { communityId, appId: fill.app_id }, told)
  await ctx.events.publish(tx, {
    ...{ communityId, type: 'fill.reversed', subjectId: fill.id },
    payload: {
      fill: toldFill(fill, tier),
      reason: fill.reversal_reason,
      changes: told.map(({ change }) => change),
    },
    ...{ actor: recordedActor(actor), cause: { kind: 'request', id: actor.requestId } },
  })
}
