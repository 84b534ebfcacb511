/** First run in the browser: creates the owner and the first community, and signs the owner in. */
import type { Context } from '../../context.ts'
import { refuse } from '../../platform/refusal.ts'
import { type AccessOffer, findInstallationOwner } from '../access/index.ts'
import type { Actor } from '../actor.ts'
import type { FoundedCommunity } from './found-community.ts'
import { needsSetupLink } from './get-setup.ts'
import { type FirstRun, type SetUpParts, setUpInstallation } from './set-up-installation.ts'
import type { SetupLink } from './setup-link.ts'

export interface OwnerParts extends SetUpParts {
  access: SetUpParts['access'] & Pick<AccessOffer, 'signIn'>
  setupLink: SetupLink
}

export async function createOwner(
  ctx: Pick<Context, 'db' | 'ids' | 'events' | 'config' | 'inTransaction'>,
  parts: OwnerParts,
  actor: Actor,
  input: FirstRun & { token?: string },
): Promise<FoundedCommunity & { setCookie: string[] }> {
  if ((await findInstallationOwner(ctx.db)) !== undefined) refuse('already_set_up')
  if (needsSetupLink(ctx, actor) && !parts.setupLink.admits(input.token)) refuse('setup_link_needed')
  const { communityId, ownerMemberId, owner } = await ctx.inTransaction((tx) =>
    setUpInstallation(ctx, parts, tx, actor, input),
  )
  parts.setupLink.close()
  const { setCookie } = await parts.access.signIn(ctx, owner.accountId, owner)
  return { communityId, ownerMemberId, setCookie }
}
