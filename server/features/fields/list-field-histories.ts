/** Lists field changes, newest first: everybody's with permission, otherwise the member's own. */
import type { FieldChange } from '../../../contracts/fields.ts'
import type { Page } from '../../../contracts/values.ts'
import type { Context } from '../../context.ts'
import { type PageRequest, pageFrom, readKeyset } from '../../platform/db/keyset.ts'
import { holds, requirePermission, requirePermissionOrSelf } from '../access/index.ts'
import type { Actor } from '../actor.ts'
import { fieldChangeView } from './fields.views.ts'
import { listHistoryRows } from './histories.store.ts'

export interface FieldHistoryQuery extends PageRequest {
  memberId?: string
  fieldId?: string
}

export async function listFieldHistories(
  ctx: Pick<Context, 'db'>,
  actor: Actor,
  communityId: string,
  query: FieldHistoryQuery,
): Promise<{ data: FieldChange[]; page: Page }> {
  const filter = { memberId: shownMember(actor, query.memberId), fieldId: query.fieldId }
  const keyset = readKeyset(query, ['field-histories', communityId, filter])
  const found = await listHistoryRows(ctx.db, communityId, filter, keyset)
  return pageFrom(found, keyset, (row) => row.id, fieldChangeView)
}

/** The one member whose changes are shown, or undefined for everybody's. */
function shownMember(actor: Actor, asked: string | undefined): string | undefined {
  if (asked !== undefined) requirePermissionOrSelf(actor, 'view_members', asked)
  if (asked !== undefined || holds(actor, 'view_members')) return asked
  if (actor.memberId === null) requirePermission(actor, 'view_members')
  return actor.memberId ?? undefined
}
