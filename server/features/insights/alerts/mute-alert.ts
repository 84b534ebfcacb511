/** Mutes an alert, or lets it be heard again; both say so in the audit log. */
import type { Alert } from '../../../../contracts/insights.ts'
import type { Context } from '../../../context.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit/index.ts'
import { findAlertRow, updateMuted } from './alerts.store.ts'
import { viewAlert } from './list-alerts.ts'

type MuteContext = Pick<Context, 'ids' | 'config' | 'inTransaction'>

interface AlertAddress {
  communityId: string
  alertId: string
}

export const muteAlert = (ctx: MuteContext, actor: Actor, address: AlertAddress) =>
  changeMuted(ctx, actor, address, 'mute')

export const unmuteAlert = (ctx: MuteContext, actor: Actor, address: AlertAddress) =>
  changeMuted(ctx, actor, address, 'unmute')

async function changeMuted(
  ctx: MuteContext,
  actor: Actor,
  { communityId, alertId }: AlertAddress,
  change: 'mute' | 'unmute',
): Promise<Alert> {
  return ctx.inTransaction(async (tx) => {
    await updateMuted(tx, communityId, alertId, change)
    const row = await findAlertRow(tx, communityId, alertId)
    if (!row) return refuse('not_found', 'There is no such alert.')
    const alert = viewAlert(row, ctx.config.adminContact)
    await recordAudit(tx, ctx.ids, actor, {
      communityId,
      action: change === 'mute' ? 'alert.muted' : 'alert.unmuted',
      subject: { kind: alert.subject.kind, id: alert.subject.id, label: alert.subject.name },
      changes: { alert: alert.words },
    })
    return alert
  })
}
