/** Generates a webhook's API key, shown this once, or removes it. */
import type { Context } from '../../../context.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import { changeWebhook, type WebhookAddress } from './change-webhook.ts'
import { newApiKey, type WebhookSecrets } from './webhook-secrets.ts'

export async function regenerateKey(
  ctx: Context,
  secrets: WebhookSecrets,
  actor: Actor,
  address: WebhookAddress,
  overlapHours: number,
): Promise<{ apiKey: string }> {
  const { key, digest, masked } = newApiKey()
  await changeWebhook(ctx, secrets, actor, address, undefined, async () => ({
    change: { key: { digest, masked, overlapHours } },
    action: 'incoming_webhook.key_generated',
    changes: { overlapHours },
  }))
  return { apiKey: key }
}

export async function removeKey(
  ctx: Context,
  secrets: WebhookSecrets,
  actor: Actor,
  address: WebhookAddress,
) {
  await changeWebhook(ctx, secrets, actor, address, undefined, async (_tx, webhook) => {
    if (!webhook.key_digest) refuse('api_key_missing')
    return { change: { key: null }, action: 'incoming_webhook.key_removed', changes: {} }
  })
}
