/** Takes an amount from a member or the treasury for later: it leaves the balance and lies in the hold's account. */
import { type Hold, holdDaysMax } from '../../../../contracts/holds.ts'
import type { Context } from '../../../context.ts'
import { decisionTime } from '../../../platform/db/database.ts'
import { invariant } from '../../../platform/invariant.ts'
import { Refusal, refuse } from '../../../platform/refusal.ts'
import { type Actor, recordedActor } from '../../actor.ts'
import { recordAudit } from '../../audit/index.ts'
import { getLivingAsset } from '../get-living-asset.ts'
import { findMemberLabel } from '../ledger.store.ts'
import { postIn } from '../post-in.ts'
import { refuseUnposted } from '../refuse-unposted.ts'
import { openingOf } from './holds.rules.ts'
import { findHold, insertHold } from './holds.store.ts'
import { heldAmount, viewHold } from './holds.views.ts'

export interface HoldOrder {
  communityId: string
  memberId?: string | null
  asset: string
  amount: number
  purpose: string
  expiresAt?: string | null
}

export async function openHold(ctx: Context, actor: Actor, order: HoldOrder): Promise<Hold> {
  const { communityId, asset, amount, purpose } = order
  await getLivingAsset(ctx.db, communityId, asset)
  const id = ctx.ids.next()
  return ctx.inTransaction(async (tx) => {
    const expiresAt = readExpiry(order.expiresAt, await decisionTime(tx))
    const label = order.memberId ? await findMemberLabel(tx, communityId, order.memberId) : 'Treasury'
    if (label === undefined) return refuse('not_found', 'There is no such member.')
    const holder = order.memberId
      ? { kind: 'member' as const, id: order.memberId }
      : { kind: 'treasury' as const, id: communityId }
    const by = recordedActor(actor)
    await insertHold(tx, { communityId, id, purpose, asset, holder, amount, expiresAt, actor: by })
    await recordAudit(tx, ctx.ids, actor, {
      communityId,
      action: 'hold.opened',
      subject: { kind: 'hold', id, label: purpose },
      changes: { asset, amount, from: label },
    })
    const row = await findHold(tx, communityId, id)
    invariant(row, 'a hold that was just inserted is there')
    const [outcome] = await postIn(ctx, tx, [
      {
        communityId,
        cause: { kind: 'request', id: actor.requestId },
        action: purpose,
        actor: by,
        transfers: openingOf(heldAmount(row)),
      },
    ])
    refuseUnposted(outcome, asset)
    return viewHold(row)
  })
}

function readExpiry(text: string | null | undefined, now: Date): Date | null {
  if (text === null || text === undefined) return null
  const at = new Date(text)
  const latest = now.getTime() + holdDaysMax * 86_400_000
  if (at > now && at.getTime() <= latest) return at
  const reason = `must lie ahead, within ${holdDaysMax} days`
  throw new Refusal('validation_failed', {
    detail: `/expiresAt ${reason}`,
    errors: [{ pointer: '/expiresAt', reason }],
  })
}
