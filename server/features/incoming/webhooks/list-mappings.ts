/** The versions of a webhook's mapping, newest first. */
import type { ActorView } from '../../../../contracts/values.ts'
import type { Context } from '../../../context.ts'
import { type PageRequest, pageFrom, readKeyset } from '../../../platform/db/keyset.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { WebhookAddress } from './webhook.ts'
import { findWebhook, listMappingRows, type MappingRow } from './webhooks.store.ts'

export async function listMappings(
  ctx: Pick<Context, 'db'>,
  { communityId, webhookId }: WebhookAddress,
  page: PageRequest,
) {
  if (!(await findWebhook(ctx.db, communityId, webhookId))) refuse('not_found', 'There is no such webhook.')
  const keyset = readKeyset(page, { list: 'mappings', communityId, webhookId })
  const before = keyset.after === null ? null : Number(keyset.after)
  const found = await listMappingRows(ctx.db, communityId, webhookId, before, keyset.take)
  return pageFrom(found, keyset, (row) => String(row.version), viewMapping)
}

function viewMapping(row: MappingRow) {
  return {
    version: row.version,
    mapping: row.mapping,
    savedBy: { kind: row.actor_kind as ActorView['kind'], id: row.actor_id, label: row.actor_label },
    savedAt: row.created_at.toISOString(),
  }
}
