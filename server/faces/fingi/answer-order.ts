/** `POST /api/confirm_order` and `/api/reject_order`: idempotent by the id of the order, also while the app is suspended. */
import { idPattern } from '../../../contracts/values.ts'
import type { FaceAnswer, FaceRequest } from '../../platform/http/face-route.ts'
import type { RateLimit } from '../../platform/http/rate-limit.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { FaceContext } from './face-context.ts'
import { FaceError } from './face-error.ts'
import type { GameActor } from './identify-caller.ts'
import { knownApp } from './known-app.ts'
import { countWrite } from './limits.ts'
import { bodyReader } from './read-body.ts'
import { ConfirmOrder, RejectOrder } from './wire.ts'
import { wireOrder } from './wire-orders.rules.ts'

const readConfirmation = bodyReader(ConfirmOrder)
const readRejection = bodyReader(RejectOrder)
const isId = new RegExp(`^${idPattern}$`)

export async function answerOrder(
  face: FaceContext,
  rateLimit: RateLimit,
  state: 'confirmed' | 'rejected',
  caller: GameActor,
  request: FaceRequest,
  bytes: Buffer,
): Promise<FaceAnswer> {
  const read = state === 'confirmed' ? readConfirmation : readRejection
  const body = read(bytes, request.queryText)
  const { clientId, orderId: mintOrderId } = body
  knownApp(caller, clientId, 'orders.answer')
  countWrite(rateLimit, caller.app.keyId)
  const { ctx, orders } = face
  const { communityId } = caller
  const app = { communityId, appId: caller.app.appId }
  const known = isId.test(mintOrderId) ? await orders.findMint(ctx, app, mintOrderId) : undefined
  if (!known) throw new FaceError('unknown_order', 'No mint order of this app has this id.')
  const reason = 'reason' in body ? (body as RejectOrder).reason.trim() : ''
  const answer = state === 'confirmed' ? { state } : { state, reason }
  const answered = await orders
    .answer(ctx, caller, { communityId, mintOrderId }, answer as Parameters<typeof orders.answer>[3])
    .catch((error: unknown) => {
      if (!(error instanceof Refusal) || error.code !== 'order_not_pending') throw error
      throw new FaceError('order_not_pending', error.message, { details: [{ state: error.facts?.state }] })
    })
  return {
    status: 200,
    headers: { 'cache-control': 'no-store' },
    body: JSON.stringify(wireOrder(answered)),
  }
}
