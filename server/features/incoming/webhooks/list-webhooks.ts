/** The incoming webhooks of a community, newest first. */
import type { Context } from '../../../context.ts'
import { type PageRequest, pageFrom, readKeyset } from '../../../platform/db/keyset.ts'
import { refuse } from '../../../platform/refusal.ts'
import { viewWebhooks } from './view-webhooks.ts'
import type { WebhookAddress } from './webhook.ts'
import type { WebhookSecrets } from './webhook-secrets.ts'
import { findWebhook, listWebhookRows } from './webhooks.store.ts'

export async function listWebhooks(
  ctx: Pick<Context, 'db'>,
  secrets: WebhookSecrets,
  communityId: string,
  page: PageRequest,
) {
  const keyset = readKeyset(page, { list: 'incoming-webhooks', communityId })
  const found = await listWebhookRows(ctx.db, communityId, keyset)
  const { data, page: pages } = pageFrom(
    found,
    keyset,
    (row) => row.id,
    (row) => row,
  )
  return { data: await viewWebhooks(ctx.db, secrets, communityId, data), page: pages }
}

export async function getWebhook(ctx: Pick<Context, 'db'>, secrets: WebhookSecrets, address: WebhookAddress) {
  const webhook = await findWebhook(ctx.db, address.communityId, address.webhookId)
  if (!webhook) return refuse('not_found', 'There is no such webhook.')
  const [view] = await viewWebhooks(ctx.db, secrets, address.communityId, [webhook])
  return view ?? refuse('not_found')
}
