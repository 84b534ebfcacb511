/** `GET /api/list_orders`: sell and mint orders, oldest first. Reading a mint order that waits makes it seen. */
import { openOrderStates, orderStates } from '../../../contracts/fills.ts'
import type { FaceAnswer, FaceRequest } from '../../platform/http/face-route.ts'
import type { RateLimit } from '../../platform/http/rate-limit.ts'
import { readClosedQuery } from './closed-query.ts'
import type { FaceContext } from './face-context.ts'
import { FaceError } from './face-error.ts'
import type { GameActor } from './identify-caller.ts'
import { knownApp, refuseUnknown } from './known-app.ts'
import { countRead } from './limits.ts'
import { orThrow } from './or-throw.ts'
import { readAfter, readLimit } from './read-list-query.ts'
import { readUserEmail, required } from './read-query.rules.ts'
import { wireOrder } from './wire-orders.rules.ts'

const known = ['clientId', 'state', 'kind', 'userEmail', 'limit', 'after']

export async function listOrders(
  face: FaceContext,
  rateLimit: RateLimit,
  caller: GameActor,
  request: FaceRequest,
): Promise<FaceAnswer> {
  const values = readClosedQuery(request.queryText, known)
  const clientId = orThrow(required(values, 'clientId'))
  const userEmail = values.has('userEmail')
    ? orThrow(readUserEmail(values.get('userEmail') ?? ''))
    : undefined
  const asked = { states: readStates(values), kind: readKind(values), after: readAfter(values) }
  const limit = readLimit(values)
  knownApp(caller, clientId, 'orders.answer')
  countRead(rateLimit, caller.app.keyId, userEmail)
  const { ctx, items, orders } = face
  const app = { communityId: caller.communityId, appId: caller.app.appId }
  const member = userEmail === undefined ? undefined : await items.findMemberByEmail(ctx, app, userEmail)
  if (userEmail !== undefined && !member) {
    await refuseUnknown(face, caller)
    return answerOf({ orders: [], next: null })
  }
  const shown = await orders.list(ctx, app, {
    ...{ ...asked, memberId: member?.id, limit },
    // A HEAD tells nothing of them.
    isTold: request.method !== 'HEAD',
  })
  // A page that is full may have something behind it; asking for one more would make that seen.
  const next = shown.length === limit ? (shown.at(-1)?.id ?? null) : null
  return answerOf({ orders: shown.map(wireOrder), next })
}

function readStates(values: ReadonlyMap<string, string>): readonly string[] {
  const asked = values.get('state')
  if (asked === undefined) return openOrderStates
  if (orderStates.some((each) => each === asked)) return [asked]
  throw new FaceError('invalid_parameter', `state is one of ${orderStates.join(', ')}.`)
}

function readKind(values: ReadonlyMap<string, string>): 'mint' | 'sell' | undefined {
  const asked = values.get('kind')
  if (asked === undefined || asked === 'mint' || asked === 'sell') return asked
  throw new FaceError('invalid_parameter', 'kind is mint or sell.')
}

const answerOf = (body: object): FaceAnswer => ({
  status: 200,
  headers: { 'cache-control': 'private, no-cache' },
  body: JSON.stringify(body),
})
