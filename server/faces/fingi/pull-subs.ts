/** `GET /api/pull_subs`: what is active of one member in one app. The tag is a hash of the body. */
import { createHash } from 'node:crypto'
import { fingiSub } from '../../features/outgoing/index.ts'
import type { FaceAnswer, FaceRequest } from '../../platform/http/face-route.ts'
import type { RateLimit } from '../../platform/http/rate-limit.ts'
import { readClosedQuery } from './closed-query.ts'
import type { FaceContext } from './face-context.ts'
import type { GameActor } from './identify-caller.ts'
import { knownApp, refuseUnknown } from './known-app.ts'
import { countRead } from './limits.ts'
import { orThrow } from './or-throw.ts'
import { readUserEmail, required } from './read-query.rules.ts'
import { matchesTag } from './wire-items.rules.ts'

export async function pullSubs(
  face: FaceContext,
  rateLimit: RateLimit,
  caller: GameActor,
  request: FaceRequest,
): Promise<FaceAnswer> {
  const values = readClosedQuery(request.queryText, ['clientId', 'userEmail'])
  const clientId = orThrow(required(values, 'clientId'))
  const userEmail = orThrow(readUserEmail(orThrow(required(values, 'userEmail'))))
  knownApp(caller, clientId, 'inventory.read')
  countRead(rateLimit, caller.app.keyId, userEmail)
  const address = { communityId: caller.communityId, appId: caller.app.appId }
  const member = await face.items.findMemberByEmail(face.ctx, address, userEmail)
  if (!member) await refuseUnknown(face, caller)
  const { items, sequence } = member
    ? await face.items.readActiveTime(face.ctx, address, member.id)
    : { items: [], sequence: 0 }
  const body = JSON.stringify({ activeSubs: items.map(fingiSub), sequence })
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const headers = { etag, 'cache-control': 'private, no-cache' }
  return matchesTag(request.headers['if-none-match'], etag)
    ? { status: 304, headers, body: null }
    : { status: 200, headers, body }
}
