/** Decides which field changes are taken back: those after which nobody changed the value again. */
import type { FieldValue } from '../../../../contracts/fields.ts'

export interface FieldChangeToUndo {
  /** Of its line in the history. */
  id: string
  receiptId: string
  memberId: string
  fieldId: string
  fieldKey: string
  isRetired: boolean
  before: FieldValue
  after: FieldValue
  element: number | null
  line: number
}

export interface PresentValue {
  value: FieldValue
  /** The last line of its history, and whether that one put something back. */
  newestId: string | null
  isPutBack: boolean
}

export interface PutBackPlan {
  puts: FieldChangeToUndo[]
  left: { change: FieldChangeToUndo; why: 'changed_since' | 'field_deleted' }[]
}

/**
 * `changes` come last first. A value may be put back when the change is the last of its history, or when the
 * later ones have been put back, and it is what the change made it. `present` is by `valueKey` and moves along.
 */
export function planPutBacks(
  changes: readonly FieldChangeToUndo[],
  present: Map<string, PresentValue>,
): PutBackPlan {
  const plan: PutBackPlan = { puts: [], left: [] }
  for (const change of changes) {
    if (change.isRetired) {
      plan.left.push({ change, why: 'field_deleted' })
      continue
    }
    const key = valueKey(change)
    const now = present.get(key)
    const isUntouched = now?.newestId === change.id || now?.isPutBack === true
    if (!isUntouched || now?.value !== change.after) {
      plan.left.push({ change, why: 'changed_since' })
      continue
    }
    present.set(key, { value: change.before, newestId: null, isPutBack: true })
    // A line that changed nothing has nothing to put back, and hides nothing from the ones before it.
    if (change.before !== change.after) plan.puts.push(change)
  }
  return plan
}

export const valueKey = ({ memberId, fieldId }: { memberId: string; fieldId: string }) =>
  `${memberId}:${fieldId}`
