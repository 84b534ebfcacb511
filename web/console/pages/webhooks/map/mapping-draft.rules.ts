/**
 * A mapping while it is edited: everything as typed, also what is not complete yet. `mappingOf` answers what can
 * be tried already, and what is still missing, by place.
 */
import type { FieldType } from '../../../../../contracts/fields.ts'
import type { CurrencyLine, FieldLine, Mapping, MappingLine } from '../../../../../contracts/mapping.ts'

export type Operator = 'set' | 'add' | 'subtract'
/** Where a line takes its value: from the payload, a fixed value, or, for a field, nothing (it is cleared). */
export type Source = 'path' | 'value' | 'clear'

export interface DraftLine {
  /** Stable while the line is edited, moved and surrounded by others. */
  key: string
  kind: 'currency' | 'field'
  /** Code of the asset or key of the field; empty until it is chosen. */
  target: string
  operator: Operator
  source: Source
  path: string
  value: string
  isOptional: boolean
}

export interface MappingDraft {
  identifier: 'email' | 'username'
  memberPath: string
  lines: readonly DraftLine[]
  /** Null while it is off. */
  forEach: string | null
  dedupe: { kind: 'none' | 'header' | 'path'; header: string; path: string }
  /** Number of lines ever added, so that their keys never repeat. */
  addedCount: number
}

/** A part of the mapping that a problem can be about: one of these, or the key of a line. */
export type Place = 'member' | 'forEach' | 'dedupe' | 'whole' | (string & {})

export type FieldTypes = ReadonlyMap<string, FieldType>

export const emptyDraft: MappingDraft = {
  identifier: 'email',
  memberPath: '',
  lines: [],
  forEach: null,
  dedupe: { kind: 'none', header: '', path: '' },
  addedCount: 0,
}

export function draftOf(mapping: Mapping | null): MappingDraft {
  if (mapping === null) return emptyDraft
  const { header, path } = mapping.dedupe ?? {}
  return {
    identifier: mapping.member.identifier,
    memberPath: mapping.member.path,
    lines: mapping.lines.map((line, index) => draftLineOf(line, `line-${index}`)),
    forEach: mapping.forEach ?? null,
    dedupe: {
      kind: header !== undefined ? 'header' : path !== undefined ? 'path' : 'none',
      header: header ?? '',
      path: path ?? '',
    },
    addedCount: mapping.lines.length,
  }
}

const draftLineOf = (line: MappingLine, key: string): DraftLine => ({
  key,
  kind: line.kind,
  target: line.kind === 'currency' ? line.asset : line.field,
  operator: line.operator,
  source: line.path !== undefined ? 'path' : line.value === null ? 'clear' : 'value',
  path: line.path ?? '',
  value: line.value === undefined || line.value === null ? '' : String(line.value),
  isOptional: line.optional ?? false,
})

export interface ReadMapping {
  /** What can be tried: the complete lines; null while there is no member or no complete line. */
  mapping: Mapping | null
  /** Keys of the lines of `mapping`, in its order. */
  lineKeys: readonly string[]
  /** What is still to be done, by place. */
  missing: ReadonlyMap<Place, string>
}

export function mappingOf(draft: MappingDraft, fieldTypes: FieldTypes): ReadMapping {
  const missing = new Map<Place, string>()
  if (draft.memberPath.trim() === '') missing.set('member', `Choose where the ${draft.identifier} stands.`)
  if (draft.forEach !== null && draft.forEach.trim() === '') missing.set('forEach', 'Choose the list.')
  const dedupe = dedupeOf(draft.dedupe)
  if (dedupe === undefined) missing.set('dedupe', 'Say where the id of the event stands.')
  if (draft.lines.length === 0) missing.set('whole', 'Add at least one field mapping.')

  const complete: { line: MappingLine; key: string }[] = []
  for (const line of draft.lines) {
    const read = line.kind === 'currency' ? currencyLineOf(line) : fieldLineOf(line, fieldTypes)
    if (typeof read === 'string') missing.set(line.key, read)
    else complete.push({ line: read, key: line.key })
  }
  const isTriable = !missing.has('member') && !missing.has('forEach') && complete.length > 0
  return {
    mapping: isTriable
      ? {
          member: { identifier: draft.identifier, path: draft.memberPath.trim() },
          lines: complete.map(({ line }) => line),
          forEach: draft.forEach?.trim() ?? null,
          dedupe: dedupe ?? null,
        }
      : null,
    lineKeys: complete.map(({ key }) => key),
    missing,
  }
}

/** Undefined while the choice is not complete. */
function dedupeOf({ kind, header, path }: MappingDraft['dedupe']): Mapping['dedupe'] {
  if (kind === 'none') return null
  if (kind === 'header') return header.trim() === '' ? undefined : { header: header.trim() }
  return path.trim() === '' ? undefined : { path: path.trim() }
}

/** The line, or what it lacks. */
function currencyLineOf(line: DraftLine): CurrencyLine | string {
  if (line.target === '') return 'Choose the currency: XP or Coins.'
  const operator = line.operator === 'subtract' ? 'subtract' : 'add'
  const base = { kind: 'currency', asset: line.target, operator } as const
  if (line.source === 'path') return withPath(base, line)
  const amount = Number(line.value)
  if (!/^\d+$/.test(line.value.trim()) || !Number.isSafeInteger(amount) || amount < 1) {
    return 'Type the amount: a whole number from 1.'
  }
  return { ...base, value: amount }
}

function fieldLineOf(line: DraftLine, fieldTypes: FieldTypes): FieldLine | string {
  if (line.target === '') return 'Choose the field.'
  const base = { kind: 'field', field: line.target, operator: line.operator } as const
  if (line.source === 'path') return withPath(base, line)
  if (line.source === 'clear') return { ...base, value: null }
  if (line.value === '') return 'Type the value.'
  const type = fieldTypes.get(line.target)
  if (type === 'boolean') return { ...base, value: line.value === 'true' }
  if (type !== 'numerical') return { ...base, value: line.value }
  const number = Number(line.value)
  return Number.isFinite(number) ? { ...base, value: number } : 'Type a number.'
}

function withPath<Line extends object>(base: Line, { path, isOptional }: DraftLine) {
  if (path.trim() === '') return 'Choose where the value stands in the payload.'
  return { ...base, path: path.trim(), ...(isOptional ? { optional: true } : {}) }
}

/** Whether saving would change anything. */
export function isSameDraft(one: MappingDraft, other: MappingDraft): boolean {
  const comparable = ({ lines, addedCount: _, ...rest }: MappingDraft) =>
    JSON.stringify({ ...rest, lines: lines.map(({ key: _, ...line }) => line) })
  return comparable(one) === comparable(other)
}
