/** Makes active time longer or shorter. */
import type { Period } from '../../../../contracts/periods.ts'
import { refuse } from '../../../platform/refusal.ts'
import { type Actor, recordedActor } from '../../actor.ts'
import { type ChangeContext, changePeriod } from './change-period.ts'
import type { PeriodAddress } from './period.ts'
import { adjusted, noticeAt } from './periods.rules.ts'
import { upsertPeriod } from './periods.store.ts'
import { toldPeriod } from './periods.views.ts'

export async function adjustPeriod(
  ctx: ChangeContext,
  actor: Actor,
  address: PeriodAddress,
  { seconds, reason }: { seconds: number; reason: string },
): Promise<Period> {
  return changePeriod(ctx, actor, address, 'period.adjusted', async (tx, period, now) => {
    const times = adjusted(period, seconds, now)
    if (!times) return refuse('too_far_ahead', 'Active time ends at most ten years from now.')
    const before = period.expires_at
    await upsertPeriod(tx, {
      ...{ communityId: address.communityId, memberId: period.member_id, itemId: period.item_id },
      ...{ id: period.id, appId: period.app_id, ...times },
      noticeAt: noticeAt(times.expiresAt, period.notice_seconds),
    })
    const expiresAt = times.expiresAt.toISOString()
    await ctx.events.publish(tx, {
      communityId: address.communityId,
      type: 'period.adjusted',
      subjectId: period.member_id,
      payload: {
        ...{ ...toldPeriod(period), expiresBefore: before.toISOString(), expiresAt, reason },
        secondsAdded: Math.round((times.expiresAt.getTime() - before.getTime()) / 1000),
      },
      actor: recordedActor(actor),
      cause: { kind: 'request', id: actor.requestId },
    })
    return { expiresAt: { before: before.toISOString(), after: expiresAt }, reason }
  })
}
