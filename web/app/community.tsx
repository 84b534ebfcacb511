/** The community of the address, as the signed-in account sees it: membership and permissions, for every page below. */
import { createContext, type ReactNode, useContext } from 'react'
import type { Membership } from '../../contracts/access.ts'
import type { PermissionName } from '../../contracts/permissions.ts'
import { may, useSession } from './session.ts'

const CommunityIdContext = createContext<string | null>(null)
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
  return (
    <CommunityIdScope communityId={communityId}>
      <MembershipContext value={membership}>{children}</MembershipContext>
    </CommunityIdScope>
  )
}

/** For pages without an account, whose credential says which community it is. */
export function CommunityIdScope({ communityId, children }: Omit<Props, 'otherwise'>) {
  return <CommunityIdContext value={communityId}>{children}</CommunityIdContext>
}

export function useMembership(): Membership {
  const membership = useContext(MembershipContext)
  if (membership === null) throw new Error('useMembership needs a CommunityScope above it')
  return membership
}

/** The parameters that every call inside the community takes. */
export function useCommunityParams(): { communityId: string } {
  const communityId = useContext(CommunityIdContext)
  if (communityId === null) throw new Error('useCommunityParams needs a CommunityScope above it')
  return { communityId }
}

export function useMay(permission: PermissionName): boolean {
  return may(useMembership(), permission)
}
