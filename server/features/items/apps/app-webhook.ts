/** The webhook of an app: where it is sent to, saved, and removed with an empty address. */
import type { AppWebhook } from '../../../../contracts/apps.ts'
import type { Context } from '../../../context.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import type { AppWebhooks } from '../../outgoing/index.ts'
import type { AppAddress, AppRow } from './app.ts'
import { findApp } from './apps.store.ts'

export async function getAppWebhook(
  ctx: Pick<Context, 'db'>,
  webhooks: AppWebhooks,
  address: AppAddress,
): Promise<AppWebhook> {
  await requireApp(ctx, address)
  return viewWebhook(ctx, webhooks, address)
}

export async function saveAppWebhook(
  ctx: Context,
  webhooks: AppWebhooks,
  actor: Actor,
  address: AppAddress,
  url: string | null,
  ifMatch: number | undefined,
): Promise<AppWebhook & { secret: string | null }> {
  const app = await requireApp(ctx, address)
  const before = await viewWebhook(ctx, webhooks, address)
  if (ifMatch !== undefined && ifMatch !== before.revision) {
    refuse('revision_mismatch', `The webhook is at revision ${before.revision} now. Read it again.`)
  }
  if (url === null) {
    await webhooks.remove(ctx, actor, address)
    return { ...(await viewWebhook(ctx, webhooks, address)), secret: null }
  }
  const secret = await webhooks.save(ctx, actor, { ...address, clientId: app.client_id }, url)
  return { ...(await viewWebhook(ctx, webhooks, address)), secret }
}

async function requireApp(ctx: Pick<Context, 'db'>, address: AppAddress): Promise<AppRow> {
  return (await findApp(ctx.db, address)) ?? refuse('not_found', 'There is no such app.')
}

async function viewWebhook(
  ctx: Pick<Context, 'db'>,
  webhooks: AppWebhooks,
  address: AppAddress,
): Promise<AppWebhook> {
  const endpoint = await webhooks.find(ctx, address)
  return {
    url: endpoint?.url ?? null,
    endpointId: endpoint?.id ?? null,
    state: endpoint?.state ?? null,
    revision: endpoint?.revision ?? 0,
  }
}
