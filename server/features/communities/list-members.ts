/** Lists members, newest first; finds one exactly by e-mail or username, or many by the start of their names. */
import type { Member } from '../../../contracts/communities.ts'
import type { Page } from '../../../contracts/values.ts'
import type { Context } from '../../context.ts'
import { type PageRequest, pageFrom, readKeyset } from '../../platform/db/keyset.ts'
import { memberView } from './communities.views.ts'
import { emailKey, textKey, usernameKey } from './keys.rules.ts'
import { listMemberRows } from './members.store.ts'

export interface MemberQuery extends PageRequest {
  email?: string
  username?: string
  search?: string
}

export async function listMembers(
  ctx: Pick<Context, 'db'>,
  communityId: string,
  query: MemberQuery,
): Promise<{ data: Member[]; page: Page }> {
  const filter = {
    emailKey: query.email === undefined ? undefined : emailKey(query.email),
    usernameKey: query.username === undefined ? undefined : usernameKey(query.username),
    searchKey: query.search === undefined ? undefined : textKey(query.search),
  }
  const keyset = readKeyset(query, ['members', communityId, filter])
  const found = await listMemberRows(ctx.db, communityId, filter, keyset)
  return pageFrom(found, keyset, (row) => row.id, memberView)
}
