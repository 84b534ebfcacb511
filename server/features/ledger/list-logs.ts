/** Gamification Logs: every change of XP and coins. A member sees their own, staff see all. */
import type { Context } from '../../context.ts'
import { type PageRequest, pageFrom, readKeyset } from '../../platform/db/keyset.ts'
import { holds, requirePermissionOrSelf } from '../access/index.ts'
import type { Actor } from '../actor.ts'
import { viewLog } from './ledger.views.ts'
import { type LogFilter, listLogRows } from './logs.store.ts'

export async function listLogs(
  ctx: Pick<Context, 'db'>,
  actor: Actor,
  communityId: string,
  { limit, cursor, ...asked }: PageRequest & LogFilter,
) {
  // Without the permission, "all" means one's own.
  const memberId = asked.memberId ?? (holds(actor, 'view_ledger') ? undefined : (actor.memberId ?? undefined))
  if (memberId || !holds(actor, 'view_ledger')) requirePermissionOrSelf(actor, 'view_ledger', memberId ?? '')
  const filter = { ...asked, memberId }
  const keyset = readKeyset({ limit, cursor }, { list: 'gamification-logs', communityId, ...filter })
  const found = await listLogRows(ctx.db, communityId, filter, keyset)
  return pageFrom(found, keyset, (row) => row.id, viewLog)
}
