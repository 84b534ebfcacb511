/**
 * Finds a member as games name them: by e-mail, without regard to case, or by the alias that is theirs in the app; only
 * who is there, and of test players that of the app.
 */
import type { Context } from '../../../context.ts'
import { emailKey } from '../../communities/index.ts'
import { memberOfAlias } from '../../outgoing/index.ts'
import type { AppAddress } from '../apps/app.ts'
import { findMember, findMemberByKey, type MemberRow } from './members.store.ts'

export async function findMemberByEmail(
  ctx: Pick<Context, 'db'>,
  app: AppAddress,
  email: string,
): Promise<{ id: string; email: string } | undefined> {
  const aliased = memberOfAlias(app.appId, email)
  const row =
    aliased === undefined
      ? await findMemberByKey(ctx.db, app.communityId, emailKey(email))
      : await findMember(ctx.db, app.communityId, aliased)
  return knownToGame(app, row)
}

/** Nobody but members with an e-mail, and the test player of this app. */
export function knownToGame(
  { appId }: AppAddress,
  row: MemberRow | undefined,
): { id: string; email: string } | undefined {
  if (!row || (row.test_app_id !== null && row.test_app_id !== appId)) return undefined
  return row.email === null ? undefined : { id: row.id, email: row.email.toLowerCase() }
}
