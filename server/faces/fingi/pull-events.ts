/** `GET /api/pull_events`: the webhooks of the app as a feed, in the order of the log, from the bookmark or `after` on. */
import { feedWaitSecondsMax } from '../../../contracts/app-feed.ts'
import { idPattern } from '../../../contracts/values.ts'
import type { FaceAnswer, FaceRequest } from '../../platform/http/face-route.ts'
import type { RateLimit } from '../../platform/http/rate-limit.ts'
import { Refusal } from '../../platform/refusal.ts'
import { readClosedQuery } from './closed-query.ts'
import type { FaceContext } from './face-context.ts'
import { FaceError } from './face-error.ts'
import type { GameActor } from './identify-caller.ts'
import { knownApp } from './known-app.ts'
import { countRead } from './limits.ts'
import { orThrow } from './or-throw.ts'
import { integer, required } from './read-query.rules.ts'

const isId = new RegExp(`^${idPattern}$`)

export async function pullEvents(
  face: FaceContext,
  rateLimit: RateLimit,
  caller: GameActor,
  request: FaceRequest,
): Promise<FaceAnswer> {
  const values = readClosedQuery(request.queryText, ['clientId', 'after', 'limit', 'wait'])
  const clientId = orThrow(required(values, 'clientId'))
  const limit = orThrow(integer(values, 'limit', { min: 1, max: 200, or: 50 }))
  const wait = orThrow(integer(values, 'wait', { min: 0, max: feedWaitSecondsMax, or: 0 }))
  const after = values.get('after')
  if (after !== undefined && !isId.test(after)) {
    throw new FaceError('invalid_parameter', 'after is the id of an event.')
  }
  knownApp(caller, clientId, 'events.read')
  countRead(rateLimit, caller.app.keyId, undefined)
  const address = { communityId: caller.communityId, appId: caller.app.appId }
  const query = { clientId, after, limit, wait }
  // A HEAD tells nothing, so nothing was read by the game.
  const reader = request.method === 'HEAD' ? { app: null } : caller
  const page = await face.items.feed.read(face.ctx, reader, address, query).catch(notKept)
  return {
    status: 200,
    headers: { 'cache-control': 'private, no-cache' },
    body: JSON.stringify(page),
  }
}

/** In the words of the face one that is too old is not there. */
export function notKept(error: unknown): never {
  if (error instanceof Refusal && (error.code === 'too_old' || error.code === 'event_not_found')) {
    throw new FaceError('not_found', 'The event is not kept (any more).')
  }
  throw error
}
