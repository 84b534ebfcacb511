/** Answers which members an account is, and what it may do there: what sign-in and every request ask for. */
import type { Membership } from '../../../contracts/access.ts'
import type { Queryable } from '../../platform/db/database.ts'
import { effectiveBits, permissionsOf } from './communities.views.ts'
import { findMembershipRow, listMembershipRows } from './linking.store.ts'

export interface MemberOfAccount {
  memberId: string
  label: string
  /** The owner's include `administrator`. */
  permissions: bigint
}

export async function findMembership(
  db: Queryable,
  communityId: string,
  accountId: string,
): Promise<MemberOfAccount | undefined> {
  const row = await findMembershipRow(db, communityId, accountId)
  return row && { memberId: row.id, label: row.display_name, permissions: effectiveBits(row) }
}

export async function listMemberships(db: Queryable, accountId: string): Promise<Membership[]> {
  const found = await listMembershipRows(db, accountId)
  return found.map((row) => ({
    communityId: row.community_id,
    communityName: row.community_name,
    memberId: row.id,
    username: row.username,
    isOwner: row.is_owner,
    permissions: permissionsOf(row),
  }))
}
