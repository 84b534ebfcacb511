/** `POST /api/push_items` and `/api/take_items`: units to a member or back, all or nothing, once for each key of a repeat. */
import type { AppPermissionName } from '../../../contracts/permissions.ts'
import type { AppStanding } from '../../features/actor.ts'
import { joined } from '../../joined-context.ts'
import type { FaceAnswer, FaceRequest } from '../../platform/http/face-route.ts'
import { type Answer, answerOnce } from '../../platform/http/idempotency.ts'
import type { RateLimit } from '../../platform/http/rate-limit.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { FaceContext } from './face-context.ts'
import { FaceError } from './face-error.ts'
import type { GameActor } from './identify-caller.ts'
import { keepingErrors } from './keeping-errors.ts'
import { knownApp, refuseSuspended } from './known-app.ts'
import { countWrite } from './limits.ts'
import { readMoveBody } from './read-body.ts'
import { readKey } from './read-key.ts'
import { toldEmail } from './told-email.ts'
import { facePaths, type Move } from './wire.ts'
import { wireItem } from './wire-items.rules.ts'

export type MoveOp = 'grant' | 'take'

const pathOf: Record<MoveOp, string> = {
  grant: facePaths.pushItems.path,
  take: facePaths.takeItems.path,
}
const neededBy: Record<MoveOp, AppPermissionName> = { grant: 'items.issue', take: 'items.take' }

export async function moveItems(
  face: FaceContext,
  rateLimit: RateLimit,
  op: MoveOp,
  caller: GameActor,
  request: FaceRequest,
  bytes: Buffer,
): Promise<FaceAnswer> {
  const key = readKey(request)
  const body = readMoveBody[op](bytes, request.queryText)
  const { app: own } = caller
  const app = knownApp(caller, body.clientId, neededBy[op])
  countWrite(rateLimit, own.keyId)
  // However the address was written: it is one call.
  const scope = `app ${own.appId} POST ${pathOf[op]}`
  refuseSuspended(app)
  const once = { scope, key, fingerprintOf: body }
  const { answer, isReplay } = await face
    .withReturned(
      (retryFor) =>
        answerOnce(face.ctx, face.sealingKey, retryFor ? { ...once, passesOver: retryFor } : once, (tx) =>
          keepingErrors(request.id, () =>
            move({ ...face, ctx: joined(face.ctx, tx) }, op, app, caller, body),
          ),
        ),
      { isKeyed: true },
    )
    .catch((error: unknown) => throwWithBalance(body, error))
  return {
    status: answer.status,
    headers: { 'cache-control': 'no-store', ...(isReplay ? { 'idempotency-replayed': 'true' } : {}) },
    body: JSON.stringify(answer.body),
  }
}

async function move(
  { ctx, items, numbers }: FaceContext,
  op: MoveOp,
  known: AppStanding,
  caller: GameActor,
  { clientId, userEmail, items: wanted, reason, reference, closeOrders }: Move,
): Promise<Answer> {
  const { communityId, app } = caller
  const address = { communityId, appId: app.appId }
  const member = await items.findMemberByEmail(ctx, address, userEmail)
  if (!member) throw new FaceError('unknown_user', 'Nobody here has this e-mail.')
  const uris = wanted.map(({ itemUri }) => itemUri)
  const resolved = await items.findByUris(ctx, address, uris)
  const operations = wanted.map(({ itemUri, count }, index) => {
    const found = resolved[index]
    if (!found) throw new FaceError('unknown_item', `No item, or no single tier, has the address ${itemUri}.`)
    return { op, memberId: member.id, ...found, quantity: count, closesOrders: closeOrders }
  })
  const order = { ...address, operations, reason: reason.trim(), reference: reference ?? null, tags: [] }
  const posting = await items.postUnits(ctx, caller, { ...order, isDryRun: false })
  const owner = { email: toldEmail(known, caller, member), clientId }
  const named = operations.map(({ item, tier }) => {
    const available = posting.lines.findLast(({ asset }) => asset === tier.asset)?.balanceAfter ?? 0
    return wireItem(
      { itemUri: tier.shownUri, kind: item.kind, available, seconds: tier.seconds },
      owner,
      numbers,
    )
  })
  const sequence = await items.readSequence(ctx, address, member.id)
  return { status: 200, body: { items: named, postingId: posting.id, sequence } }
}

/** A game that takes too much is told how much there is. */
function throwWithBalance({ items }: Move, error: unknown): never {
  if (!(error instanceof Refusal) || error.code !== 'insufficient_balance') throw error
  const index = Number(error.errors?.[0]?.pointer.split('/').at(-1) ?? 0)
  const { itemUri = '', count: required = 0 } = items[index] ?? {}
  const available = Number(error.facts?.available ?? 0)
  throw new FaceError('insufficient_balance', error.message, {
    details: [{ itemUri, required, available }],
    headers: { ...error.headers },
  })
}
