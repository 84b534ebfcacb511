/**
 * Ends a mint order that is locked, or says that it is overdue: its state, its hold, the event, all in one commit. An
 * order ends once, because its posting has its id as the cause.
 */
import type { EventName } from '../../../../contracts/events/index.ts'
import type { MintOrderState } from '../../../../contracts/mint-orders.ts'
import type { Context } from '../../../context.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import { invariant } from '../../../platform/invariant.ts'
import { type Actor, recordedActor } from '../../actor.ts'
import { listSequences } from '../../items/index.ts'
import { endHold, listBalanceRows, postIn } from '../../ledger/index.ts'
import type { AwaitedEvents } from '../../outgoing/index.ts'
import { type Issued, issueMinted, prepareIssue } from './issue-minted.ts'
import { awaitedOf, type MintOrderRow } from './mint-order.ts'
import { endMintOrder } from './mint-orders.store.ts'
import { toldOrder } from './mint-orders.views.ts'

export type MintEnd = Exclude<MintOrderState, 'requested'>

const eventOf = {
  confirmed: 'mint_order.confirmed',
  rejected: 'mint_order.rejected',
  canceled: 'mint_order.canceled',
  expired: 'mint_order.expired',
  overdue: 'mint_order.overdue',
  settled_late: 'mint_order.settled_late',
} as const satisfies Record<MintEnd, EventName>

/** The caller holds the row. An overdue order goes on being asked about. */
export async function endMint(
  tx: Transaction,
  ctx: Pick<Context, 'ids' | 'events'>,
  awaited: AwaitedEvents,
  actor: Actor,
  order: MintOrderRow,
  { state, reason = null }: { state: MintEnd; reason?: string | null },
): Promise<void> {
  const { community_id: communityId, id: mintOrderId, app_id: appId, member_id: memberId } = order
  const isIssued = state === 'confirmed' || state === 'settled_late'
  const prepared = isIssued ? await prepareIssue(tx, order, state === 'settled_late') : undefined
  if (state !== 'overdue') {
    await awaited.lock(tx, awaitedOf(order))
    await awaited.close(tx, awaitedOf(order), `The order is ${state.replace('_', ' ')}.`)
  }
  const none: Issued = { listingId: null, changes: [] }
  const issued = prepared ? await issueMinted(tx, ctx, actor, order, prepared) : none
  if (!isIssued && state !== 'overdue') await giveUp(tx, ctx, actor, order, state)
  const decidedBy = state === 'overdue' ? null : actor.label
  const { listingId } = issued
  const isEnded = await endMintOrder(
    tx,
    { communityId, mintOrderId },
    { state, reason, decidedBy, listingId },
  )
  invariant(isEnded, 'an order that is locked and open can be ended')
  const balances = await listBalanceRows(tx, communityId, [memberId])
  const [inventory] = await listSequences(tx, communityId, memberId, appId)
  await ctx.events.publish(tx, {
    communityId,
    type: eventOf[state],
    subjectId: memberId,
    payload: {
      ...{ appId, memberId, inventorySequence: inventory?.inventory_sequence ?? 0 },
      order: toldOrder({ ...order, state, listing_id: listingId }),
      countRemaining: balances.find(({ asset }) => asset === order.asset)?.amount ?? 0,
      reason,
      changes: issued.changes.map(({ change }) => change),
    },
    actor: recordedActor(actor),
    cause: { kind: 'request', id: actor.requestId },
  })
}

/** Nothing is issued: what was held goes back to where it never came from. */
async function giveUp(
  tx: Transaction,
  ctx: Pick<Context, 'ids' | 'events'>,
  actor: Actor,
  { community_id: communityId, id, item_name }: MintOrderRow,
  state: MintEnd,
): Promise<void> {
  const back = state === 'expired' ? ('expired' as const) : ('voided' as const)
  const transfers = await endHold(tx, communityId, id, { back })
  const cause = { kind: 'request' as const, id }
  const action = `Mint order ended: ${item_name}`
  const [outcome] = await postIn(ctx, tx, [
    { communityId, cause, action, actor: recordedActor(actor), transfers },
  ])
  invariant(outcome?.isPosted, 'what a hold has can be given back')
}
