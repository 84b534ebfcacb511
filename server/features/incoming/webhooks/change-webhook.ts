/** The one way in which settings of a webhook change: locked, checked against `If-Match`, audited, shown. */
import type { IncomingWebhook } from '../../../../contracts/incoming.ts'
import type { Context } from '../../../context.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import { invariant } from '../../../platform/invariant.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit/index.ts'
import { refuseTakenName } from './create-webhook.ts'
import { viewWebhooks } from './view-webhooks.ts'
import type { WebhookAddress, WebhookRow } from './webhook.ts'
import type { WebhookSecrets } from './webhook-secrets.ts'
import { lockWebhook, updateWebhook, type WebhookChange } from './webhooks.store.ts'

export interface PlannedChange {
  change: WebhookChange
  /** e.g. `incoming_webhook.renamed`. */
  action: string
  /** For the audit log: never a secret. */
  changes: Record<string, unknown>
}

/** `plan` sees the locked row and may write beside it; null means that there is nothing to change. */
export async function changeWebhook(
  ctx: Context,
  secrets: WebhookSecrets,
  actor: Actor,
  { communityId, webhookId }: WebhookAddress,
  ifMatch: number | undefined,
  plan: (tx: Transaction, webhook: WebhookRow) => Promise<PlannedChange | null>,
): Promise<IncomingWebhook> {
  return ctx.inTransaction(async (tx) => {
    const webhook = await lockWebhook(tx, communityId, webhookId)
    if (!webhook) return refuse('not_found', 'There is no such webhook.')
    if (ifMatch !== undefined && ifMatch !== webhook.revision) {
      refuse(
        'revision_mismatch',
        'Somebody changed this webhook meanwhile. Read it again and repeat your change.',
      )
    }
    const planned = await plan(tx, webhook)
    const changed = planned ? await save(tx, ctx, actor, webhook, planned) : webhook
    const [view] = await viewWebhooks(tx, secrets, communityId, [changed])
    invariant(view, 'a webhook that was changed can be shown')
    return view
  })
}

async function save(
  tx: Transaction,
  ctx: Context,
  actor: Actor,
  webhook: WebhookRow,
  { change, action, changes }: PlannedChange,
): Promise<WebhookRow> {
  const { community_id: communityId, id } = webhook
  const changed = await updateWebhook(tx, communityId, id, change).catch(refuseTakenName)
  invariant(changed, 'a locked webhook can be updated')
  await recordAudit(tx, ctx.ids, actor, {
    communityId,
    action,
    subject: { kind: 'incoming_webhook', id, label: changed.name },
    changes,
  })
  return changed
}
