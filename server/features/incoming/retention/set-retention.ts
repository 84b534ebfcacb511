/**
 * Sets how long bodies and metadata of receipts are kept. It concerns no single community, so it stands in no audit log:
 * the settings themselves are a history of who set what, when and why.
 */
import type { Retention } from '../../../../contracts/retention.ts'
import type { Context } from '../../../context.ts'
import { Refusal, refuse } from '../../../platform/refusal.ts'
import { type Actor, recordedActor } from '../../actor.ts'
import { getRetention, viewRetention } from './get-retention.ts'
import { insertRetention } from './retention.store.ts'

export async function setRetention(
  ctx: Context,
  actor: Actor,
  days: Pick<Retention, 'bodyDays' | 'metadataDays'>,
  ifMatch: number | undefined,
): Promise<Retention> {
  if (days.metadataDays < days.bodyDays) {
    const reason = 'must be at least bodyDays: a body is never kept without its receipt'
    throw new Refusal('validation_failed', { errors: [{ pointer: '/metadataDays', reason }] })
  }
  return ctx.inTransaction(async (tx) => {
    const before = await getRetention({ db: tx })
    if (ifMatch !== undefined && ifMatch !== before.revision) refuse('revision_mismatch')
    const row = await insertRetention(tx, {
      ...days,
      revision: before.revision + 1,
      actor: recordedActor(actor),
      reason: actor.reason,
    })
    return row ? viewRetention(row) : refuse('revision_mismatch')
  })
}
