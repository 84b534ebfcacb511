/** The port through which the later feature `communities` tells who belongs to which community. */
import type { Membership } from '../../../contracts/access.ts'
import { invariant } from '../../platform/invariant.ts'
import type { Actor } from '../actor.ts'

export interface MembershipPort {
  find: (
    communityId: string,
    accountId: string,
  ) => Promise<{ memberId: string; label: string; permissions: bigint } | undefined>
  list: (accountId: string) => Promise<Membership[]>
  /** Told of every request that a member was let through with; within a visit it costs nothing. */
  seen: (member: Actor) => Promise<void>
}

export interface PluggedMemberships extends MembershipPort {
  plug: (port: MembershipPort) => void
}

export function createMemberships(): PluggedMemberships {
  let plugged: MembershipPort | undefined
  function port(): MembershipPort {
    invariant(plugged, 'communities are started before the first request is served')
    return plugged
  }
  return {
    plug(newPort) {
      invariant(!plugged, 'memberships are plugged in once')
      plugged = newPort
    },
    find: (communityId, accountId) => port().find(communityId, accountId),
    list: (accountId) => port().list(accountId),
    seen: (member) => port().seen(member),
  }
}
