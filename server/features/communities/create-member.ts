/** Adds a member: found by e-mail and username at once, linked to a person once one proves the e-mail. */
import type { Member } from '../../../contracts/communities.ts'
import type { Context } from '../../context.ts'
import { type Actor, recordedActor } from '../actor.ts'
import { recordAudit } from '../audit/index.ts'
import { getMember } from './get-member.ts'
import { memberValues, refusingTakenNames } from './member-values.ts'
import { insertMember } from './members.store.ts'

export interface NewMember {
  communityId: string
  email?: string | null
  username: string
  displayName?: string
}

export async function createMember(
  ctx: Pick<Context, 'ids' | 'events' | 'inTransaction'>,
  actor: Actor,
  input: NewMember,
): Promise<Member> {
  const { communityId } = input
  const values = memberValues({
    communityId,
    id: ctx.ids.next(),
    email: input.email ?? null,
    username: input.username,
    displayName: input.displayName ?? input.username,
    permissions: [],
  })
  return ctx.inTransaction(async (tx) => {
    await refusingTakenNames(insertMember(tx, { ...values, accountId: null }))
    await ctx.events.publish(tx, {
      communityId,
      type: 'member.joined',
      subjectId: values.id,
      payload: { memberId: values.id, username: values.username, method: 'api' },
      actor: recordedActor(actor),
      cause: { kind: 'request', id: actor.requestId },
    })
    await recordAudit(tx, ctx.ids, actor, {
      communityId,
      action: 'member.created',
      subject: { kind: 'member', id: values.id, label: values.displayName },
      changes: { email: values.email, username: values.username },
    })
    return getMember(tx, communityId, values.id)
  })
}
