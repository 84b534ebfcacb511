/** Changes a member's names, e-mail or permissions, as far as the actor stands above the member. */
import type { Member } from '../../../contracts/communities.ts'
import type { PermissionName } from '../../../contracts/permissions.ts'
import type { Context } from '../../context.ts'
import { refuse } from '../../platform/refusal.ts'
import { holds, permissionBits, permissionNamesOf } from '../access/index.ts'
import { type Actor, recordedActor } from '../actor.ts'
import { changesBetween, recordAudit } from '../audit/index.ts'
import { memberView } from './communities.views.ts'
import { getMember } from './get-member.ts'
import { emailKey, keptText } from './keys.rules.ts'
import { changedIdentifiers, checkMemberChange } from './member-change.rules.ts'
import { memberValues, refusingTakenNames } from './member-values.ts'
import { lockMemberRow, updateMemberRow } from './members.store.ts'

export interface MemberPatch {
  communityId: string
  memberId: string
  email?: string | null
  username?: string
  displayName?: string
  permissions?: PermissionName[]
}

export async function updateMember(
  ctx: Pick<Context, 'ids' | 'events' | 'inTransaction'>,
  actor: Actor,
  input: MemberPatch,
): Promise<Member> {
  const { communityId, memberId } = input
  return ctx.inTransaction(async (tx) => {
    const row = await lockMemberRow(tx, communityId, memberId)
    if (!row) refuse('not_found', 'There is no such member here.')
    const before = memberView(row)
    const email = input.email === undefined ? before.email : input.email
    const newEmailKey = email === null ? null : emailKey(email)
    const refusal = checkMemberChange(
      {
        isOwner: before.isOwner,
        before: before.permissions,
        after: input.permissions,
        isTakeover: newEmailKey !== row.email_key,
      },
      (permission) => holds(actor, permission),
    )
    if (refusal) refuse(refusal.code, refusal.detail)

    const after = {
      email: email === null ? null : keptText(email),
      username: keptText(input.username ?? before.username),
      displayName: keptText(input.displayName ?? before.displayName),
      permissions: permissionNamesOf(permissionBits(input.permissions ?? before.permissions)),
    }
    // What the owner holds by owning is never stored.
    const stored = before.isOwner ? permissionNamesOf(BigInt(row.permissions)) : after.permissions
    const values = memberValues({ communityId, id: memberId, ...after, permissions: stored })
    await refusingTakenNames(updateMemberRow(tx, values))
    const changed = changedIdentifiers({ emailKey: row.email_key, usernameKey: row.username_key }, values)
    if (changed.length > 0) {
      await ctx.events.publish(tx, {
        communityId,
        type: 'member.changed',
        subjectId: memberId,
        payload: { memberId, changed },
        actor: recordedActor(actor),
        cause: { kind: 'request', id: actor.requestId },
      })
    }
    await recordAudit(tx, ctx.ids, actor, {
      communityId,
      action: 'member.updated',
      subject: { kind: 'member', id: memberId, label: after.displayName },
      changes: changesBetween(before, after),
    })
    return getMember(tx, communityId, memberId)
  })
}
