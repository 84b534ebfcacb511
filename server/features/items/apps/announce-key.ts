/** Tells of a key of an app in the audit log and as an event; never the key itself. */
import type { Context } from '../../../context.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import { type Actor, recordedActor } from '../../actor.ts'
import { recordAudit } from '../../audit/index.ts'
import type { AppRow } from './app.ts'
import type { AppKeyRow } from './app-keys.store.ts'

export async function announceKey(
  tx: Transaction,
  ctx: Pick<Context, 'ids' | 'events'>,
  actor: Actor,
  { community_id: communityId, id: appId }: Pick<AppRow, 'community_id' | 'id'>,
  { id: keyId, masked, ends_at: endsAt }: AppKeyRow,
  type: 'app_key.created' | 'app_key.ended',
  changes: Record<string, unknown> = {},
): Promise<void> {
  const end = endsAt?.toISOString() ?? null
  await recordAudit(tx, ctx.ids, actor, {
    communityId,
    action: type,
    subject: { kind: 'app_key', id: keyId, label: masked },
    changes: { appId, endsAt: end, ...changes },
  })
  await ctx.events.publish(tx, {
    communityId,
    type,
    subjectId: appId,
    payload: { appId, keyId, masked, endsAt: end },
    actor: recordedActor(actor),
    cause: { kind: 'request', id: actor.requestId },
  })
}
