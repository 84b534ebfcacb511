/** `POST /api/confirm_merge` and `/api/reject_merge`: idempotent by the id of the merge, also while the app is suspended. */
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
import { ConfirmMerge, RejectMerge } from './wire.ts'
import { wireMerge } from './wire-merges.rules.ts'

const readConfirmation = bodyReader(ConfirmMerge)
const readRejection = bodyReader(RejectMerge)
const isId = new RegExp(`^${idPattern}$`)

export async function answerMerge(
  face: FaceContext,
  rateLimit: RateLimit,
  state: 'confirmed' | 'rejected',
  caller: GameActor,
  request: FaceRequest,
  bytes: Buffer,
): Promise<FaceAnswer> {
  const read = state === 'confirmed' ? readConfirmation : readRejection
  const body = read(bytes, request.queryText)
  const { clientId, mergeId } = body
  knownApp(caller, clientId, 'merges.answer')
  countWrite(rateLimit, caller.app.keyId)
  const { ctx, items } = face
  const address = { communityId: caller.communityId, mergeId }
  const app = { communityId: caller.communityId, appId: caller.app.appId }
  const known = isId.test(mergeId) ? await items.merges.find(ctx, app, mergeId) : undefined
  if (!known) throw new FaceError('unknown_merge', 'No merge of this app has this id.')
  const reason = 'reason' in body ? (body as RejectMerge).reason.trim() : ''
  const answer = state === 'confirmed' ? { state } : { state, reason }
  const answered = await items.merges
    .answer(ctx, caller, address, answer as Parameters<typeof items.merges.answer>[3])
    .catch((error: unknown) => {
      if (!(error instanceof Refusal) || error.code !== 'merge_not_pending') throw error
      throw new FaceError('merge_not_pending', error.message, { details: [{ state: error.facts?.state }] })
    })
  return {
    status: 200,
    headers: { 'cache-control': 'no-store' },
    body: JSON.stringify(wireMerge(answered)),
  }
}
