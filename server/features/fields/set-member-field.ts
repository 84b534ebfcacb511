/** Sets one field of one member by hand, through the same plan and the same histories as any other change. */
import type { FieldChange, FieldValue } from '../../../contracts/fields.ts'
import type { Context } from '../../context.ts'
import { invariant } from '../../platform/invariant.ts'
import { refuse } from '../../platform/refusal.ts'
import { type Actor, recordedActor } from '../actor.ts'
import { recordAudit } from '../audit/index.ts'
import { getMember } from '../communities/index.ts'
import { planFieldChange } from './fields.rules.ts'
import { findLivingFieldRow } from './fields.store.ts'
import { fieldChangeView } from './fields.views.ts'
import { listHistoryRows } from './histories.store.ts'
import { fieldValueKey, lockFieldValues } from './lock-field-values.ts'
import { writeFieldChanges } from './write-field-changes.ts'

export interface MemberFieldInput {
  communityId: string
  memberId: string
  fieldId: string
  value: FieldValue
}

export async function setMemberField(
  ctx: Pick<Context, 'ids' | 'events' | 'inTransaction'>,
  actor: Actor,
  { communityId, memberId, fieldId, value }: MemberFieldInput,
): Promise<FieldChange> {
  return ctx.inTransaction(async (tx) => {
    const member = await getMember(tx, communityId, memberId)
    const field = await findLivingFieldRow(tx, communityId, fieldId)
    if (!field) return refuse('not_found', 'There is no such field here.')
    const wanted = { communityId, memberId, fieldId }
    const before = (await lockFieldValues(tx, [wanted])).get(fieldValueKey(wanted)) ?? null
    const plan = planFieldChange(field, before, 'set', value)
    if (!plan.ok) return refuse('value_does_not_fit', `${field.name}: ${plan.detail}.`)

    const source = {
      kind: 'request',
      id: actor.requestId,
      label: 'Set by hand',
      element: null,
      line: 0,
    } as const
    const change = { ...wanted, fieldKey: field.key, before, after: plan.after, source }
    const events = await writeFieldChanges(tx, ctx.ids, [{ ...change, actor: recordedActor(actor) }])
    await ctx.events.publishAll(tx, events)
    await recordAudit(tx, ctx.ids, actor, {
      communityId,
      action: 'member_field.set',
      subject: { kind: 'member', id: memberId, label: member.displayName },
      changes: { [field.key]: { before, after: plan.after } },
    })
    const newest = await listHistoryRows(tx, communityId, { memberId, fieldId }, { after: null, take: 1 })
    invariant(newest[0], 'a change that was just written has its history')
    return fieldChangeView(newest[0])
  })
}
