/** Webhooks in the shape of the contract, with their address, mapping, counts and refused calls. */
import type { IncomingWebhook } from '../../../../contracts/incoming.ts'
import type { WebhookKey, WebhookSignature } from '../../../../contracts/senders.ts'
import type { Queryable } from '../../../platform/db/database.ts'
import { idTime } from '../../../platform/ids.ts'
import { listRefusalRows } from '../accept/accept.store.ts'
import { publicPrefix } from '../signatures/standard-webhooks.rules.ts'
import { type KeyRow, listKeys, listSignatures, type SignatureRow } from './senders.store.ts'
import type { WebhookRow } from './webhook.ts'
import type { WebhookSecrets } from './webhook-secrets.ts'
import { listCounts, listCurrentMappings, listLivingTokens } from './webhooks.store.ts'

export async function viewWebhooks(
  db: Queryable,
  secrets: WebhookSecrets,
  communityId: string,
  webhooks: readonly WebhookRow[],
): Promise<IncomingWebhook[]> {
  if (webhooks.length === 0) return []
  const ids = webhooks.map(({ id }) => id)
  const tokens = await listLivingTokens(db, communityId, ids)
  const mappings = new Map(
    (await listCurrentMappings(db, communityId, ids)).map((row) => [row.webhook_id, row.mapping]),
  )
  const counts = new Map((await listCounts(db, communityId, ids)).map((row) => [row.webhook_id, row]))
  const keys = await listKeys(db, communityId, ids)
  const signatures = await listSignatures(db, communityId, ids)
  const refusals = await listRefusalRows(db, communityId, ids)

  return webhooks.map((webhook) => {
    const current = tokens.find((token) => token.webhook_id === webhook.id && token.valid_until === null)
    const previous = tokens.find((token) => token.webhook_id === webhook.id && token.valid_until !== null)
    const count = counts.get(webhook.id)
    return {
      id: webhook.id,
      name: webhook.name,
      location: 'user_fields',
      url: current ? secrets.openUrl(webhook.id, current.sealed) : null,
      previousUrlUntil: previous?.valid_until?.toISOString() ?? null,
      apiKeys: keys.filter((row) => row.webhook_id === webhook.id).map(viewKey),
      signature: viewSignature(
        secrets,
        signatures.filter((row) => row.webhook_id === webhook.id),
      ),
      encryption: webhook.encryption_mode ? { mode: webhook.encryption_mode } : null,
      isPaused: webhook.paused_at !== null,
      mapping: mappings.get(webhook.id) ?? null,
      mappingVersion: webhook.mapping_version,
      counts: {
        pending: count?.pending ?? 0,
        success: count?.success ?? 0,
        failed: count?.failed ?? 0,
        awaitingMember: count?.awaiting_member ?? 0,
      },
      refused: refusals
        .filter((row) => row.webhook_id === webhook.id)
        .slice(0, 10)
        .map(({ reason, count: times, last_at }) => ({
          reason,
          count: times,
          lastAt: last_at.toISOString(),
        })),
      lastReceivedAt: count?.last_receipt_id ? new Date(idTime(count.last_receipt_id)).toISOString() : null,
      revision: webhook.revision,
      createdAt: webhook.created_at.toISOString(),
      updatedAt: webhook.updated_at.toISOString(),
    }
  })
}

export function viewKey(row: KeyRow): WebhookKey {
  const { id, name, masked, created_at: createdAt, last_used_at: lastUsedAt, valid_until: validUntil } = row
  return {
    id,
    name,
    masked,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    validUntil: validUntil?.toISOString() ?? null,
  }
}

function viewSignature(
  secrets: Pick<WebhookSecrets, 'openSignatureSecret'>,
  [current, previous]: readonly SignatureRow[],
): WebhookSignature | null {
  if (!current) return null
  const { scheme, secret, webhook_id: webhookId } = current
  return {
    scheme,
    isPublicKey:
      scheme.preset === 'standard_webhooks' &&
      secrets.openSignatureSecret(webhookId, secret).startsWith(publicPrefix),
    setAt: current.created_at.toISOString(),
    previousUntil: previous?.valid_until?.toISOString() ?? null,
  }
}
