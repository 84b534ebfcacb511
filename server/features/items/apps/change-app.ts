/** The one way in which an app changes: locked, audited, told as an event, shown. */
import type { App } from '../../../../contracts/apps.ts'
import type { EventName } from '../../../../contracts/events/index.ts'
import type { Context } from '../../../context.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import { invariant } from '../../../platform/invariant.ts'
import { refuse } from '../../../platform/refusal.ts'
import { type Actor, recordedActor } from '../../actor.ts'
import { recordAudit } from '../../audit/index.ts'
import type { AppAddress, AppRow } from './app.ts'
import { type AppChange, findApp, lockApp, updateApp } from './apps.store.ts'
import { publicApp, viewApp } from './apps.views.ts'
import { refuseTakenTitle } from './check-app.ts'

export interface PlannedChange {
  change: AppChange
  type: Extract<EventName, `app.${string}`>
  reason: string | null
  /** For the audit log. */
  changes: Record<string, unknown>
}

export type ChangeContext = Pick<Context, 'db' | 'ids' | 'events' | 'inTransaction'>

/** `plan` sees the locked row and may write beside it; null means that there is nothing to change. */
export async function changeApp(
  ctx: ChangeContext,
  actor: Actor,
  address: AppAddress,
  plan: (tx: Transaction, app: AppRow) => Promise<PlannedChange | null>,
): Promise<App> {
  return ctx.inTransaction(async (tx) => {
    const app = await lockApp(tx, address)
    if (!app) return refuse('not_found', 'There is no such app.')
    const planned = await plan(tx, app)
    if (!planned) return viewApp(app, { isInsider: true })
    await updateApp(tx, address, planned.change).catch(refuseTakenTitle)
    const changed = planned.change.isArchived ? app : await findApp(tx, address)
    invariant(changed, 'an app that was changed can be read')
    await announce(tx, ctx, actor, changed, planned)
    return viewApp(changed, { isInsider: true })
  })
}

async function announce(
  tx: Transaction,
  ctx: Pick<Context, 'ids' | 'events'>,
  actor: Actor,
  app: AppRow,
  { type, reason, changes }: PlannedChange,
): Promise<void> {
  const { community_id: communityId, id } = app
  await recordAudit(tx, ctx.ids, actor, {
    communityId,
    action: type,
    subject: { kind: 'app', id, label: app.title },
    changes: reason === null ? changes : { ...changes, reason },
  })
  await ctx.events.publish(tx, {
    communityId,
    type,
    subjectId: id,
    payload: { app: publicApp(app), reason },
    actor: recordedActor(actor),
    cause: { kind: 'request', id: actor.requestId },
  })
}
