/** Pauses and resumes: what arrives during a pause is kept, and waits for the owner. */
import type { Context } from '../../../context.ts'
import type { Actor } from '../../actor.ts'
import { changeWebhook } from './change-webhook.ts'
import type { WebhookAddress } from './webhook.ts'
import type { WebhookSecrets } from './webhook-secrets.ts'

export async function pauseWebhook(
  ctx: Context,
  secrets: WebhookSecrets,
  actor: Actor,
  address: WebhookAddress,
) {
  return changeWebhook(ctx, secrets, actor, address, undefined, async (_tx, webhook) =>
    webhook.paused_at
      ? null
      : { change: { paused: 'pause' }, action: 'incoming_webhook.paused', changes: {} },
  )
}

export async function resumeWebhook(
  ctx: Context,
  secrets: WebhookSecrets,
  actor: Actor,
  address: WebhookAddress,
) {
  return changeWebhook(ctx, secrets, actor, address, undefined, async (_tx, webhook) =>
    webhook.paused_at
      ? { change: { paused: 'resume' }, action: 'incoming_webhook.resumed', changes: {} }
      : null,
  )
}
