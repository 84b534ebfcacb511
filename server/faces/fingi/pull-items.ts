/** `GET /api/pull_items`: the inventory of one member in one app, whole, or 304 while nothing of it has moved. */
import type { FaceAnswer, FaceRequest } from '../../platform/http/face-route.ts'
import type { RateLimit } from '../../platform/http/rate-limit.ts'
import type { FaceContext } from './face-context.ts'
import type { GameActor } from './identify-caller.ts'
import { knownApp, refuseUnknown } from './known-app.ts'
import { countRead } from './limits.ts'
import { orThrow } from './or-throw.ts'
import { readQuery, readUserEmail, required } from './read-query.rules.ts'
import { toldEmail } from './told-email.ts'
import { itemsTag, matchesTag, wireItem } from './wire-items.rules.ts'

export async function pullItems(
  { ctx, items, numbers }: FaceContext,
  rateLimit: RateLimit,
  caller: GameActor,
  request: FaceRequest,
): Promise<FaceAnswer> {
  const { values } = orThrow(readQuery(request.queryText))
  const clientId = orThrow(required(values, 'clientId'))
  const userEmail = orThrow(readUserEmail(orThrow(required(values, 'userEmail'))))
  const { communityId, app: own } = caller
  const app = knownApp(caller, clientId, 'inventory.read')
  countRead(rateLimit, own.keyId, userEmail)
  const address = { communityId, appId: own.appId }
  const member = await items.findHolder(address, userEmail)
  if (!member) await refuseUnknown({ ctx, items }, caller)
  const sequence = member?.sequence ?? 0
  const { 'if-none-match': ifNoneMatch } = request.headers
  if (matchesTag(ifNoneMatch, itemsTag(sequence, app.faceVersion))) {
    return { status: 304, headers: headersOf(sequence, app.faceVersion), body: null }
  }
  if (!member) return { status: 200, headers: headersOf(0, app.faceVersion), body: '{"items":[]}' }
  const counted = await items.readCounts(ctx, address, member.id)
  const owner = { email: toldEmail(app, caller, member), clientId }
  const body = { items: counted.items.map((item) => wireItem(item, owner, numbers)) }
  return {
    status: 200,
    headers: headersOf(counted.sequence, app.faceVersion),
    body: JSON.stringify(body),
  }
}

const headersOf = (sequence: number, faceVersion: number) => ({
  etag: itemsTag(sequence, faceVersion),
  'x-guildhall-sequence': String(sequence),
  'cache-control': 'private, no-cache',
})
