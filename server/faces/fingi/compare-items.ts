/** `POST /api/compare_items`: a game sends its own counts and gets the differences. Nothing is changed. */
import type { Difference } from '../../../contracts/reconciliations.ts'
import type { FaceApp } from '../../features/items/index.ts'
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
import { CompareItems, comparedLinesMax } from './wire.ts'

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
  const key = request.headers['idempotency-key'] === undefined ? undefined : readKey(request)
  const body = readComparison(bytes, request.queryText)
  const app = await knownApp(face, caller, body.clientId, 'reconcile')
  countWrite(rateLimit, caller.app.keyId)
  const headers = { 'cache-control': 'no-store' }
  if (key === undefined) {
    return { status: 200, headers, body: JSON.stringify((await run(face, app, caller, body)).body) }
  }
  const { answer, isReplay } = await answerOnce(
    face.ctx,
    face.sealingKey,
    { scope: `app ${caller.app.appId} POST ${request.path}`, key, fingerprintOf: body },
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
  known: FaceApp,
  caller: GameActor,
  { users, complete }: CompareItems,
): Promise<Answer> {
  const app = { communityId: caller.communityId, appId: caller.app.appId }
  const toldAs = new Map<string, string>()
  const members = []
  for (const { userEmail, items: lines } of users) {
    const email = userEmail.trim()
    const mayBeAlias = known.tellsAliases || email.toLowerCase().endsWith(aliasDomain)
    // All others are found at once, further on.
    const found = mayBeAlias ? await items.findMemberByEmail(ctx, app, email) : undefined
    // Named as they were, unless members are named by aliases.
    if (found) toldAs.set(found.id, known.tellsAliases ? toldEmail(known, caller, found) : email)
    members.push({ member: found?.id ?? email, items: lines })
  }
  const { checked, differences } = await items.reconcile(ctx, caller, app, { members, complete })
  const shown = differences.map((each) => ({ ...each, member: toldAs.get(each.member) ?? each.member }))
  return { status: 200, body: { differences: shown.map(wireDifference), checked } }
}

const aliasDomain = '@members.invalid'

const reasons = {
  differs: 'differs',
  // What was not named counts as 0.
  missing: 'differs',
  in_motion: 'in_motion',
  unknown_item: 'unknown_item',
  unknown_member: 'unknown_user',
} as const satisfies Record<Difference['verdict'], string>

const wireDifference = ({ member, itemUri, theirs, ours, pending, verdict }: Difference) => ({
  userEmail: member,
  itemUri,
  count: theirs,
  itemCount: ours,
  pendingMerge: pending.merge,
  pendingOrder: pending.mint,
  reason: reasons[verdict],
})
