/** Generates an API key of a webhook, shown this once. Two live at a time, so that senders can change over. */
import { liveWebhookKeyCountMax } from '../../../../contracts/senders.ts'
import type { Context } from '../../../context.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import { invariant } from '../../../platform/invariant.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import { changeWebhook } from './change-webhook.ts'
import { countLivingKeys, deleteEndedKeys, endKeys, insertKey, type KeyRow } from './senders.store.ts'
import { viewKey } from './view-webhooks.ts'
import type { WebhookAddress } from './webhook.ts'
import { defaultKeyName } from './webhook.ts'
import { newApiKey, type WebhookSecrets } from './webhook-secrets.ts'

export interface NewKey {
  name?: string | undefined
  /** How long the others stay valid; left out, they stay without an end. */
  overlapHours?: number | undefined
}

export async function addApiKey(
  ctx: Context,
  secrets: WebhookSecrets,
  actor: Actor,
  address: WebhookAddress,
  { name = defaultKeyName, overlapHours }: NewKey,
) {
  const fresh = newApiKey()
  let row: KeyRow | undefined
  await changeWebhook(ctx, secrets, actor, address, undefined, async (tx) => {
    if (overlapHours !== undefined) await endKeys(tx, address.communityId, address.webhookId, overlapHours)
    await refuseThird(tx, address)
    await deleteEndedKeys(tx, address.communityId, address.webhookId)
    const { digest, masked } = fresh
    row = await insertKey(tx, { ...address, id: ctx.ids.next(), name: name.trim(), digest, masked })
    return {
      change: {},
      action: 'incoming_webhook.key_added',
      changes: { name: name.trim(), ...(overlapHours === undefined ? {} : { overlapHours }) },
    }
  })
  invariant(row, 'a key that was inserted is answered')
  return { ...viewKey(row), apiKey: fresh.key }
}

async function refuseThird(tx: Transaction, { communityId, webhookId }: WebhookAddress): Promise<void> {
  if ((await countLivingKeys(tx, communityId, webhookId)) < liveWebhookKeyCountMax) return
  refuse('api_key_limit_reached', 'This webhook has two living keys: remove one, or let both end at once.')
}
