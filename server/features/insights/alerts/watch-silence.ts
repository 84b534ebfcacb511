/** Chooses whether the silence of a webhook is an alert, and after how many hours. */
import type { WebhookHealth } from '../../../../contracts/insights.ts'
import type { Context } from '../../../context.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit/index.ts'
import { listWatchedWebhooks } from '../health/health.store.ts'
import { getHealth } from '../health/list-health.ts'
import { deleteSilence, upsertSilence } from './conditions.store.ts'

type SilenceContext = Pick<Context, 'db' | 'ids' | 'config' | 'inTransaction'>

interface WebhookAddress {
  communityId: string
  webhookId: string
}

export async function watchSilence(
  ctx: SilenceContext,
  actor: Actor,
  address: WebhookAddress,
  afterHours: number,
): Promise<WebhookHealth> {
  await changeSilence(ctx, actor, address, afterHours, (tx) =>
    upsertSilence(tx, address.communityId, address.webhookId, afterHours),
  )
  return getHealth(ctx, address)
}

export async function ignoreSilence(
  ctx: SilenceContext,
  actor: Actor,
  address: WebhookAddress,
): Promise<WebhookHealth> {
  await changeSilence(ctx, actor, address, null, (tx) =>
    deleteSilence(tx, address.communityId, address.webhookId),
  )
  return getHealth(ctx, address)
}

async function changeSilence(
  ctx: SilenceContext,
  actor: Actor,
  { communityId, webhookId }: WebhookAddress,
  afterHours: number | null,
  write: (tx: Transaction) => Promise<void>,
): Promise<void> {
  await ctx.inTransaction(async (tx) => {
    const [webhook] = await listWatchedWebhooks(tx, communityId, webhookId)
    if (!webhook) return refuse('not_found', 'There is no such webhook.')
    await write(tx)
    await recordAudit(tx, ctx.ids, actor, {
      communityId,
      action: afterHours === null ? 'webhook_silence.ignored' : 'webhook_silence.watched',
      subject: { kind: 'incoming_webhook', id: webhookId, label: webhook.name },
      changes: { silenceAfterHours: { before: webhook.after_hours, after: afterHours } },
    })
  })
}
