/** The first run, all of it or nothing: a verified account that owns the installation, and its first community. */
import type { Context } from '../../context.ts'
import type { Transaction } from '../../platform/db/database.ts'
import { type AccessOffer, permissionBits } from '../access/index.ts'
import type { Actor } from '../actor.ts'
import { type CommunityListener, type FoundedCommunity, foundCommunity } from './found-community.ts'

export interface FirstRun {
  email: string
  password: string
  displayName: string
  communityName: string
}

export interface SetUpParts {
  access: Pick<AccessOffer, 'createAccount' | 'claimInstallation'>
  communityListeners: readonly CommunityListener[]
}

/** Answers the actor that the new owner is in the new community. Refuses when somebody else was faster. */
export async function setUpInstallation(
  ctx: Pick<Context, 'ids' | 'events'>,
  parts: SetUpParts,
  tx: Transaction,
  actor: Actor,
  input: FirstRun,
): Promise<FoundedCommunity & { owner: Actor & { accountId: string } }> {
  const { email, password, displayName } = input
  const joined = { ids: ctx.ids, inTransaction: <R>(work: (tx: Transaction) => Promise<R>) => work(tx) }
  const account = { email, password, displayName, isVerified: true }
  const accountId = await parts.access.createAccount(joined, account)
  await parts.access.claimInstallation(tx, accountId)

  const person = { ...actor, kind: 'account', id: accountId, accountId, label: displayName } as const
  const founded = await foundCommunity(ctx, tx, parts.communityListeners, person, {
    name: input.communityName,
    owner: { accountId, email, displayName },
  })
  const { communityId, ownerMemberId } = founded
  const permissions = permissionBits(['administrator'])
  return { ...founded, owner: { ...person, communityId, memberId: ownerMemberId, permissions } }
}
