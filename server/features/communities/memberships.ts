/** Answers which members an account is, and what it may do there: what sign-in and every request ask for. */
import type { Membership } from '../../../contracts/access.ts'
import type { Database, Queryable } from '../../platform/db/database.ts'
import { shareReads } from '../../platform/db/shared-read.ts'
import { effectiveBits, permissionsOf } from './communities.views.ts'
import { listMembershipRows, type MembershipRow, membershipsByAccount } from './linking.store.ts'

export interface MemberOfAccount {
  memberId: string
  label: string
  /** The owner's include `administrator`. */
  permissions: bigint
}

type FindMembership = (communityId: string, accountId: string) => Promise<MemberOfAccount | undefined>

export function membershipFinder(db: Database): FindMembership {
  const find = shareReads<{ communityId: string; accountId: string }, MembershipRow>(
    db,
    membershipsByAccount,
    (keys) => [keys.map(({ communityId }) => communityId), keys.map(({ accountId }) => accountId)],
  )
  return async (communityId, accountId) => {
    const row = await find({ communityId, accountId })
    return row && { memberId: row.id, label: row.display_name, permissions: effectiveBits(row) }
  }
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
