/**
 * Saves a mapping as the next version. Requests that waited for the first one stay until the owner runs them; those
 * that wait for a member are read again, because the new version may name another or not wait at all.
 */
import type { Mapping } from '../../../../contracts/mapping.ts'
import type { Context } from '../../../context.ts'
import type { Queryable } from '../../../platform/db/database.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { type Actor, recordedActor } from '../../actor.ts'
import { listLivingFields } from '../../fields/index.ts'
import { listLivingAssetRows } from '../../ledger/index.ts'
import { releaseOfWebhook } from '../awaiting/awaiting.store.ts'
import { checkMapping } from '../rules/check-mapping.rules.ts'
import { changeWebhook } from './change-webhook.ts'
import type { WebhookAddress } from './webhook.ts'
import type { WebhookSecrets } from './webhook-secrets.ts'
import { insertMapping } from './webhooks.store.ts'

export async function saveMapping(
  ctx: Context,
  secrets: WebhookSecrets,
  actor: Actor,
  address: WebhookAddress,
  mapping: Mapping,
  ifMatch: number | undefined,
) {
  return changeWebhook(ctx, secrets, actor, address, ifMatch, async (tx, webhook) => {
    await refuseBrokenMapping(tx, address.communityId, mapping)
    const version = (webhook.mapping_version ?? 0) + 1
    await insertMapping(tx, address.communityId, webhook.id, version, mapping, recordedActor(actor))
    await releaseOfWebhook(tx, address.communityId, webhook.id)
    return {
      change: { mappingVersion: version },
      action: 'incoming_webhook.mapping_saved',
      changes: { version },
    }
  })
}

export async function refuseBrokenMapping(
  db: Queryable,
  communityId: string,
  mapping: Mapping,
): Promise<void> {
  const fields = await listLivingFields(db, communityId)
  const assets = (await listLivingAssetRows(db, communityId)).map(({ code }) => code)
  const problems = checkMapping(mapping, { fields, assets })
  const [first] = problems
  if (first)
    throw new Refusal('mapping_invalid', { detail: `${first.pointer}: ${first.reason}`, errors: problems })
}
