/** How the webhooks of a community fare, in four statements however many there are. */
import { healthHourCount, type WebhookHealth } from '../../../../contracts/insights.ts'
import type { Context } from '../../../context.ts'
import { decisionTime } from '../../../platform/db/database.ts'
import { idTime } from '../../../platform/ids.ts'
import { refuse } from '../../../platform/refusal.ts'
import { healthOf } from './health.rules.ts'
import { listHours, listPending, listRefusals, listWatchedWebhooks } from './health.store.ts'

type HealthContext = Pick<Context, 'db' | 'config'>

export async function listHealth(
  ctx: HealthContext,
  communityId: string,
  webhookId: string | null = null,
): Promise<WebhookHealth[]> {
  const webhooks = await listWatchedWebhooks(ctx.db, communityId, webhookId)
  const ids = webhooks.map(({ webhook_id }) => webhook_id)
  const hours = await listHours(ctx.db, communityId, ids, healthHourCount)
  const pending = await listPending(ctx.db, communityId, ids)
  const refusals = await listRefusals(ctx.db, communityId, ids)
  const now = await decisionTime(ctx.db)
  return webhooks.map((webhook) => {
    const isOwn = (row: { webhook_id: string }) => row.webhook_id === webhook.webhook_id
    const waiting = pending.find(isOwn)
    const own = {
      webhook,
      lastReceivedAt: timeOf(webhook.last_receipt_id),
      oldestPendingAt: timeOf(waiting?.oldest_receipt_id ?? null),
      hours: hours.filter(isOwn),
      pending: waiting,
      refusals: refusals.filter(isOwn),
    }
    return healthOf(own, now, ctx.config.adminContact)
  })
}

export async function getHealth(
  ctx: HealthContext,
  { communityId, webhookId }: { communityId: string; webhookId: string },
): Promise<WebhookHealth> {
  const [health] = await listHealth(ctx, communityId, webhookId)
  return health ?? refuse('not_found', 'There is no such webhook.')
}

const timeOf = (id: string | null) => (id === null ? null : new Date(idTime(id)))
