/** Rows of communities and members as the contract shows them. */
import type { Community, Member } from '../../../contracts/communities.ts'
import type { PermissionName } from '../../../contracts/permissions.ts'
import { permissionBits, permissionNamesOf } from '../access/index.ts'
import type { CommunityRow } from './communities.store.ts'
import type { MemberRow } from './members.store.ts'

export function communityView(row: CommunityRow): Community {
  return {
    id: row.id,
    name: row.name,
    accentColor: row.accent_color,
    memberCount: row.member_count,
    isSample: row.is_sample,
    revision: row.revision,
    createdAt: row.created_at.toISOString(),
  }
}

export function memberView(row: MemberRow): Member {
  return {
    id: row.id,
    email: row.email,
    username: row.username,
    displayName: row.display_name,
    isOwner: row.is_owner,
    isLinked: row.account_id !== null,
    permissions: permissionsOf(row),
    joinedAt: row.joined_at.toISOString(),
  }
}

export function permissionsOf(row: { permissions: string; is_owner: boolean }): PermissionName[] {
  return permissionNamesOf(effectiveBits(row))
}

/** Owning a community counts as holding everything, whatever is stored beside. */
export function effectiveBits(row: { permissions: string; is_owner: boolean }): bigint {
  const stored = BigInt(row.permissions)
  return row.is_owner ? stored | permissionBits(['administrator']) : stored
}
