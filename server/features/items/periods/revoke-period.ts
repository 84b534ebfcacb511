/** Ends active time at once. The units that were used up do not come back: a grant can give others. */
import type { Period } from '../../../../contracts/periods.ts'
import { type Actor, recordedActor } from '../../actor.ts'
import { readFaceSettings } from '../apps/read-face-settings.ts'
import { type ChangeContext, changePeriod } from './change-period.ts'
import type { PeriodAddress } from './period.ts'
import { endNow } from './periods.rules.ts'
import { updateRevoked } from './periods.store.ts'
import { toldPeriod } from './periods.views.ts'
import { publishActiveTime } from './publish-active-time.ts'

export async function revokePeriod(
  ctx: ChangeContext,
  actor: Actor,
  address: PeriodAddress,
  reason: string,
): Promise<Period> {
  return changePeriod(ctx, actor, address, 'period.revoked', async (tx, period, now, sequence) => {
    const { communityId } = address
    const by = { actor: recordedActor(actor), cause: { kind: 'request' as const, id: actor.requestId } }
    const endedAt = endNow(period, now)
    await updateRevoked(tx, address, endedAt, reason)
    await ctx.events.publish(tx, {
      communityId,
      type: 'period.revoked',
      subjectId: period.member_id,
      payload: { ...toldPeriod(period), endedAt: endedAt.toISOString(), reason },
      ...by,
    })
    const holder = { communityId, appId: period.app_id, memberId: period.member_id }
    if ((await readFaceSettings(tx, holder)).subActivatedOnRevoke) {
      const ended = { itemUri: period.item_uri, at: endedAt }
      await publishActiveTime(tx, ctx, holder, { ...by, sequence, ended })
    }
    return { expiresAt: { before: period.expires_at.toISOString(), after: endedAt.toISOString() }, reason }
  })
}
