/** The apps of a community, newest first, and one of them; each as far as the caller may see it. */
import type { App, AppState } from '../../../../contracts/apps.ts'
import type { Context } from '../../../context.ts'
import { type PageRequest, pageFrom, readKeyset } from '../../../platform/db/keyset.ts'
import { refuse } from '../../../platform/refusal.ts'
import { holds } from '../../access/index.ts'
import type { Actor } from '../../actor.ts'
import type { AppAddress, AppRow } from './app.ts'
import { maySeeApp, type Viewer } from './apps.rules.ts'
import { findApp, listAppRows } from './apps.store.ts'
import { viewApp } from './apps.views.ts'

export function viewerOf(actor: Pick<Actor, 'permissions' | 'app'>): Viewer {
  return {
    isStaff: holds(actor, 'manage_apps') || holds(actor, 'approve_apps'),
    appId: actor.app?.appId ?? null,
  }
}

export async function listApps(
  ctx: Pick<Context, 'db'>,
  actor: Actor,
  { communityId, limit, cursor, state }: PageRequest & { communityId: string; state?: AppState | undefined },
) {
  const { isStaff, appId } = viewerOf(actor)
  const filter = { state, appId: appId ?? undefined, isListedOnly: !isStaff && appId === null }
  const keyset = readKeyset({ limit, cursor }, { list: 'apps', communityId, ...filter })
  const found = await listAppRows(ctx.db, communityId, filter, keyset)
  return pageFrom(
    found,
    keyset,
    (row) => row.id,
    (row) => viewApp(row, { isInsider: !filter.isListedOnly }),
  )
}

export async function getApp(ctx: Pick<Context, 'db'>, actor: Actor, address: AppAddress): Promise<App> {
  const viewer = viewerOf(actor)
  return viewApp(await getSeenApp(ctx, actor, address), {
    isInsider: viewer.isStaff || viewer.appId !== null,
  })
}

/** Refuses what the caller may not see as if it were not there. */
export async function getSeenApp(
  ctx: Pick<Context, 'db'>,
  actor: Actor,
  address: AppAddress,
): Promise<AppRow> {
  const row = await findApp(ctx.db, address)
  if (!row || !maySeeApp(viewerOf(actor), row, 'address')) return refuse('not_found', 'There is no such app.')
  return row
}
