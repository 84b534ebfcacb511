/** The one way in which staff and the app change active time: locked, audited, told. */
import type { Period } from '../../../../contracts/periods.ts'
import type { Context } from '../../../context.ts'
import { decisionTime, type Transaction } from '../../../platform/db/database.ts'
import { invariant } from '../../../platform/invariant.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit/index.ts'
import { requireOwnApp } from '../apps/app-reach.ts'
import { lockInventories } from '../postings/inventories.store.ts'
import { shareApp } from '../postings/postings.store.ts'
import type { PeriodAddress, PeriodRow } from './period.ts'
import { periodState } from './periods.rules.ts'
import { findPeriod, lockPeriod } from './periods.store.ts'
import { viewPeriod } from './periods.views.ts'

export type ChangeContext = Pick<Context, 'ids' | 'events' | 'inTransaction'>

const noPeriod = 'There is no such period.'

/** `change` is handed an active period under its lock, and the number of the last change of the inventory; it writes and tells, and answers what the audit log keeps. */
export async function changePeriod(
  ctx: ChangeContext,
  actor: Actor,
  address: PeriodAddress,
  action: 'period.revoked' | 'period.adjusted',
  change: (
    tx: Transaction,
    period: PeriodRow,
    now: Date,
    sequence: number,
  ) => Promise<Record<string, unknown>>,
): Promise<Period> {
  return ctx.inTransaction(async (tx) => {
    const found = await findPeriod(tx, address)
    if (!found) return refuse('not_found', noPeriod)
    requireOwnApp(actor, found.app_id, noPeriod)
    const { communityId } = address
    const { app_id: appId, member_id: memberId, item_id: itemId } = found
    const app = await shareApp(tx, { communityId, appId })
    if (!app) return refuse('not_found', noPeriod)
    // Staff mends what an app that is suspended has done.
    if (actor.app !== null && app.state === 'suspended') refuse('app_suspended')
    const sequences = await lockInventories(tx, { communityId, appId }, [memberId])
    const period = await lockPeriod(tx, { communityId, memberId, itemId })
    invariant(period, 'periods are never deleted one by one')
    const now = await decisionTime(tx)
    const state = periodState(period, now)
    if (state !== 'active')
      refuse('wrong_state', `The period is ${state}; it would have to be active.`, { state })
    const changes = await change(tx, period, now, sequences.get(memberId) ?? 0)
    await recordAudit(tx, ctx.ids, actor, {
      ...{ communityId, action, changes },
      subject: { kind: 'period', id: period.id, label: period.name },
    })
    const changed = await findPeriod(tx, address)
    invariant(changed, 'a period that was changed can be read')
    return viewPeriod(changed, now)
  })
}
