/** Pauses, resumes and cancels a repair. The batch that runs is finished first: it holds the lock of the row. */
import type { Repair, RepairState } from '../../../../contracts/repairs.ts'
import type { Context } from '../../../context.ts'
import { decisionTime } from '../../../platform/db/database.ts'
import { invariant } from '../../../platform/invariant.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit/index.ts'
import type { WebhookAddress } from '../webhooks/webhook.ts'
import { findRepair, lockRepair, updateRepairState } from './repairs.store.ts'
import { viewRepair } from './repairs.views.ts'

export interface RepairAddress extends WebhookAddress {
  repairId: string
}

export const pauseRepair = (ctx: Context, actor: Actor, address: RepairAddress) =>
  changeState(ctx, actor, address, 'paused')

export const resumeRepair = (ctx: Context, actor: Actor, address: RepairAddress) =>
  changeState(ctx, actor, address, 'running')

export const cancelRepair = (ctx: Context, actor: Actor, address: RepairAddress) =>
  changeState(ctx, actor, address, 'canceled')

const audited = { paused: 'paused', running: 'resumed', canceled: 'canceled' } as const

async function changeState(
  ctx: Context,
  actor: Actor,
  { communityId, webhookId, repairId }: RepairAddress,
  state: Exclude<RepairState, 'finished'>,
): Promise<Repair> {
  return ctx.inTransaction(async (tx) => {
    const repair = await lockRepair(tx, communityId, webhookId, repairId)
    if (!repair) return refuse('not_found', 'There is no such repair.')
    if (repair.state === 'canceled' || repair.state === 'finished') {
      refuse('repair_ended', `It was ${repair.state} already.`)
    }
    if (repair.state !== state) {
      await updateRepairState(tx, communityId, repairId, state)
      await recordAudit(tx, ctx.ids, actor, {
        communityId,
        action: `incoming_webhook.repair_${audited[state]}`,
        subject: { kind: 'incoming_webhook', id: webhookId, label: repair.webhook_name },
        changes: { repairId, kind: repair.kind, done: repair.done_count, of: repair.total_count },
      })
    }
    const changed = await findRepair(tx, communityId, webhookId, repairId)
    invariant(changed, 'a locked repair can be read')
    return viewRepair(changed, await decisionTime(tx))
  })
}
