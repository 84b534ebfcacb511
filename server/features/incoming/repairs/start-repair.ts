/** Starts a repair: what it covers is counted and written down, and the workers do the rest. */
import type { Repair, RepairOrder } from '../../../../contracts/repairs.ts'
import type { Context } from '../../../context.ts'
import { decisionTime, violatedUnique } from '../../../platform/db/database.ts'
import { invariant } from '../../../platform/invariant.ts'
import { refuse } from '../../../platform/refusal.ts'
import { type Actor, recordedActor } from '../../actor.ts'
import { recordAudit } from '../../audit/index.ts'
import type { WebhookAddress } from '../webhooks/webhook.ts'
import { countCovered } from './covered.store.ts'
import { readOrder } from './read-order.ts'
import { findRepair, insertRepair } from './repairs.store.ts'
import { viewRepair } from './repairs.views.ts'

export async function startRepair(
  ctx: Context,
  actor: Actor,
  address: WebhookAddress,
  order: RepairOrder,
): Promise<Repair> {
  const { communityId, webhookId } = address
  const { id, webhookName, scope } = await readOrder(ctx, address, order)
  // Counted outside of the transaction, which is to be short; what is covered is decided batch by batch.
  const totalCount = await countCovered(ctx.db, scope)
  if (totalCount === 0) refuse('nothing_to_repair', 'No receipt of this webhook fits.')
  const shortfall = order.kind === 'undo' ? (order.shortfall ?? 'refuse') : null
  return ctx.inTransaction(async (tx) => {
    const by = recordedActor(actor)
    await insertRepair(tx, {
      ...scope,
      id,
      shortfall,
      totalCount,
      actor: by,
      auditReason: actor.reason,
    }).catch(refuseSecond)
    await recordAudit(tx, ctx.ids, actor, {
      communityId,
      action: 'incoming_webhook.repair_started',
      subject: { kind: 'incoming_webhook', id: webhookId, label: webhookName },
      changes: { ...order, repairId: id, receiptCount: totalCount },
    })
    const repair = await findRepair(tx, communityId, webhookId, id)
    invariant(repair, 'a repair that was just started can be read')
    return viewRepair(repair, await decisionTime(tx))
  })
}

function refuseSecond(error: unknown): never {
  if (violatedUnique(error) !== 'incoming_repairs_one') throw error
  return refuse('repair_running', 'Wait for it to end, or cancel it.')
}
