/**
 * Finds a member as games name them: by e-mail, without regard to case, or by the alias that is theirs in the app; only
 * who is there, and of test players that of the app.
 */
import type { Context } from '../../../context.ts'
import { emailKey } from '../../communities/index.ts'
import { memberOfAlias } from '../../outgoing/index.ts'
import type { AppAddress } from '../apps/app.ts'
import { findMember, findMemberByKey } from './members.store.ts'

export async function findMemberByEmail(
  ctx: Pick<Context, 'db'>,
  { communityId, appId }: AppAddress,
  email: string,
): Promise<{ id: string; email: string } | undefined> {
  const aliased = memberOfAlias(appId, email)
  const row =
    aliased === undefined
      ? await findMemberByKey(ctx.db, communityId, emailKey(email))
      : await findMember(ctx.db, communityId, aliased)
  if (!row || (row.test_app_id !== null && row.test_app_id !== appId)) return undefined
  // Who has no e-mail is known to no game.
  return row.email === null ? undefined : { id: row.id, email: row.email.toLowerCase() }
}
