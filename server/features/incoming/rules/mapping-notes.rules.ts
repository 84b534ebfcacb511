/**
 * What one run of a mapping over a payload gathers on its way: failures, warnings and the steps it has left.
 * Notes return undefined, so that `return noteMisfit(...)` reads as "no effect, and this is why".
 */
import type { FailureReason, ReceiptFailure } from '../../../../contracts/receipts.ts'
import {
  type CompiledCondition,
  conditionInWords,
  judgeCondition,
} from '../../../platform/payloads/conditions.rules.ts'
import { type Budget, newBudget, nothing } from '../../../platform/payloads/path-steps.rules.ts'
import { readOne, several } from '../../../platform/payloads/read-path.rules.ts'
import { cutText, shownValue } from '../../../platform/payloads/shown-value.rules.ts'
import type { CompiledSource } from './compile-mapping.rules.ts'
import { type FailurePlace, receiptFailure } from './receipt-failures.rules.ts'
import { addWarning } from './warnings.rules.ts'

export type MappingNotes = {
  failures: ReceiptFailure[]
  warnings: string[]
  budget: Budget
  remark: TakeRemark | undefined
}

const remarkLengthMax = 1000

/** What a dry run says beside a line that works: `line` is null for the member and for the whole mapping. */
export type TakeRemark = (place: { line: number | null; element: number | null }, text: string) => void

/** More are not shown by a dry run, and nobody reads them. */
export const failureCountMax = 1000

/** `line` is null for the member; `element` is null without `forEach`. */
export type NotePlace = { path: string; line: number | null; element: number | null }

export function newNotes(remark?: TakeRemark): MappingNotes {
  return { failures: [], warnings: [], budget: newBudget(), remark }
}

export function noteFailure(
  notes: MappingNotes,
  reason: FailureReason,
  detail: string,
  place: FailurePlace,
): void {
  if (notes.failures.length < failureCountMax) notes.failures.push(receiptFailure(reason, detail, place))
}

/** A value that is there and cannot be taken; `says` is a relative clause. */
export function noteMisfit(
  notes: MappingNotes,
  reason: FailureReason,
  place: NotePlace,
  value: unknown,
  says: string,
): undefined {
  const detail = `${placeInWords(place)} holds ${shownValue(value)}, ${says}`
  noteFailure(notes, reason, detail, { ...failurePlace(place), found: { value } })
}

export function noteMissing(
  notes: MappingNotes,
  reason: FailureReason,
  place: NotePlace,
  says: string,
): undefined {
  noteFailure(notes, reason, `${placeInWords(place)} ${says}`, failurePlace(place))
}

export function noteCoercion(notes: MappingNotes, place: NotePlace, value: unknown, readAs: string): void {
  const warning = `${shownValue(value)} in ${placeInWords(place)} was read as ${readAs}`
  addWarning(notes.warnings, warning)
  noteRemark(notes, place, warning)
}

function noteRemark(
  { remark }: MappingNotes,
  { line, element }: { line: number | null; element: number | null },
  text: string,
): void {
  remark?.({ line, element }, cutText(text, remarkLengthMax))
}

/** Whether all hold; the first that does not is remarked. */
export function conditionsHold(
  notes: MappingNotes,
  conditions: readonly CompiledCondition[],
  root: unknown,
  place: { line: number | null; element: number | null },
): boolean {
  for (const condition of conditions) {
    const { holds, readAsNumber } = judgeCondition(condition, root, notes.budget)
    if (readAsNumber !== null) {
      noteCoercion(notes, { ...place, path: condition.path.text }, readAsNumber, `the number ${readAsNumber}`)
    }
    if (holds) continue
    noteRemark(notes, place, `Left out, because this does not hold: ${conditionInWords(condition)}`)
    return false
  }
  return true
}

/** The value of a line, or `nothing` when the line is left out or the failure has been noted. */
export function readSource(
  notes: MappingNotes,
  source: CompiledSource,
  root: unknown,
  place: NotePlace,
): unknown {
  if (source.kind === 'constant') return source.value
  const found = readOne(source.path, root, notes.budget)
  if (found === several) {
    noteMissing(notes, 'Value does not fit the field', place, 'matches more than one value; a line takes one')
    return nothing
  }
  if (source.fallback !== null && (found === nothing || found === null)) {
    noteRemark(
      notes,
      place,
      `${placeInWords(place)} has no value, so the default ${source.fallback} is taken`,
    )
    return source.fallback
  }
  if (found === nothing) noteAbsence(notes, source, place, 'is not in the payload')
  return found
}

export function noteAbsence(
  notes: MappingNotes,
  source: CompiledSource,
  place: NotePlace,
  says: string,
): undefined {
  if (source.kind === 'path' && source.isOptional) return
  noteMissing(notes, 'Value missing in payload', place, says)
}

function placeInWords({ path, element }: NotePlace): string {
  return element === null ? path : `${path} of element ${element}`
}

function failurePlace({ path, line, element }: NotePlace): FailurePlace {
  return line === null ? { path, element } : { path, line, element }
}
