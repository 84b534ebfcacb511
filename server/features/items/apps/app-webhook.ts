/** The webhook of an app: where it is sent to, removed with an empty address, and how the wire of the game behaves. */
import type { AppWebhook } from '../../../../contracts/apps.ts'
import { type FaceSettingsChange, faceSettingsDefault } from '../../../../contracts/face-settings.ts'
import type { Context } from '../../../context.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import { changesBetween, recordAudit } from '../../audit/index.ts'
import type { AppWebhooks } from '../../outgoing/index.ts'
import type { AppAddress, AppRow } from './app.ts'
import { findApp, lockApp } from './apps.store.ts'
import { findFaceSettings, updateFaceSettings } from './face-settings.store.ts'

export async function getAppWebhook(
  ctx: Pick<Context, 'db'>,
  webhooks: AppWebhooks,
  address: AppAddress,
): Promise<AppWebhook> {
  await requireApp(ctx, address)
  return viewWebhook(ctx, webhooks, address)
}

export interface WebhookChange {
  /** Null removes it; without it, it stays. */
  url?: string | null | undefined
  settings?: FaceSettingsChange | undefined
}

/** Told when an app has a webhook that it did not have before. */
export type Connected = (
  ctx: Context,
  app: AppAddress,
  webhook: { endpointId: string; connectedAt: Date },
) => Promise<void>

export interface WebhookParts {
  webhooks: AppWebhooks
  connected: Connected
}

export async function saveAppWebhook(
  ctx: Context,
  { webhooks, connected }: WebhookParts,
  actor: Actor,
  address: AppAddress,
  { url, settings = {} }: WebhookChange,
  ifMatch: number | undefined,
): Promise<AppWebhook & { secret: string | null }> {
  const app = await requireApp(ctx, address)
  const before = await viewWebhook(ctx, webhooks, address)
  if (ifMatch !== undefined && ifMatch !== before.revision) {
    refuse('revision_mismatch', `The webhook is at revision ${before.revision} now. Read it again.`)
  }
  const tellsAliases = (settings.userEmailForm ?? before.settings.userEmailForm) === 'alias'
  // First what may be refused.
  const secret =
    typeof url === 'string'
      ? await webhooks.save(ctx, actor, { ...address, clientId: app.client_id, tellsAliases }, url)
      : null
  if (url === null) await webhooks.remove(ctx, actor, address)
  if (secret !== null) await tellConnected(ctx, webhooks, connected, address)
  // An endpoint that is gone takes its revisions with it; that of the webhook never goes down.
  await saveSettings(ctx, webhooks, actor, address, settings, url === null ? before.revision + 1 : 1)
  return { ...(await viewWebhook(ctx, webhooks, address)), secret }
}

async function tellConnected(
  ctx: Context,
  webhooks: AppWebhooks,
  connected: Connected,
  address: AppAddress,
): Promise<void> {
  const made = await webhooks.find(ctx, address)
  if (made) await connected(ctx, address, { endpointId: made.id, connectedAt: new Date(made.createdAt) })
}

async function requireApp(ctx: Pick<Context, 'db'>, address: AppAddress): Promise<AppRow> {
  return (await findApp(ctx.db, address)) ?? refuse('not_found', 'There is no such app.')
}

async function saveSettings(
  ctx: Pick<Context, 'ids' | 'inTransaction'>,
  webhooks: AppWebhooks,
  actor: Actor,
  address: AppAddress,
  change: FaceSettingsChange,
  raise: number,
): Promise<void> {
  await ctx.inTransaction(async (tx) => {
    const app = await lockApp(tx, address)
    if (!app) return refuse('not_found', 'There is no such app.')
    const saved = (await findFaceSettings(tx, address))?.face_settings ?? {}
    const before = { ...faceSettingsDefault, ...saved }
    const changes = changesBetween(before, change)
    const altersBodies = 'unknownUser' in changes || 'userEmailForm' in changes
    await updateFaceSettings(tx, address, { settings: { ...saved, ...change }, raise, altersBodies })
    await webhooks.tellAliases(tx, address, { ...before, ...change }.userEmailForm === 'alias')
    if (Object.keys(changes).length === 0) return
    await recordAudit(tx, ctx.ids, actor, {
      communityId: address.communityId,
      action: 'app.wire_changed',
      subject: { kind: 'app', id: app.id, label: app.title },
      changes,
    })
  })
}

async function viewWebhook(
  ctx: Pick<Context, 'db'>,
  webhooks: AppWebhooks,
  address: AppAddress,
): Promise<AppWebhook> {
  const endpoint = await webhooks.find(ctx, address)
  const row = await findFaceSettings(ctx.db, address)
  return {
    url: endpoint?.url ?? null,
    endpointId: endpoint?.id ?? null,
    state: endpoint?.state ?? null,
    settings: { ...faceSettingsDefault, ...row?.face_settings },
    revision: (endpoint?.revision ?? 0) + (row?.webhook_revision ?? 0),
  }
}
