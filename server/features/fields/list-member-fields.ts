/** Lists the field values of one member: their own, or anybody's with permission. */
import type { Context } from '../../context.ts'
import { requirePermissionOrSelf } from '../access/index.ts'
import type { Actor } from '../actor.ts'
import { getMember } from '../communities/index.ts'
import { memberFieldView } from './fields.views.ts'
import { listMemberFieldRows } from './values.store.ts'

export async function listMemberFields(
  ctx: Pick<Context, 'db'>,
  actor: Actor,
  { communityId, memberId }: { communityId: string; memberId: string },
): Promise<ReturnType<typeof memberFieldView>[]> {
  requirePermissionOrSelf(actor, 'view_members', memberId)
  await getMember(ctx.db, communityId, memberId)
  return (await listMemberFieldRows(ctx.db, communityId, memberId)).map(memberFieldView)
}
