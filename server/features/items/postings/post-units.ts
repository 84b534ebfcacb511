/**
 * Posts units: all operations in their order, or none. The order of locks, here and wherever units move: the app, its
 * items by id, the inventories by member, and the balances of the ledger last.
 */
import type { UnitPosting } from '../../../../contracts/postings.ts'
import type { Context } from '../../../context.ts'
import { invariant } from '../../../platform/invariant.ts'
import { type Actor, recordedActor } from '../../actor.ts'
import { isItemAsset, type PostedTransfer, type Posting, postIn } from '../../ledger/index.ts'
import { announceUnits } from './announce-units.ts'
import { lockInventories } from './inventories.store.ts'
import { noteTradeHolds } from './note-trade-holds.ts'
import { planPosting } from './plan-posting.rules.ts'
import { assetOf, type ToldChange, type UnitOperation, type UnitOrder } from './posting.ts'
import { insertPosting } from './postings.store.ts'
import { predict } from './predict.ts'
import { readUnits } from './read-units.ts'
import { refuseOperation, refuseUnposted } from './refuse-operation.ts'
import { requireIssuing } from './require-issuing.ts'
import { type UnitChange, unitChanges } from './unit-changes.rules.ts'
import { withLockedItems } from './with-locked-items.ts'

export type PostingContext = Pick<Context, 'ids' | 'events' | 'inTransaction'>

export async function postUnits(ctx: PostingContext, actor: Actor, order: UnitOrder): Promise<UnitPosting> {
  const { communityId, appId, reason, reference, tags, isDryRun } = order
  const postingId = actor.requestId
  return ctx.inTransaction(async (tx) => {
    const testPlayers = await requireIssuing(tx, order)
    const operations = await withLockedItems(tx, order)
    const memberIds = [...new Set(operations.flatMap(({ memberId }) => memberId ?? []))].sort()
    const sequences = await lockInventories(tx, order, memberIds)
    const known = await readUnits(tx, order, operations, memberIds)
    const planned = planPosting(operations, known)
    if ('refusal' in planned) return refuseOperation(planned)
    const posting: Posting = {
      communityId,
      cause: { kind: 'request', id: postingId },
      action: reason,
      actor: recordedActor(actor),
      transfers: planned.transfers,
    }
    if (!isDryRun) {
      await insertPosting(tx, { communityId, appId, id: postingId, reason, reference, tags })
      // A test shall not wait for days.
      const bound = operations.filter(({ memberId }) => memberId === null || !testPlayers.has(memberId))
      await noteTradeHolds(tx, ctx.ids, communityId, bound)
    }
    const outcome = isDryRun ? predict(known.balances, posting) : (await postIn(ctx, tx, [posting]))[0]
    const transfers = refuseUnposted(outcome, operations)
    const changed = unitChanges(transfers, isItemAsset, known.held)
    const told = changesOf(ctx, order, postingId, operations, changed, sequences)
    if (!isDryRun) await announceUnits(tx, ctx, actor, order, postingId, told)
    return {
      id: postingId,
      isDryRun,
      lines: operations.map((operation, index) => lineOf(operation, transfers[index] as PostedTransfer)),
      changes: told.map(({ change }) => change),
    }
  })
}

function changesOf(
  ctx: Pick<Context, 'ids'>,
  { appId, reason }: UnitOrder,
  postingId: string,
  operations: readonly UnitOperation[],
  changed: readonly UnitChange[],
  sequences: ReadonlyMap<string, number>,
): ToldChange[] {
  const units = new Map(
    operations.flatMap((each) => (each.op === 'payout' ? [] : [[each.tier.asset, each] as const])),
  )
  return changed.map(({ memberId, asset, delta, countAfter, ownedAfter }) => {
    const unit = units.get(asset)
    invariant(unit, 'a change is of an asset that was asked for')
    const { item, tier } = unit
    const change = {
      ...{ changeId: ctx.ids.next(), memberId, appId, itemId: item.id, itemUri: tier.shownUri },
      ...{ tier: tier.key, delta, countAfter, ownedAfter },
      ...{ inventorySequence: (sequences.get(memberId) ?? 0) + 1, postingId, reason },
    }
    return { tierId: tier.id, kind: item.kind, change }
  })
}

function lineOf(operation: UnitOperation, transfer: PostedTransfer): UnitPosting['lines'][number] {
  const { op, memberId, quantity } = operation
  const isPaidIn = op === 'grant' || op === 'stock' || op === 'payout'
  return {
    op,
    memberId,
    itemId: op === 'payout' ? null : operation.item.id,
    tier: op === 'payout' ? null : operation.tier.key,
    asset: assetOf(operation),
    quantity,
    balanceAfter: (isPaidIn ? transfer.toBalance : transfer.fromBalance) ?? 0,
  }
}
