/** Founds a community with its owner as first member, and lets later features add what they need to it. */
import type { Context } from '../../context.ts'
import type { Transaction } from '../../platform/db/database.ts'
import type { Actor } from '../actor.ts'
import { recordedActor } from '../actor.ts'
import { recordAudit } from '../audit/index.ts'
import { insertCommunity } from './communities.store.ts'
import { keptText, usernameFromEmail } from './keys.rules.ts'
import { memberValues } from './member-values.ts'
import { insertMember } from './members.store.ts'

/** Runs inside the transaction that founds the community. */
export type CommunityListener = (tx: Transaction, communityId: string) => Promise<void>

export interface Founding {
  name: string
  owner: { accountId: string; email: string; displayName: string }
  isSample?: boolean
}

export interface FoundedCommunity {
  communityId: string
  ownerMemberId: string
}

export async function foundCommunity(
  ctx: Pick<Context, 'ids' | 'events'>,
  tx: Transaction,
  listeners: readonly CommunityListener[],
  actor: Actor,
  { name, owner, isSample = false }: Founding,
): Promise<FoundedCommunity> {
  const communityId = ctx.ids.next()
  const values = memberValues({
    communityId,
    id: ctx.ids.next(),
    email: owner.email,
    username: usernameFromEmail(owner.email),
    displayName: owner.displayName,
    permissions: [],
  })
  const community = { id: communityId, name: keptText(name), ownerMemberId: values.id, isSample }
  await insertCommunity(tx, community)
  await insertMember(tx, { ...values, accountId: owner.accountId })
  for (const listener of listeners) await listener(tx, communityId)
  await ctx.events.publish(tx, {
    communityId,
    type: 'member.joined',
    subjectId: values.id,
    payload: { memberId: values.id, username: values.username, method: 'setup' },
    actor: recordedActor(actor),
    cause: { kind: 'request', id: actor.requestId },
  })
  await recordAudit(tx, ctx.ids, actor, {
    communityId,
    action: 'community.created',
    subject: { kind: 'community', id: communityId, label: keptText(name) },
    changes: { name: keptText(name) },
  })
  return { communityId, ownerMemberId: values.id }
}
