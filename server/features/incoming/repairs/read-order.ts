/** Reads an order for a repair: which webhook, which receipts, and whether it can be carried out at all. */
import type { RepairOrder } from '../../../../contracts/repairs.ts'
import type { Context } from '../../../context.ts'
import { idFloor } from '../../../platform/ids.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { WebhookAddress } from '../webhooks/webhook.ts'
import type { RepairScope } from './repair.ts'
import { findWebhookEver } from './repairs.store.ts'

export interface ReadOrder {
  /** Also the upper end of what is covered: later receipts never are. */
  id: string
  webhookName: string
  scope: RepairScope
}

/** Refuses what cannot be carried out: runs need a living webhook with a mapping. */
export async function readOrder(
  ctx: Pick<Context, 'db' | 'ids'>,
  address: WebhookAddress,
  order: RepairOrder,
): Promise<ReadOrder> {
  const { webhook, ...read } = await readScope(ctx, address, order)
  if (order.kind === 'rerun' || order.kind === 'apply') {
    if (webhook.deleted_at) refuse('not_found', 'There is no such webhook.')
    if (webhook.mapping_version === null) {
      refuse('mapping_missing', 'Save a mapping first: it says what the receipts are to change.')
    }
  }
  return { ...read, webhookName: webhook.name }
}

export async function readScope(
  ctx: Pick<Context, 'db' | 'ids'>,
  { communityId, webhookId }: WebhookAddress,
  order: RepairOrder,
) {
  const webhook = await findWebhookEver(ctx.db, communityId, webhookId)
  if (!webhook) return refuse('not_found', 'There is no such webhook.')
  const id = ctx.ids.next()
  const [beforeId = id] = [id, order.to === undefined ? id : momentFloor(order.to)].sort()
  const scope: RepairScope = {
    communityId,
    webhookId,
    kind: order.kind,
    fromId: order.from === undefined ? idFloor(0) : momentFloor(order.from),
    beforeId,
    reason: order.kind === 'rerun' ? (order.reason ?? null) : null,
  }
  return { id, webhook, scope }
}

function momentFloor(text: string): string {
  const ms = Date.parse(text)
  // A leap second has the form of a time, and is none here.
  return Number.isNaN(ms) ? refuse('validation_failed', `${text} is not a moment.`) : idFloor(ms)
}
