/** Finds a member by e-mail, as games name them: without regard to case, and only who is there. */
import type { Context } from '../../../context.ts'
import { emailKey } from '../../communities/index.ts'
import { findMemberByKey } from './members.store.ts'

export async function findMemberByEmail(
  ctx: Pick<Context, 'db'>,
  communityId: string,
  email: string,
): Promise<{ id: string; email: string } | undefined> {
  const row = await findMemberByKey(ctx.db, communityId, emailKey(email))
  return row && { id: row.id, email: (row.email ?? email).toLowerCase() }
}
