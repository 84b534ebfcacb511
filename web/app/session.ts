/** Who is signed in, and what they may do in a community; read once and kept until a sign-in or sign-out. */
import { useSuspenseQuery } from '@tanstack/react-query'
import type { Membership } from '../../contracts/access.ts'
import type { PermissionName } from '../../contracts/permissions.ts'
import { read } from '../api/queries.ts'

export const sessionQuery = { ...read('getCurrentSession', {}), staleTime: 60_000 }

/** Only below a route that requires a session (`requireSession`). */
export function useSession() {
  return useSuspenseQuery(sessionQuery).data
}

export function may(membership: Membership, permission: PermissionName): boolean {
  return (
    membership.isOwner ||
    membership.permissions.includes('administrator') ||
    membership.permissions.includes(permission)
  )
}

export const mayOneOf = (membership: Membership, permissions: PermissionName | readonly PermissionName[]) =>
  [permissions].flat().some((permission) => may(membership, permission))

/** Any of them shows Manage Apps. */
export const appPermissions: readonly PermissionName[] = ['manage_apps', 'approve_apps']

/** Whether the console has anything for this member, beyond their own page in the hall. */
export const isStaff = (membership: Membership) => membership.isOwner || membership.permissions.length > 0
