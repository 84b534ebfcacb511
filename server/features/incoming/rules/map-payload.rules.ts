/**
 * Applies a compiled mapping to a payload: who is meant and what is to change, as data. All or nothing: either
 * every element and line could be read, or the answer is the list of what could not. Never throws.
 */

import { mappingElementCountMax } from '../../../../contracts/mapping.ts'
import type { ReceiptFailure } from '../../../../contracts/receipts.ts'
import { BudgetExceeded, nothing } from '../../../platform/payloads/path-steps.rules.ts'
import { type CompiledPath, readAll, readOne, several } from '../../../platform/payloads/read-path.rules.ts'
import { kindOfValue, shownValue } from '../../../platform/payloads/shown-value.rules.ts'
import type { CompiledMapping } from './compile-mapping.rules.ts'
import {
  type LineEffects,
  type MappedField,
  type ReadyLine,
  readLines,
  readyLines,
} from './map-lines.rules.ts'
import {
  conditionsHold,
  failureCountMax,
  type MappingNotes,
  newNotes,
  noteCoercion,
  noteFailure,
  noteMisfit,
  noteMissing,
  type TakeRemark,
} from './mapping-notes.rules.ts'
import { type Identifier, readIdentifier } from './read-identifier.rules.ts'

export type MappedElement = LineEffects & { element: number | null; identifier: Identifier }

/** No elements mean that there is nothing to do. The first failure is the reason of the receipt. */
export type PayloadMapping =
  | { ok: true; elements: MappedElement[]; warnings: string[] }
  | { ok: false; failures: ReceiptFailure[]; warnings: string[] }

export function mapPayload(
  mapping: CompiledMapping,
  payload: unknown,
  { fields, remark }: { fields: readonly MappedField[]; remark?: TakeRemark },
): PayloadMapping {
  if (mapping.problems.length > 0) return { ok: false, failures: [...mapping.problems], warnings: [] }
  // An empty body: a sender that tries whether the address answers.
  if (payload === null) return { ok: true, elements: [], warnings: [] }
  const notes = newNotes(remark)
  const elements = mapWithinBudget(notes, () => mapElements(notes, mapping, payload, fields))
  const { failures, warnings } = notes
  return failures.length > 0 ? { ok: false, failures, warnings } : { ok: true, elements, warnings }
}

function mapWithinBudget(notes: MappingNotes, map: () => MappedElement[]): MappedElement[] {
  try {
    return map()
  } catch (error) {
    if (!(error instanceof BudgetExceeded)) throw error
    noteFailure(notes, 'Mapping is incomplete', tooManySteps, {})
    return []
  }
}

const tooManySteps =
  'Finding the values in this payload takes too many steps. Use paths that name their place, such as $.player.email, instead of .. and filters'

function mapElements(
  notes: MappingNotes,
  mapping: CompiledMapping,
  payload: unknown,
  fields: readonly MappedField[],
): MappedElement[] {
  if (!conditionsHold(notes, mapping.when, payload, { line: null, element: null })) return []
  const roots = mapping.forEach === null ? [payload] : elementRoots(notes, mapping.forEach, payload)
  if (roots.length === 0) return []
  const lines = readyLines(notes, mapping.lines, fields)
  const elements: MappedElement[] = []
  for (const [index, root] of roots.entries()) {
    if (notes.failures.length >= failureCountMax) break
    const mapped = mapElement(notes, mapping, lines, root, mapping.forEach === null ? null : index)
    if (mapped) elements.push(mapped)
  }
  return elements
}

/** A path that names one place has to lead to a list; any other selects the elements themselves. */
function elementRoots(notes: MappingNotes, path: CompiledPath, payload: unknown): readonly unknown[] {
  const countMax = mappingElementCountMax + 1
  const list = path.steps
    ? readOne(path, payload, notes.budget)
    : readAll(path, payload, countMax, notes.budget)
  if (list === nothing || list === null) return []
  if (!Array.isArray(list)) {
    const detail = `${path.text} holds ${shownValue(list)}, which is ${kindOfValue(list)}, not a list`
    noteFailure(notes, 'Body is not valid', detail, { path: path.text, found: { value: list } })
    return []
  }
  if (list.length <= mappingElementCountMax) return list
  const detail = `${path.text} has more than ${mappingElementCountMax} elements, the most that one request may have`
  noteFailure(notes, 'Body is not valid', detail, { path: path.text })
  return []
}

function mapElement(
  notes: MappingNotes,
  mapping: CompiledMapping,
  lines: readonly ReadyLine[],
  root: unknown,
  element: number | null,
): MappedElement | undefined {
  const due = mapping.hasLineConditions ? dueLines(notes, lines, root, element) : lines
  // Whom no line is about need not be a member.
  if (due.length === 0 && lines.length > 0) return undefined
  const identifier = identifierIn(notes, mapping, root, element)
  const effects = readLines(notes, due, root, element)
  return identifier && { element, identifier, currency: effects.currency, fields: effects.fields }
}

function dueLines(
  notes: MappingNotes,
  lines: readonly ReadyLine[],
  root: unknown,
  element: number | null,
): readonly ReadyLine[] {
  return lines.filter((line) => conditionsHold(notes, line.when, root, { line: line.index, element }))
}

function identifierIn(
  notes: MappingNotes,
  { member }: CompiledMapping,
  root: unknown,
  element: number | null,
): Identifier | undefined {
  const place = { path: member.path.text, line: null, element }
  const found = readOne(member.path, root, notes.budget)
  if (found === nothing || found === several) {
    const says =
      found === nothing ? 'is not in the payload' : 'matches more than one value; one member is needed'
    return noteMissing(notes, 'User field missing in payload', place, says)
  }
  const reading = readIdentifier(member.identifier, found)
  if (!reading.ok) return noteMisfit(notes, reading.reason, place, found, reading.says)
  if (reading.readAs !== undefined) noteCoercion(notes, place, found, reading.readAs)
  return reading.identifier
}
