/** `POST /api/compare_items`: a game sends its own counts and gets the differences. Nothing is changed. */
import type { Difference } from '../../../contracts/reconciliations.ts'
import type { AppStanding } from '../../features/actor.ts'
import { joined } from '../../joined-context.ts'
import type { FaceAnswer, FaceRequest } from '../../platform/http/face-route.ts'
import { type Answer, answerOnce } from '../../platform/http/idempotency.ts'
import type { RateLimit } from '../../platform/http/rate-limit.ts'
import type { FaceContext } from './face-context.ts'
import type { GameActor } from './identify-caller.ts'
import { knownApp } from './known-app.ts'
import { countWrite } from './limits.ts'
import { bodyReader } from './read-body.ts'
import { readKey } from './read-key.ts'
import { toldEmail } from './told-email.ts'
import { CompareItems, comparedLinesMax, facePaths } from './wire.ts'

const readComparison = bodyReader(CompareItems, ({ users }) =>
  users.reduce((sum, { items }) => sum + items.length, 0) > comparedLinesMax
    ? [{ pointer: '/users', reason: `has more than ${comparedLinesMax} lines` }]
    : [],
)

export async function compareItems(
  face: FaceContext,
  rateLimit: RateLimit,
  caller: GameActor,
  request: FaceRequest,
  bytes: Buffer,
): Promise<FaceAnswer> {
  const key = request.headers['idempotency-key'] ? readKey(request) : undefined
  const body = readComparison(bytes, request.queryText)
  const app = knownApp(caller, body.clientId, 'reconcile')
  countWrite(rateLimit, caller.app.keyId)
  const headers = { 'cache-control': 'no-store' }
  if (key === undefined) {
    return { status: 200, headers, body: JSON.stringify((await run(face, app, caller, body)).body) }
  }
  const { answer, isReplay } = await answerOnce(
    face.ctx,
    face.sealingKey,
    { scope: `app ${caller.app.appId} POST ${facePaths.compareItems.path}`, key, fingerprintOf: body },
    (tx) => run({ ...face, ctx: joined(face.ctx, tx) }, app, caller, body),
  )
  return {
    status: answer.status,
    headers: { ...headers, ...(isReplay ? { 'idempotency-replayed': 'true' } : {}) },
    body: JSON.stringify(answer.body),
  }
}

async function run(
  { ctx, items }: FaceContext,
  known: AppStanding,
  caller: GameActor,
  { users, complete }: CompareItems,
): Promise<Answer> {
  const app = { communityId: caller.communityId, appId: caller.app.appId }
  const members = users.map(({ userEmail, items: lines }) => ({ member: userEmail.trim(), items: lines }))
  const { checked, differences } = await items.reconcile(ctx, caller, app, { members, complete })
  // Named as they were, unless members are named by aliases.
  const shown = differences.map(({ member, memberId, ...difference }) => ({
    ...difference,
    member: memberId === null ? member : toldEmail(known, caller, { id: memberId, email: member }),
  }))
  return { status: 200, body: { differences: shown.map(wireDifference), checked } }
}

const reasons = {
  differs: 'differs',
  // What was not named counts as 0.
  missing: 'differs',
  in_motion: 'in_motion',
  unknown_item: 'unknown_item',
  unknown_member: 'unknown_user',
} as const satisfies Record<Difference['verdict'], string>

type Shown = Omit<Difference, 'memberId'>
const wireDifference = ({ member, itemUri, theirs, ours, pending, verdict }: Shown) => ({
  userEmail: member,
  itemUri,
  count: theirs,
  itemCount: ours,
  pendingMerge: pending.merge,
  pendingOrder: pending.mint,
  reason: reasons[verdict],
})
