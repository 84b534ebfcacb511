/** Communities, their members, invitations, and the first run that makes the first of each. */
import type { Context } from '../../context.ts'
import type { Transaction } from '../../platform/db/database.ts'
import { access, findInstallationOwner } from '../access/index.ts'
import type { Actor } from '../actor.ts'
import type { Feature } from '../feature.ts'
import { type Bootstrap, bootstrap } from './bootstrap.ts'
import { communitiesRoutes } from './communities.routes.ts'
import {
  type CommunityListener,
  type FoundedCommunity,
  type Founding,
  foundCommunity,
} from './found-community.ts'
import { linkMembers } from './link-members.ts'
import { listMemberships, membershipFinder } from './memberships.ts'
import { closedSetupLink, openSetupLink } from './setup-link.ts'
import { startActivity } from './visits/note-activity.ts'

export { deleteCommunityRow } from './communities.store.ts'
export { createMember } from './create-member.ts'
export { ensureTestPlayer } from './ensure-test-player.ts'
export type { CommunityListener, FoundedCommunity } from './found-community.ts'
export { getMember } from './get-member.ts'
export { emailKey, usernameKey } from './keys.rules.ts'
export { listStaffEmails } from './list-staff-emails.ts'
export { reservedDomain } from './reserved-email.rules.ts'
export { findTestPlayer, listTestPlayers, type TestPlayerRow } from './test-players.store.ts'

export interface CommunitiesOffer {
  /** Told inside the transaction that founds a community, before its owner can see it. */
  onCommunityCreated: (listener: CommunityListener) => void
  /** The link to print at the start, or null when the installation has its owner. */
  firstRunUrl: () => string | null
  /** Founds a community within the caller's transaction, with everything that features add to one. */
  found: (
    ctx: Pick<Context, 'ids' | 'events'>,
    tx: Transaction,
    actor: Actor,
    founding: Founding,
  ) => Promise<FoundedCommunity>
  bootstrap: (
    ctx: Pick<Context, 'db' | 'ids' | 'events' | 'inTransaction'>,
    input: Bootstrap,
  ) => Promise<FoundedCommunity & { apiKey: string }>
}

export const communities: Feature<CommunitiesOffer> = {
  name: 'communities',
  async start(ctx, started) {
    const accessOffer = started.of(access)
    const activity = startActivity(ctx)
    const communityListeners: CommunityListener[] = []
    const isSetUp = (await findInstallationOwner(ctx.db)) !== undefined
    const setupLink = isSetUp ? closedSetupLink : openSetupLink(ctx.config.publicUrl)
    const parts = { access: accessOffer, mail: accessOffer.mail, communityListeners, setupLink }

    // biome-ignore lint/correctness/useHookAtTopLevel: the server has no React hooks
    accessOffer.useMemberships({
      find: membershipFinder(ctx.db),
      list: (accountId) => listMemberships(ctx.db, accountId),
      seen: activity.note,
    })
    accessOffer.onEmailVerified((account) => linkMembers(ctx, account))
    return {
      routes: communitiesRoutes(parts),
      stop: activity.stop,
      offer: {
        onCommunityCreated: (listener) => void communityListeners.push(listener),
        firstRunUrl: setupLink.url,
        found: (requestCtx, tx, actor, founding) =>
          foundCommunity(requestCtx, tx, communityListeners, actor, founding),
        bootstrap: (requestCtx, input) => bootstrap(requestCtx, parts, input),
      },
    }
  },
}
