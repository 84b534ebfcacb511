/** Reads one member of a community. */
import type { Member } from '../../../contracts/communities.ts'
import type { Queryable } from '../../platform/db/database.ts'
import { refuse } from '../../platform/refusal.ts'
import { memberView } from './communities.views.ts'
import { findMemberRow } from './members.store.ts'

export async function getMember(db: Queryable, communityId: string, memberId: string): Promise<Member> {
  const row = await findMemberRow(db, communityId, memberId)
  return row ? memberView(row) : refuse('not_found', 'There is no such member here.')
}
