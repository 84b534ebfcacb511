/**
 * The face for games made for FINGI: it translates their wire into the actions of `items` and back, and holds no rule
 * and no SQL of its own.
 */
import type { Context } from '../../context.ts'
import { access } from '../../features/access/index.ts'
import type { Started } from '../../features/feature.ts'
import { items } from '../../features/items/index.ts'
import { market } from '../../features/market/index.ts'
import type { Face, FaceRequest } from '../../platform/http/face-route.ts'
import { createGuessers } from '../../platform/http/guessers.ts'
import { sealedAnswers } from '../../platform/http/idempotency.ts'
import type { RateLimit } from '../../platform/http/rate-limit.ts'
import { invariant } from '../../platform/invariant.ts'
import { deriveKey } from '../../platform/master-key.ts'
import type { WithReturned } from '../../return-expired.ts'
import { ackEvents } from './ack-events.ts'
import { answerMerge } from './answer-merge.ts'
import { answerOrder } from './answer-order.ts'
import { clashingPath } from './check-routes.rules.ts'
import { compareItems } from './compare-items.ts'
import type { FaceContext } from './face-context.ts'
import { asFaceError, errorAnswer, FaceError } from './face-error.ts'
import { type GameActor, identifyCaller, wrongKeys } from './identify-caller.ts'
import { listMerges } from './list-merges.ts'
import { listOrders } from './list-orders.ts'
import { moveItems } from './move-items.ts'
import { pullEvents } from './pull-events.ts'
import { pullItems } from './pull-items.ts'
import { pullSubs } from './pull-subs.ts'
import { revokeSub } from './revoke-sub.ts'
import { bodyBytesMax, facePaths } from './wire.ts'

/** Throws when an address of the face could be taken for one of `nativePaths`. */
export function fingiFace(
  ctx: Context,
  started: Started,
  rateLimit: RateLimit,
  nativePaths: readonly string[],
  withReturned: WithReturned,
): Face<GameActor> {
  const clash = clashingPath(
    nativePaths,
    Object.values(facePaths).map(({ path }) => path),
  )
  invariant(clash === undefined, `the address ${clash} belongs to one wire only`)
  const offer = started.of(access)
  const guessers = createGuessers(ctx.clock, wrongKeys)
  const face: FaceContext = {
    ctx,
    items: started.of(items),
    orders: started.of(market).orders,
    numbers: ctx.config.itemTypeNumbers,
    withReturned,
    sealingKey: deriveKey(ctx.config.masterKey, sealedAnswers.purpose),
  }
  const ofRequest = ({ id }: FaceRequest): FaceContext => ({
    ...face,
    ctx: { ...ctx, log: ctx.log.child({ requestId: id }) },
  })
  const { pullItems: pull, pushItems: push, takeItems: take, ...merges } = facePaths
  return {
    bodyBytesMax,
    routes: [
      { ...pull, handle: (caller, request) => pullItems(ofRequest(request), rateLimit, caller, request) },
      {
        ...push,
        handle: (caller, request, body) =>
          moveItems(ofRequest(request), rateLimit, 'grant', caller, request, body),
      },
      {
        ...take,
        handle: (caller, request, body) =>
          moveItems(ofRequest(request), rateLimit, 'take', caller, request, body),
      },
      {
        ...facePaths.pullSubs,
        handle: (caller, request) => pullSubs(ofRequest(request), rateLimit, caller, request),
      },
      {
        ...facePaths.revokeSub,
        handle: (caller, request, body) => revokeSub(ofRequest(request), rateLimit, caller, request, body),
      },
      {
        ...facePaths.compareItems,
        handle: (caller, request, body) => compareItems(ofRequest(request), rateLimit, caller, request, body),
      },
      {
        ...facePaths.pullEvents,
        handle: (caller, request) => pullEvents(ofRequest(request), rateLimit, caller, request),
      },
      {
        ...facePaths.ackEvents,
        handle: (caller, request, body) => ackEvents(ofRequest(request), rateLimit, caller, request, body),
      },
      {
        ...merges.listMerges,
        handle: (caller, request) => listMerges(ofRequest(request), rateLimit, caller, request),
      },
      {
        ...merges.confirmMerge,
        handle: (caller, request, body) =>
          answerMerge(ofRequest(request), rateLimit, 'confirmed', caller, request, body),
      },
      {
        ...merges.rejectMerge,
        handle: (caller, request, body) =>
          answerMerge(ofRequest(request), rateLimit, 'rejected', caller, request, body),
      },
      {
        ...facePaths.listOrders,
        handle: (caller, request) => listOrders(ofRequest(request), rateLimit, caller, request),
      },
      {
        ...facePaths.confirmOrder,
        handle: (caller, request, body) =>
          answerOrder(ofRequest(request), rateLimit, 'confirmed', caller, request, body),
      },
      {
        ...facePaths.rejectOrder,
        handle: (caller, request, body) =>
          answerOrder(ofRequest(request), rateLimit, 'rejected', caller, request, body),
      },
    ],
    identify: (request) => identifyCaller(offer, guessers, request),
    answerError(error, request) {
      const known = asFaceError(error)
      if (known) return errorAnswer(known, request.id)
      ctx.log.error({ requestId: request.id, method: request.method, path: request.path, error }, 'bug')
      const bug = new FaceError('internal_error', 'Something went wrong on our side. Nothing was half done.')
      return errorAnswer(bug, request.id)
    },
    wrongMethod: (request, allow) =>
      errorAnswer(
        new FaceError('method_not_allowed', `This address takes ${allow}.`, { headers: { allow } }),
        request.id,
      ),
    nothingHere: (request) =>
      errorAnswer(new FaceError('not_found', 'There is nothing at this address.'), request.id),
  }
}
