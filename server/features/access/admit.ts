/** Lets an actor through to an endpoint, as seen inside the addressed community, or refuses. */
import type { Access } from '../../../contracts/endpoint.ts'
import type { Context } from '../../context.ts'
import { refuse } from '../../platform/refusal.ts'
import type { Actor } from '../actor.ts'
import { findOwnerAccountId } from './access.store.ts'
import { authorize, type Target } from './authorize.rules.ts'
import type { MembershipPort } from './memberships.ts'

export async function admit(
  ctx: Pick<Context, 'db'>,
  memberships: MembershipPort,
  actor: Actor,
  access: Access,
  target: Target,
): Promise<Actor> {
  const inside = await asMember(memberships, actor, target.communityId)
  const ownerId = access.kind === 'installation_owner' ? await findOwnerAccountId(ctx.db) : undefined
  const verdict = authorize(inside, access, target, ownerId ?? null)
  if (!verdict.isAllowed) refuse(verdict.refusal, verdict.detail)
  if (inside.memberId !== null) await memberships.seen(inside)
  return inside
}

/** A key belongs to one community already; a person is a member of many. */
async function asMember(
  memberships: MembershipPort,
  actor: Actor,
  communityId: string | undefined,
): Promise<Actor> {
  if (communityId === undefined || actor.kind !== 'account' || actor.accountId === null) return actor
  const member = await memberships.find(communityId, actor.accountId)
  if (!member) return actor
  const { memberId, label, permissions } = member
  return { ...actor, communityId, memberId, label, permissions }
}
