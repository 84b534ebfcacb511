/** Deletes a webhook: its address answers 404 from now on, nothing of it waits for a member, its histories stay. */
import type { Context } from '../../../context.ts'
import type { Actor } from '../../actor.ts'
import { discardOfWebhook } from '../awaiting/awaiting.store.ts'
import { changeWebhook } from './change-webhook.ts'
import type { WebhookAddress } from './webhook.ts'
import type { WebhookSecrets } from './webhook-secrets.ts'
import { endTokens } from './webhooks.store.ts'

export async function deleteWebhook(
  ctx: Context,
  secrets: WebhookSecrets,
  actor: Actor,
  address: WebhookAddress,
) {
  await changeWebhook(ctx, secrets, actor, address, undefined, async (tx, webhook) => {
    await endTokens(tx, webhook.community_id, webhook.id, 0)
    await discardOfWebhook(tx, webhook.community_id, webhook.id)
    return { change: { deleted: 'delete' }, action: 'incoming_webhook.deleted', changes: {} }
  })
}
