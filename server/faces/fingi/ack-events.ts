/** `POST /api/ack_events`: moves the bookmark of the feed, never back. Idempotent by the id of the event. */
import { idPattern } from '../../../contracts/values.ts'
import type { FaceAnswer, FaceRequest } from '../../platform/http/face-route.ts'
import type { RateLimit } from '../../platform/http/rate-limit.ts'
import type { FaceContext } from './face-context.ts'
import { FaceError } from './face-error.ts'
import type { GameActor } from './identify-caller.ts'
import { knownApp } from './known-app.ts'
import { countWrite } from './limits.ts'
import { notKept } from './pull-events.ts'
import { bodyReader } from './read-body.ts'
import { AckEvents } from './wire.ts'

const readAck = bodyReader(AckEvents)
const isId = new RegExp(`^${idPattern}$`)

export async function ackEvents(
  face: FaceContext,
  rateLimit: RateLimit,
  caller: GameActor,
  request: FaceRequest,
  bytes: Buffer,
): Promise<FaceAnswer> {
  const { clientId, upTo } = readAck(bytes, request.queryText)
  knownApp(caller, clientId, 'events.read')
  countWrite(rateLimit, caller.app.keyId)
  if (!isId.test(upTo)) throw new FaceError('not_found', 'The event is not kept (any more).')
  const address = { communityId: caller.communityId, appId: caller.app.appId }
  const acknowledged = await face.items.feed.acknowledge(face.ctx, address, upTo).catch(notKept)
  return {
    status: 200,
    headers: { 'cache-control': 'no-store' },
    body: JSON.stringify({ acknowledged }),
  }
}
