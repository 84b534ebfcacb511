/**
 * Ends a merge that is locked, or puts it in doubt: its state, its hold, the counts, the event, all in one commit.
 * Deliveries that wait are closed; a merge ends once, because its posting has the id of the merge as its cause.
 */
import type { Context } from '../../../context.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import { invariant } from '../../../platform/invariant.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import { endHold, itemAsset, sink } from '../../ledger/index.ts'
import type { AwaitedEvents } from '../../outgoing/index.ts'
import { defaultTierKey } from '../catalog/item.ts'
import { lockInventories } from '../postings/inventories.store.ts'
import { postMovement } from '../postings/post-movement.ts'
import type { MergeRow } from './merge.ts'
import { updateMerge } from './merges.store.ts'
import { mergeAction } from './request-merge.ts'
import { type MergeEnd, tellMerge } from './tell-merge.ts'

export const awaitedOf = (row: MergeRow) => ({
  communityId: row.community_id,
  appId: row.app_id,
  eventId: row.event_id,
})

/** The caller holds the row. `endsSending`: false where the game is asked again. */
export async function endMerge(
  tx: Transaction,
  ctx: Pick<Context, 'ids' | 'events'>,
  awaited: AwaitedEvents,
  actor: Actor,
  row: MergeRow,
  {
    state,
    reason = null,
    endsSending = true,
  }: { state: MergeEnd; reason?: string | null; endsSending?: boolean },
): Promise<void> {
  const { community_id: communityId, id, app_id: appId, member_id: memberId } = row
  const decidedBy = state === 'in_doubt' ? null : actor.label
  const isEnded = await updateMerge(tx, { communityId, mergeId: id }, { state, reason, decidedBy })
  invariant(isEnded, 'a merge that is locked and open can be ended')
  // Before the inventories, for who had to lock the deliveries first: two merges of one member never wait in a circle.
  if (endsSending) {
    await awaited.lock(tx, awaitedOf(row))
    await awaited.close(tx, awaitedOf(row), `The merge is ${state.replace('_', ' ')}.`)
  }
  const sequences = await lockInventories(tx, { communityId, appId }, [memberId])
  const isBack = state !== 'in_doubt' && state !== 'confirmed'
  const changes = state === 'in_doubt' ? [] : await move(tx, ctx, actor, row, state, sequences)
  const inventorySequence = (sequences.get(memberId) ?? 0) + (isBack ? 1 : 0)
  await tellMerge(tx, ctx, actor, row, { state, reason, inventorySequence, changes })
}

async function move(
  tx: Transaction,
  ctx: Pick<Context, 'ids' | 'events'>,
  actor: Actor,
  row: MergeRow,
  state: Exclude<MergeEnd, 'in_doubt'>,
  sequences: ReadonlyMap<string, number>,
) {
  const { community_id: communityId, app_id: appId, hold_id: holdId } = row
  const end =
    state === 'confirmed'
      ? { to: sink }
      : { back: state === 'expired' ? ('expired' as const) : ('voided' as const) }
  const transfers = await endHold(tx, communityId, holdId, end)
  const asset = itemAsset(row.tier_id)
  const tier = { id: row.tier_id, key: defaultTierKey, asset, shownUri: row.item_uri }
  const item = { id: row.item_id, kind: 'mergeable' as const }
  const cause = { kind: 'request' as const, id: row.id }
  const movement = { communityId, appId, item, tier, cause, reason: mergeAction, transfers, sequences }
  return postMovement(tx, ctx, actor, movement, () => refuse('amount_out_of_bounds'))
}
