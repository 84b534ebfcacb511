/** `POST /api/revoke_sub`: ends what is active of a member, by the address of the item. Repeats answer the same. */
import { fingiSub } from '../../features/outgoing/index.ts'
import { joined } from '../../joined-context.ts'
import type { FaceAnswer, FaceRequest } from '../../platform/http/face-route.ts'
import { type Answer, answerOnce } from '../../platform/http/idempotency.ts'
import type { RateLimit } from '../../platform/http/rate-limit.ts'
import type { FaceContext } from './face-context.ts'
import { FaceError } from './face-error.ts'
import type { GameActor } from './identify-caller.ts'
import { keepingErrors } from './keeping-errors.ts'
import { knownApp, refuseSuspended } from './known-app.ts'
import { countWrite } from './limits.ts'
import { bodyReader } from './read-body.ts'
import { readKey } from './read-key.ts'
import { facePaths, RevokeSub } from './wire.ts'

const readRevocation = bodyReader(RevokeSub)

export async function revokeSub(
  face: FaceContext,
  rateLimit: RateLimit,
  caller: GameActor,
  request: FaceRequest,
  bytes: Buffer,
): Promise<FaceAnswer> {
  const key = readKey(request)
  const body = readRevocation(bytes, request.queryText)
  const app = knownApp(caller, body.clientId, 'items.take')
  countWrite(rateLimit, caller.app.keyId)
  refuseSuspended(app)
  const scope = `app ${caller.app.appId} POST ${facePaths.revokeSub.path}`
  const { answer, isReplay } = await answerOnce(
    face.ctx,
    face.sealingKey,
    { scope, key, fingerprintOf: body },
    (tx) => keepingErrors(request.id, () => revoke({ ...face, ctx: joined(face.ctx, tx) }, caller, body)),
  )
  return {
    status: answer.status,
    headers: { 'cache-control': 'no-store', ...(isReplay ? { 'idempotency-replayed': 'true' } : {}) },
    body: JSON.stringify(answer.body),
  }
}

async function revoke(
  { ctx, items }: FaceContext,
  caller: GameActor,
  { userEmail, itemUri, reason }: RevokeSub,
): Promise<Answer> {
  const { communityId, app } = caller
  const address = { communityId, appId: app.appId }
  const member = await items.findMemberByEmail(ctx, address, userEmail)
  const what = member && { ...address, memberId: member.id, itemUri, reason: reason.trim() }
  const ended = what && (await items.revokeByUri(ctx, caller, what))
  if (!member || !ended)
    throw new FaceError('unknown_sub', 'Nothing with this address is active of this member.')
  const sequence = await items.readSequence(ctx, address, member.id)
  return { status: 200, body: { ...fingiSub(ended), sequence } }
}
