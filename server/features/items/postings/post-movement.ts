/**
 * Moves units of one tier between members and holds, as one posting of the ledger, counted and told to snapshots; the
 * event of it belongs to who moves. The inventories are locked before, holds are changed before, balances come last.
 */
import type { ItemChange } from '../../../../contracts/inventory.ts'
import type { Context } from '../../../context.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import { type Actor, recordedActor } from '../../actor.ts'
import {
  isItemAsset,
  listHeldRows,
  type PostedTransfer,
  type Posting,
  type PostingOutcome,
  postIn,
  type TransferDraft,
} from '../../ledger/index.ts'
import type { AppAddress } from '../apps/app.ts'
import type { ItemRow } from '../catalog/item.ts'
import { publishSnapshots } from '../inventory/publish-snapshots.ts'
import { insertChanges, raiseInventories } from './inventories.store.ts'
import { unitKey } from './plan-posting.rules.ts'
import type { ShownTier } from './posting.ts'
import { insertPosting } from './postings.store.ts'
import { unitChanges } from './unit-changes.rules.ts'

export interface Movement extends AppAddress {
  item: Pick<ItemRow, 'id' | 'kind'>
  tier: Pick<ShownTier, 'id' | 'key' | 'asset' | 'shownUri'>
  /** The id is also that of the posting: the same one never moves twice. */
  cause: Posting['cause']
  /** In words: the action of its ledger lines. */
  reason: string
  transfers: readonly TransferDraft[]
  /** Of every member concerned, as they were locked. */
  sequences: ReadonlyMap<string, number>
}

/** Answers what changed of available counts. `refuse`: called when the ledger does not post it, and throws. */
export async function postMovement(
  tx: Transaction,
  ctx: Pick<Context, 'ids' | 'events'>,
  actor: Actor,
  movement: Movement,
  refuse: (outcome: PostingOutcome | undefined) => never,
): Promise<ItemChange[]> {
  const { communityId, appId, item, tier, cause, reason, sequences } = movement
  const held = new Map<string, number>()
  for (const row of await listHeldRows(tx, communityId, [...sequences.keys()])) {
    const key = unitKey(row.holder_id, row.asset)
    held.set(key, (held.get(key) ?? 0) + row.remaining)
  }
  await insertPosting(tx, { communityId, appId, id: cause.id, reason, reference: null, tags: [] })
  const [outcome] = await postIn(ctx, tx, [
    { communityId, cause, action: reason, actor: recordedActor(actor), transfers: movement.transfers },
  ])
  const posted: readonly PostedTransfer[] = outcome?.isPosted ? outcome.transfers : refuse(outcome)
  const changes = unitChanges(posted, isItemAsset, held).map(
    ({ memberId, delta, countAfter, ownedAfter }): ItemChange => ({
      ...{ changeId: ctx.ids.next(), memberId, appId, itemId: item.id, itemUri: tier.shownUri },
      ...{ tier: tier.key, delta, countAfter, ownedAfter },
      ...{ inventorySequence: (sequences.get(memberId) ?? 0) + 1, postingId: cause.id, reason },
    }),
  )
  const memberIds = changes.map(({ memberId }) => memberId)
  await raiseInventories(tx, { communityId, appId }, memberIds)
  await insertChanges(
    tx,
    changes.map((change) => ({
      ...{ communityId, appId, tierId: tier.id, postingId: cause.id, reason, id: change.changeId },
      ...{ memberId: change.memberId, sequence: change.inventorySequence, delta: change.delta },
      ...{ countAfter: change.countAfter, ownedAfter: change.ownedAfter },
    })),
  )
  if (item.kind === 'permanent') {
    await publishSnapshots(tx, ctx, actor, { communityId, appId }, cause.id, memberIds)
  }
  return changes
}
