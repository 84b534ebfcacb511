/** One mint order as far as the caller may see it, and the one setting that its member may still change. */
import type { MintOrder, MintOrderWithAttempts } from '../../../../contracts/mint-orders.ts'
import type { Context } from '../../../context.ts'
import { refuse } from '../../../platform/refusal.ts'
import { requirePermissionOrSelf } from '../../access/index.ts'
import type { Actor } from '../../actor.ts'
import { readToldAttempts, requireOwnApp } from '../../items/index.ts'
import { refuseOrder } from '../listings/refuse-order.ts'
import { noOrder } from './answer-mint.ts'
import { findShownMint } from './list-mints.store.ts'
import { type MintOrderAddress, standingOf } from './mint-order.ts'
import { isOpen } from './mint-orders.rules.ts'
import { lockMintOrder, updateListOnConfirm } from './mint-orders.store.ts'
import { viewMintOrder } from './mint-orders.views.ts'

export async function getMintOrder(
  ctx: Pick<Context, 'db'>,
  actor: Actor,
  address: MintOrderAddress,
): Promise<MintOrderWithAttempts> {
  const order = await findShownMint(ctx.db, address)
  if (!order) return refuse('not_found', noOrder)
  requireOwnApp(actor, order.app_id, noOrder)
  if (actor.app === null) requirePermissionOrSelf(actor, 'manage_market', order.member_id)
  return {
    ...{ ...viewMintOrder(order), memberLabel: order.member_label },
    attempts: await readToldAttempts(ctx.db, order.community_id, order.event_id),
  }
}

export async function updateMintOrder(
  ctx: Pick<Context, 'inTransaction'>,
  actor: Actor,
  address: MintOrderAddress,
  listOnConfirm: boolean,
): Promise<MintOrder> {
  return ctx.inTransaction(async (tx) => {
    const order = await lockMintOrder(tx, address)
    if (!order || order.member_id !== actor.memberId) return refuse('not_found', noOrder)
    if (!isOpen(standingOf(order))) {
      const { state } = order
      return refuseOrder({ refusal: 'order_not_pending', detail: `It is ${state}.`, facts: { state } })
    }
    await updateListOnConfirm(tx, address, listOnConfirm)
    return viewMintOrder({ ...order, list_on_confirm: listOnConfirm })
  })
}
