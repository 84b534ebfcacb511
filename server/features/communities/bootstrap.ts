/** First run without a browser, for scripts and containers: owner, community, and a key that may do everything. */
import type { Context } from '../../context.ts'
import { refuse } from '../../platform/refusal.ts'
import { type AccessOffer, findInstallationOwner } from '../access/index.ts'
import { systemActor } from '../actor.ts'
import type { FoundedCommunity } from './found-community.ts'
import { usernameFromEmail } from './keys.rules.ts'
import { type SetUpParts, setUpInstallation } from './set-up-installation.ts'

export interface BootstrapParts extends SetUpParts {
  access: SetUpParts['access'] & Pick<AccessOffer, 'createKey'>
}

export interface Bootstrap {
  ownerEmail: string
  ownerPassword: string
  communityName: string
}

/** Refuses a second owner. The key is in the answer and nowhere else. */
export async function bootstrap(
  ctx: Pick<Context, 'db' | 'ids' | 'events' | 'inTransaction'>,
  parts: BootstrapParts,
  input: Bootstrap,
): Promise<FoundedCommunity & { apiKey: string }> {
  if ((await findInstallationOwner(ctx.db)) !== undefined) refuse('already_set_up')
  return ctx.inTransaction(async (tx) => {
    const { communityId, ownerMemberId, owner } = await setUpInstallation(
      ctx,
      parts,
      tx,
      systemActor('Command line', ctx.ids.next()),
      {
        email: input.ownerEmail,
        password: input.ownerPassword,
        displayName: usernameFromEmail(input.ownerEmail),
        communityName: input.communityName,
      },
    )
    const { key } = await parts.access.createKey(tx, owner, communityId, {
      name: 'Bootstrap',
      permissions: ['administrator'],
    })
    return { communityId, ownerMemberId, apiKey: key }
  })
}
