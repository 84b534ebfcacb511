/** The community of the address, as the signed-in account sees it: membership and permissions, for every page below. */
import { createContext, type ReactNode, useContext } from 'react'
import type { Membership } from '../../contracts/access.ts'
import type { PermissionName } from '../../contracts/permissions.ts'
import { may, useSession } from './session.ts'

const MembershipContext = createContext<Membership | null>(null)

interface Props {
  communityId: string
  /** Shown when this account is no member of it. */
  otherwise: ReactNode
  children: ReactNode
}

export function CommunityScope({ communityId, otherwise, children }: Props) {
  const { memberships } = useSession()
  const membership = memberships.find((each) => each.communityId === communityId)
  if (membership === undefined) return otherwise
  return <MembershipContext value={membership}>{children}</MembershipContext>
}

export function useMembership(): Membership {
  const membership = useContext(MembershipContext)
  if (membership === null) throw new Error('useMembership needs a CommunityScope above it')
  return membership
}

/** The parameters that every call inside the community takes. */
export function useCommunityParams(): { communityId: string } {
  return { communityId: useMembership().communityId }
}

export function useMay(permission: PermissionName): boolean {
  return may(useMembership(), permission)
}
