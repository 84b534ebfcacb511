/** `GET /api/list_merges`: the merges of the app by their state, oldest first; for games that ask instead of being told. */
import { type MergeState, mergeStates, openMergeStates } from '../../../contracts/merges.ts'
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
import { wireMerge } from './wire-merges.rules.ts'

const known = ['clientId', 'state', 'userEmail', 'limit', 'after']

export async function listMerges(
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
  const [states, limit, after] = [readStates(values), readLimit(values), readAfter(values)]
  knownApp(caller, clientId, 'merges.answer')
  countRead(rateLimit, caller.app.keyId, userEmail)
  const { ctx, items } = face
  const app = { communityId: caller.communityId, appId: caller.app.appId }
  const member = userEmail === undefined ? undefined : await items.findMemberByEmail(ctx, app, userEmail)
  if (userEmail !== undefined && !member) {
    await refuseUnknown(face, caller)
    return answerOf({ merges: [], next: null })
  }
  const query = { states, memberId: member?.id, after, limit: limit + 1 }
  const found = await items.merges.list(ctx, app, query)
  const shown = found.slice(0, limit)
  const next = found.length > limit ? (shown.at(-1)?.id ?? null) : null
  return answerOf({ merges: shown.map(wireMerge), next })
}

function readStates(values: ReadonlyMap<string, string>): readonly MergeState[] {
  const asked = values.get('state')
  if (asked === undefined) return openMergeStates
  const state = mergeStates.find((each) => each === asked)
  if (state) return [state]
  throw new FaceError('invalid_parameter', `state is one of ${mergeStates.join(', ')}.`)
}

const answerOf = (body: object): FaceAnswer => ({
  status: 200,
  headers: { 'cache-control': 'private, no-cache' },
  body: JSON.stringify(body),
})
