/** Renames a webhook, or sets, changes or ends its signature and its encryption. */
import type { SignatureInput } from '../../../../contracts/senders.ts'
import type { Context } from '../../../context.ts'
import type { Actor } from '../../actor.ts'
import { schemeOf } from '../signatures/check-signature.rules.ts'
import { changeWebhook } from './change-webhook.ts'
import { nameKey } from './create-webhook.ts'
import { refuseBrokenSignature, setSignature } from './set-signature.ts'
import type { WebhookAddress } from './webhook.ts'
import type { WebhookSecrets } from './webhook-secrets.ts'
import type { WebhookChange } from './webhooks.store.ts'

export interface WebhookUpdate {
  name?: string | undefined
  signature?: SignatureInput | null | undefined
  encryption?: { mode: 'gcm' | 'cbc'; key: string } | null | undefined
}

export async function updateSettings(
  ctx: Context,
  secrets: WebhookSecrets,
  actor: Actor,
  address: WebhookAddress,
  { name: asked, signature, encryption }: WebhookUpdate,
  ifMatch: number | undefined,
) {
  refuseBrokenSignature(signature)
  return changeWebhook(ctx, secrets, actor, address, ifMatch, async (tx, webhook) => {
    const change: WebhookChange = {}
    const changes: Record<string, unknown> = {}
    const name = asked?.trim()
    if (name !== undefined && name !== webhook.name) {
      change.name = { name, nameKey: nameKey(name) }
      changes.name = { before: webhook.name, after: name }
    }
    if (encryption !== undefined) {
      change.encryption = encryption && {
        mode: encryption.mode,
        sealedKey: secrets.sealEncryptionKey(webhook.id, encryption.key),
      }
      changes.encryption = { before: webhook.encryption_mode, after: encryption?.mode ?? null }
    }
    if (signature !== undefined) {
      await setSignature(ctx, tx, secrets, address, signature)
      changes.signature = signature && schemeOf(signature)
    }
    return Object.keys(changes).length === 0 ? null : { change, action: 'incoming_webhook.updated', changes }
  })
}
