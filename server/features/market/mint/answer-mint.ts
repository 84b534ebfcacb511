/** The app or staff confirms or rejects a mint order, or its member cancels it. The same answer again changes nothing. */
import type { MintOrder } from '../../../../contracts/mint-orders.ts'
import type { Context } from '../../../context.ts'
import { decisionTime } from '../../../platform/db/database.ts'
import { invariant } from '../../../platform/invariant.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit/index.ts'
import { requireOwnApp } from '../../items/index.ts'
import type { AwaitedEvents } from '../../outgoing/index.ts'
import { refuseOrder } from '../listings/refuse-order.ts'
import { endMint, type MintEnd } from './end-mint.ts'
import { awaitedOf, type MintOrderAddress, mintReader, standingOf } from './mint-order.ts'
import { judgeAnswer, type MintAnswer } from './mint-orders.rules.ts'
import { findMintOrder, lockMintOrder } from './mint-orders.store.ts'
import { viewMintOrder } from './mint-orders.views.ts'

export const noOrder = 'There is no such mint order.'

/** `reason`: of a rejection. */
export async function answerMint(
  ctx: Pick<Context, 'ids' | 'events' | 'inTransaction'>,
  awaited: AwaitedEvents,
  actor: Actor,
  address: MintOrderAddress,
  answer: MintAnswer,
  reason: string | null = null,
): Promise<MintOrder> {
  return ctx.inTransaction(async (tx) => {
    const order = await lockMintOrder(tx, address)
    if (!order) return refuse('not_found', noOrder)
    requireOwnApp(actor, order.app_id, noOrder)
    if (answer === 'canceled' && order.member_id !== actor.memberId) return refuse('not_found', noOrder)
    // Who cancels has to be sure that the game is not just being told.
    if (answer === 'canceled') await awaited.lock(tx, awaitedOf(order))
    const isOnItsWay = answer === 'canceled' && (await awaited.isOnItsWay(tx, awaitedOf(order), mintReader))
    const isOver = order.confirm_by <= (await decisionTime(tx))
    const verdict = judgeAnswer(standingOf(order), answer, { isOver, isOnItsWay })
    if (verdict === 'repeat') return viewMintOrder(order)
    if (verdict === 'not_cancelable') return refuse(verdict)
    if (verdict === 'order_not_pending') {
      const detail = `It is ${order.state.replace('_', ' ')}.`
      return refuseOrder({ refusal: verdict, detail, facts: { state: order.state } })
    }
    await endMint(tx, ctx, awaited, actor, order, { state: verdict.step as MintEnd, reason })
    if (answer !== 'canceled') {
      await recordAudit(tx, ctx.ids, actor, {
        communityId: order.community_id,
        action: `mint_order.${answer}`,
        subject: { kind: 'mint_order', id: order.id, label: `${order.quantity} ${order.item_name}` },
        changes: reason === null ? {} : { reason },
      })
    }
    const ended = await findMintOrder(tx, address)
    invariant(ended, 'an order that was locked can be read')
    return viewMintOrder(ended)
  })
}
