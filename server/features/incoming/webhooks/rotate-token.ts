/** Makes a new address for a webhook; the old one works on for the overlap. */
import type { Context } from '../../../context.ts'
import type { Actor } from '../../actor.ts'
import { changeWebhook } from './change-webhook.ts'
import type { WebhookAddress } from './webhook.ts'
import type { WebhookSecrets } from './webhook-secrets.ts'
import { endTokens, insertToken } from './webhooks.store.ts'

export async function rotateToken(
  ctx: Context,
  secrets: WebhookSecrets,
  actor: Actor,
  address: WebhookAddress,
  overlapHours: number,
) {
  return changeWebhook(ctx, secrets, actor, address, undefined, async (tx, webhook) => {
    await endTokens(tx, address.communityId, webhook.id, overlapHours)
    await insertToken(tx, { ...address, ...secrets.newToken(webhook.id) })
    return { change: {}, action: 'incoming_webhook.token_rotated', changes: { overlapHours } }
  })
}
