/** Posts the units of an activation out of circulation, and notes it as a change of the member's inventory. */
import type { ItemChange } from '../../../../contracts/inventory.ts'
import type { Context } from '../../../context.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import { type Actor, recordedActor } from '../../actor.ts'
import { isItemAsset, member, postIn, sink } from '../../ledger/index.ts'
import type { AppAddress } from '../apps/app.ts'
import { insertChanges, raiseInventories } from '../postings/inventories.store.ts'
import { noteTradeHolds } from '../postings/note-trade-holds.ts'
import type { UnitOperation } from '../postings/posting.ts'
import { insertPosting } from '../postings/postings.store.ts'
import type { ReadUnits } from '../postings/read-units.ts'
import { refuseUnposted } from '../postings/refuse-operation.ts'
import { unitChanges } from '../postings/unit-changes.rules.ts'

export type Spending = Extract<UnitOperation, { op: 'take' }> & { memberId: string }

/** `sequence`: of the inventory, which is locked, before this change. */
export async function spendUnits(
  tx: Transaction,
  ctx: Pick<Context, 'ids' | 'events'>,
  actor: Actor,
  inApp: AppAddress,
  take: Spending,
  known: ReadUnits,
  sequence: number,
): Promise<ItemChange> {
  const { communityId, appId } = inApp
  const { memberId, item, tier, quantity } = take
  const postingId = actor.requestId
  const reason = `Activated ${item.name}`
  await insertPosting(tx, { communityId, appId, id: postingId, reason, reference: null, tags: [] })
  await noteTradeHolds(tx, ctx.ids, communityId, [take])
  const [outcome] = await postIn(ctx, tx, [
    {
      communityId,
      cause: { kind: 'request', id: postingId },
      action: reason,
      actor: recordedActor(actor),
      transfers: [{ line: 0, asset: tier.asset, amount: quantity, from: member(memberId), to: sink }],
    },
  ])
  const transfers = refuseUnposted(outcome, [take])
  const [changed = { delta: -quantity, countAfter: 0, ownedAfter: 0 }] = unitChanges(
    transfers,
    isItemAsset,
    known.held,
  )
  const { delta, countAfter, ownedAfter } = changed
  const change = {
    ...{ changeId: ctx.ids.next(), memberId, appId, itemId: item.id, itemUri: tier.shownUri, tier: tier.key },
    ...{ delta, countAfter, ownedAfter, inventorySequence: sequence + 1, postingId, reason },
  }
  await raiseInventories(tx, inApp, [memberId])
  await insertChanges(tx, [
    {
      ...{ communityId, appId, memberId, tierId: tier.id, postingId, reason, delta, countAfter, ownedAfter },
      ...{ id: change.changeId, sequence: change.inventorySequence },
    },
  ])
  return change
}
