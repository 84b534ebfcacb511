/** The field changes of a batch: values are locked before the balances, and written after the ledger has spoken. */
import type { CustomField, FieldValue } from '../../../../contracts/fields.ts'
import type { ReceiptFailure } from '../../../../contracts/receipts.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import type { NewEvent } from '../../../platform/events/events.ts'
import type { Ids } from '../../../platform/ids.ts'
import { invariant } from '../../../platform/invariant.ts'
import {
  type FieldChangeDraft,
  lockFieldValues,
  planFieldChange,
  writeFieldChanges,
} from '../../fields/index.ts'
import { receiptFailure } from '../rules/receipt-failures.rules.ts'
import { type Draft, isOpen } from './draft.ts'
import { MustSettleFirst } from './must-settle-first.ts'
import type { PlannedFieldChange } from './plan-receipt.rules.ts'

export async function lockWantedFields(
  tx: Transaction,
  drafts: readonly Draft[],
): Promise<Map<string, FieldValue>> {
  const wanted = drafts.filter(isOpen).flatMap((draft) =>
    (draft.plan?.fieldChanges ?? []).map((change) => ({
      communityId: draft.receipt.community_id,
      memberId: change.memberId,
      fieldId: fieldOf(draft, change).id,
    })),
  )
  return wanted.length === 0 ? new Map() : lockFieldValues(tx, wanted)
}

export async function changeFields(
  ctx: { ids: Ids },
  tx: Transaction,
  drafts: readonly Draft[],
  values: Map<string, FieldValue>,
): Promise<readonly NewEvent[]> {
  const writes: FieldChangeDraft[] = []
  const failures = new Map<string, ReceiptFailure>()
  for (const draft of drafts) {
    if (!isOpen(draft)) continue
    for (const change of draft.plan?.fieldChanges ?? []) {
      const field = fieldOf(draft, change)
      const key = `${change.memberId}:${field.id}`
      const before = values.get(key) ?? null
      const planned = planFieldChange(field, before, change.operator, change.value)
      if (!planned.ok) {
        const place = { line: change.line, element: change.element, found: { value: change.value } }
        failures.set(draft.receipt.id, receiptFailure('Value does not fit the field', planned.detail, place))
        break
      }
      values.set(key, planned.after)
      writes.push(fieldWrite(draft, change, field, before, planned.after))
    }
  }
  if (failures.size > 0) throw new MustSettleFirst(failures)
  return writes.length === 0 ? [] : writeFieldChanges(tx, ctx.ids, writes)
}

function fieldOf(draft: Draft, change: PlannedFieldChange): CustomField {
  const field = draft.entry?.fields.find(({ key }) => key === change.field)
  invariant(field, `the mapping let the unknown field ${change.field} through`)
  return field
}

function fieldWrite(
  { receipt, entry }: Draft,
  change: PlannedFieldChange,
  field: CustomField,
  before: FieldValue,
  after: FieldValue,
): FieldChangeDraft {
  const label = entry?.name ?? receipt.webhook_name
  return {
    communityId: receipt.community_id,
    memberId: change.memberId,
    fieldId: field.id,
    fieldKey: field.key,
    before,
    after,
    source: { kind: 'receipt', id: receipt.id, label, element: change.element, line: change.line },
    actor: { kind: 'webhook', id: receipt.webhook_id, label },
    hop: receipt.hop,
  }
}
