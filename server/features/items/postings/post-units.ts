/**
 * Posts units: all operations in their order, or none. The order of locks, here and wherever units move: the app, its
 * items by id, orders that are closed, the inventories by member, and the balances of the ledger last.
 */
import type { UnitPosting } from '../../../../contracts/postings.ts'
import type { Context } from '../../../context.ts'
import { invariant } from '../../../platform/invariant.ts'
import { type Actor, recordedActor } from '../../actor.ts'
import { type PostedTransfer, type Posting, postIn } from '../../ledger/index.ts'
import { announceUnits } from './announce-units.ts'
import { auditPosting } from './audit-posting.ts'
import { changesCounter } from './count-changes.ts'
import { lockInventories } from './inventories.store.ts'
import { noteTradeHolds } from './note-trade-holds.ts'
import type { OrderClosers, OrderClosing } from './order-closers.ts'
import { planPosting } from './plan-posting.rules.ts'
import { assetOf, type UnitOperation, type UnitOrder } from './posting.ts'
import { insertPosting } from './postings.store.ts'
import { predict } from './predict.ts'
import { readUnits } from './read-units.ts'
import { refuseOperation, refuseUnposted } from './refuse-operation.ts'
import { requireIssuing } from './require-issuing.ts'
import { withLockedItems } from './with-locked-items.ts'

export type PostingContext = Pick<Context, 'ids' | 'events' | 'inTransaction'>

export async function postUnits(
  ctx: PostingContext,
  closers: OrderClosers,
  actor: Actor,
  order: UnitOrder,
): Promise<UnitPosting> {
  const { communityId, appId, reason, reference, tags, isDryRun } = order
  const postingId = actor.requestId
  return ctx.inTransaction(async (tx) => {
    const { app, testPlayers } = await requireIssuing(tx, order)
    const operations = await withLockedItems(tx, order)
    const closings = await closers.find(tx, ctx, actor, order, operations)
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
    const postings = [...closings.map((closing) => closing.posting), posting]
    if (!isDryRun) {
      for (const closing of closings) await closing.end(tx)
      await insertPosting(tx, { communityId, appId, id: postingId, reason, reference, tags })
      // A test shall not wait for days.
      const bound = operations.filter(({ memberId }) => memberId === null || !testPlayers.has(memberId))
      await noteTradeHolds(tx, ctx.ids, communityId, bound)
    }
    const outcomes = isDryRun ? predict(known.balances, postings) : await postIn(ctx, tx, postings)
    const transfers = refuseUnposted(outcomes.at(-1), operations)
    const count = changesCounter(ctx, { appId, operations, sequences, held: known.held })
    const givenBack = closings.map((closing, index) => {
      const outcome = outcomes[index]
      invariant(outcome?.isPosted, 'what a hold has can be given back')
      return { closing, changes: count(closing.posting, outcome.transfers) }
    })
    const told = count(posting, transfers)
    if (!isDryRun) {
      for (const { closing, changes } of givenBack)
        await closing.tell(
          tx,
          changes.map(({ change }) => change),
        )
      const changes = givenBack.flatMap((each) => each.changes)
      await announceUnits(tx, ctx, actor, order, postingId, { before: changes, told })
      await auditPosting(tx, ctx, actor, app, order)
    }
    return {
      id: postingId,
      isDryRun,
      lines: operations.map((operation, index) => lineOf(operation, transfers[index] as PostedTransfer)),
      changes: told.map(({ change }) => change),
      closed: closings.map((closing) => closedOf(closing, operations)),
    }
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

function closedOf(
  { kind, id, memberId, asset, quantity }: OrderClosing,
  operations: readonly UnitOperation[],
): UnitPosting['closed'][number] {
  const unit = operations.find((each) => assetOf(each) === asset)
  invariant(unit && unit.op !== 'payout', 'an order is closed for a tier that was asked for')
  return { kind, id, memberId, itemId: unit.item.id, tier: unit.tier.key, quantity }
}
