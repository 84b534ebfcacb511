/** Creates an incoming webhook with its address, and with the API key, signature and encryption that the owner chose. */
import { webhookCountMax } from '../../../../contracts/incoming.ts'
import type { SignatureInput } from '../../../../contracts/senders.ts'
import type { Context } from '../../../context.ts'
import { violatedUnique } from '../../../platform/db/database.ts'
import { invariant } from '../../../platform/invariant.ts'
import { Refusal, refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit/index.ts'
import { insertKey } from './senders.store.ts'
import { refuseBrokenSignature, setSignature } from './set-signature.ts'
import { viewWebhooks } from './view-webhooks.ts'
import { defaultKeyName } from './webhook.ts'
import { newApiKey, type WebhookSecrets } from './webhook-secrets.ts'
import { countWebhooks, findWebhook, insertToken, insertWebhook } from './webhooks.store.ts'

export interface NewWebhook {
  communityId: string
  name: string
  apiKey?: boolean | undefined
  signature?: SignatureInput | null | undefined
  encryption?: { mode: 'gcm' | 'cbc'; key: string } | null | undefined
}

export const nameKey = (name: string): string => name.normalize('NFC').trim().toLowerCase()

export async function createWebhook(ctx: Context, secrets: WebhookSecrets, actor: Actor, input: NewWebhook) {
  const { communityId } = input
  const name = input.name.trim()
  const id = ctx.ids.next()
  const key = input.apiKey ? newApiKey() : null
  const encryption = input.encryption
    ? { mode: input.encryption.mode, sealedKey: secrets.sealEncryptionKey(id, input.encryption.key) }
    : null
  refuseBrokenSignature(input.signature)

  return ctx.inTransaction(async (tx) => {
    if ((await countWebhooks(tx, communityId)) >= webhookCountMax) {
      refuse('webhook_limit_reached', `A community holds at most ${webhookCountMax} incoming webhooks.`)
    }
    const webhook = {
      communityId,
      id,
      name,
      nameKey: nameKey(name),
      location: 'user_fields',
      encryption,
    }
    await insertWebhook(tx, webhook).catch(refuseTakenName)
    await insertToken(tx, { communityId, webhookId: id, ...secrets.newToken(id) })
    if (key) {
      const { digest, masked } = key
      const keyId = ctx.ids.next()
      await insertKey(tx, { communityId, webhookId: id, id: keyId, name: defaultKeyName, digest, masked })
    }
    if (input.signature) {
      await setSignature(ctx, tx, secrets, { communityId, webhookId: id }, input.signature)
    }
    await recordAudit(tx, ctx.ids, actor, {
      communityId,
      action: 'incoming_webhook.created',
      subject: { kind: 'incoming_webhook', id, label: name },
      changes: {
        name,
        hasApiKey: key !== null,
        signature: input.signature?.preset ?? null,
        encryption: encryption?.mode ?? null,
      },
    })
    const row = await findWebhook(tx, communityId, id)
    invariant(row, 'a webhook that was inserted can be read')
    const [view] = await viewWebhooks(tx, secrets, communityId, [row])
    invariant(view, 'a webhook that was read can be shown')
    return { ...view, apiKey: key?.key ?? null }
  })
}

export function refuseTakenName(error: unknown): never {
  if (violatedUnique(error) === 'incoming_webhooks_name') {
    throw new Refusal('name_taken', {
      detail:
        'Another webhook has this name. The name is what the Gamification Logs show, so each has its own.',
      errors: [{ pointer: '/name', reason: 'is taken' }],
    })
  }
  throw error
}
