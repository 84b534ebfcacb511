/** Removes one API key of a webhook, or all of them: it then takes calls without a key. */
import type { Context } from '../../../context.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import { changeWebhook } from './change-webhook.ts'
import { deleteEndedKeys, deleteKeys } from './senders.store.ts'
import type { WebhookAddress } from './webhook.ts'
import type { WebhookSecrets } from './webhook-secrets.ts'

export async function removeApiKey(
  ctx: Context,
  secrets: WebhookSecrets,
  actor: Actor,
  address: WebhookAddress,
  keyId: string,
) {
  await changeWebhook(ctx, secrets, actor, address, undefined, async (tx) => {
    const [removed] = await deleteKeys(tx, address.communityId, address.webhookId, keyId)
    if (!removed) return refuse('not_found', 'There is no such key.')
    // Keys that have ended only keep the webhook closed; whoever removes the last living one opens it.
    await deleteEndedKeys(tx, address.communityId, address.webhookId)
    return { change: {}, action: 'incoming_webhook.key_removed', changes: { name: removed.name } }
  })
}

export async function removeAllApiKeys(
  ctx: Context,
  secrets: WebhookSecrets,
  actor: Actor,
  address: WebhookAddress,
) {
  await changeWebhook(ctx, secrets, actor, address, undefined, async (tx) => {
    const removed = await deleteKeys(tx, address.communityId, address.webhookId, null)
    if (removed.length === 0) refuse('api_key_missing')
    return {
      change: {},
      action: 'incoming_webhook.keys_removed',
      changes: { names: removed.map(({ name }) => name) },
    }
  })
}
