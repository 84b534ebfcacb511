/**
 * Takes one step with a hold in a transaction: its lock, the step that the rules allow, its numbers, its transfers.
 * The balances are locked last.
 */
import type { Hold } from '../../../../contracts/holds.ts'
import type { Context } from '../../../context.ts'
import { decisionTime } from '../../../platform/db/database.ts'
import { invariant } from '../../../platform/invariant.ts'
import { refuse } from '../../../platform/refusal.ts'
import { type Actor, recordedActor } from '../../actor.ts'
import { recordAudit } from '../../audit/index.ts'
import { postIn } from '../post-in.ts'
import { refuseUnposted } from '../refuse-unposted.ts'
import { type HeldAmount, type HoldStep, isOpen } from './holds.rules.ts'
import { findHold, lockHold, updateHold } from './holds.store.ts'
import { heldAmount, viewHold } from './holds.views.ts'

export interface HoldAddress {
  communityId: string
  holdId: string
}

export async function stepHold(
  ctx: Context,
  actor: Actor,
  { communityId, holdId }: HoldAddress,
  audited: 'hold.posted' | 'hold.voided',
  step: (hold: HeldAmount) => HoldStep,
): Promise<Hold> {
  return ctx.inTransaction(async (tx) => {
    const row = await lockHold(tx, communityId, holdId)
    if (!row) return refuse('not_found', 'There is no such hold.')
    if (row.keeper !== null) refuse('wrong_state', 'It ends with what it was opened for, and not by hand.')
    const hold = heldAmount(row)
    if (!isOpen(hold, await decisionTime(tx))) {
      const how = row.state === 'pending' ? 'expired' : row.state
      return refuse('hold_ended', `It was ${how} already.`)
    }
    const { transfers, after } = step(hold)
    await updateHold(tx, communityId, holdId, after)
    await recordAudit(tx, ctx.ids, actor, {
      communityId,
      action: audited,
      subject: { kind: 'hold', id: holdId, label: row.purpose },
      changes: { asset: row.asset, amount: transfers[0]?.amount, remaining: after.remaining },
    })
    const [outcome] = await postIn(ctx, tx, [
      {
        communityId,
        cause: { kind: 'request', id: actor.requestId },
        action: row.purpose,
        actor: recordedActor(actor),
        transfers,
      },
    ])
    refuseUnposted(outcome, row.asset)
    const changed = await findHold(tx, communityId, holdId)
    invariant(changed, 'a locked hold can be read')
    return viewHold(changed)
  })
}
