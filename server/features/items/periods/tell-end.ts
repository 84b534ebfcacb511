/** Tells that active time is over: by the sweep, or by whoever starts it anew before the sweep came. Once each. */
import type { Context } from '../../../context.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import type { NewEvent } from '../../../platform/events/events.ts'
import type { PeriodRow } from './period.ts'
import { toldPeriod } from './periods.views.ts'

export function endOf(period: PeriodRow): NewEvent<'period.expired'> {
  return {
    communityId: period.community_id,
    type: 'period.expired',
    subjectId: period.member_id,
    payload: { ...toldPeriod(period), endedAt: period.expires_at.toISOString(), reason: null },
    actor: { kind: 'system', id: null, label: 'Expired' },
    cause: { kind: 'expiry', id: period.id },
  }
}

/** `period`: one that is over, and locked. */
export async function tellEnd(
  tx: Transaction,
  ctx: Pick<Context, 'events'>,
  period: PeriodRow,
): Promise<void> {
  if (period.revoked_at === null && !period.is_end_told) await ctx.events.publish(tx, endOf(period))
}
