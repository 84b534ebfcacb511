/**
 * A mapping while it is edited: everything as typed, also what is not complete yet. `mappingOf` answers what can
 * be tried already, and what is still missing, by place.
 */
import type { FieldType } from '../../../../../contracts/fields.ts'
import type { CurrencyLine, FieldLine, Mapping, MappingLine } from '../../../../../contracts/mapping.ts'
import { boundsOf, type DraftBound, draftBoundsOf } from './draft-bounds.rules.ts'
import { conditionsOf, type DraftCondition, draftConditionsOf } from './draft-conditions.rules.ts'

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
  /** What is taken when the payload has no value; null while there is no default. */
  fallback: string | null
  when: readonly DraftCondition[]
}

export interface MappingDraft {
  identifier: 'email' | 'username'
  memberPath: string
  /** Whether a request whose member is not there waits instead of failing. */
  waits: boolean
  lines: readonly DraftLine[]
  when: readonly DraftCondition[]
  /** Places whose text is read as JSON. */
  texts: readonly string[]
  bounds: readonly DraftBound[]
  /** Null while it is off. */
  forEach: string | null
  dedupe: { kind: 'none' | 'header' | 'path'; header: string; path: string }
  /** Number of lines ever added, so that their keys never repeat. */
  addedCount: number
}

/** A part of the mapping that a problem can be about: one of these, or the key of a line. */
export type Place = 'member' | 'forEach' | 'dedupe' | 'when' | 'texts' | 'bounds' | 'whole' | (string & {})

export type FieldTypes = ReadonlyMap<string, FieldType>

export const emptyDraft: MappingDraft = {
  identifier: 'email',
  memberPath: '',
  waits: false,
  lines: [],
  when: [],
  texts: [],
  bounds: [],
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
    waits: mapping.memberNotFound === 'wait',
    lines: mapping.lines.map((line, index) => draftLineOf(line, `line-${index}`)),
    when: draftConditionsOf(mapping.when),
    texts: mapping.parse ?? [],
    bounds: draftBoundsOf(mapping.bounds),
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
  fallback: line.default === undefined ? null : String(line.default),
  when: draftConditionsOf(line.when),
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
  const when = conditionsOf(draft.when)
  if (typeof when === 'string') missing.set('when', when)
  if (draft.texts.some((path) => path.trim() === '')) missing.set('texts', 'Say where the text stands.')
  const bounds = boundsOf(draft.bounds)
  if (typeof bounds === 'string') missing.set('bounds', bounds)
  if (draft.lines.length === 0) missing.set('whole', 'Add at least one field mapping.')

  const complete: { line: MappingLine; key: string }[] = []
  for (const line of draft.lines) {
    const read = line.kind === 'currency' ? currencyLineOf(line) : fieldLineOf(line, fieldTypes)
    const lineWhen = conditionsOf(line.when)
    if (typeof read === 'string') missing.set(line.key, read)
    else if (typeof lineWhen === 'string') missing.set(line.key, lineWhen)
    else complete.push({ line: { ...read, ...optionalWhen(lineWhen) }, key: line.key })
  }
  const isTriable =
    typeof when !== 'string' &&
    typeof bounds !== 'string' &&
    !(['member', 'forEach', 'texts'] as const).some((place) => missing.has(place)) &&
    complete.length > 0
  return {
    mapping: isTriable
      ? {
          member: { identifier: draft.identifier, path: draft.memberPath.trim() },
          lines: complete.map(({ line }) => line),
          ...optionalWhen(when),
          ...(draft.texts.length === 0 ? {} : { parse: draft.texts.map((path) => path.trim()) }),
          ...(bounds.length === 0 ? {} : { bounds }),
          forEach: draft.forEach?.trim() ?? null,
          dedupe: dedupe ?? null,
          ...(draft.waits ? { memberNotFound: 'wait' as const } : {}),
        }
      : null,
    lineKeys: complete.map(({ key }) => key),
    missing,
  }
}

const optionalWhen = (when: Exclude<Mapping['when'], undefined>) => (when.length === 0 ? {} : { when })

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
  if (line.source === 'path') return withPath(base, line, amountOf)
  const amount = amountOf(line.value)
  return typeof amount === 'number' ? { ...base, value: amount } : amount.lacks
}

/** A value as it is meant, or what it lacks. */
type Meant<Value> = Value | { lacks: string }

function amountOf(typed: string): Meant<number> {
  const amount = Number(typed)
  if (!/^\d+$/.test(typed.trim()) || !Number.isSafeInteger(amount) || amount < 1) {
    return { lacks: 'Type the amount: a whole number from 1.' }
  }
  return amount
}

function fieldLineOf(line: DraftLine, fieldTypes: FieldTypes): FieldLine | string {
  if (line.target === '') return 'Choose the field.'
  const base = { kind: 'field', field: line.target, operator: line.operator } as const
  const type = fieldTypes.get(line.target)
  if (line.source === 'path') return withPath(base, line, (typed) => fieldValueOf(typed, type))
  if (line.source === 'clear') return { ...base, value: null }
  const value = fieldValueOf(line.value, type)
  return typeof value === 'object' ? value.lacks : { ...base, value }
}

function fieldValueOf(typed: string, type: FieldType | undefined): Meant<string | number | boolean> {
  if (typed === '') return { lacks: 'Type the value.' }
  if (type === 'boolean') return typed === 'true'
  if (type !== 'numerical') return typed
  const number = Number(typed)
  return Number.isFinite(number) ? number : { lacks: 'Type a number.' }
}

function withPath<Line extends object, Value extends string | number | boolean>(
  base: Line,
  { path, isOptional, fallback }: DraftLine,
  read: (typed: string) => Meant<Value>,
) {
  if (path.trim() === '') return 'Choose where the value stands in the payload.'
  const sourced = { ...base, path: path.trim() }
  if (fallback === null) return { ...sourced, ...(isOptional ? { optional: true } : {}) }
  const value = read(fallback)
  return typeof value === 'object' ? value.lacks : { ...sourced, default: value }
}

/** Whether saving would change anything. */
export function isSameDraft(one: MappingDraft, other: MappingDraft): boolean {
  const comparable = ({ lines, addedCount: _, ...rest }: MappingDraft) =>
    JSON.stringify({ ...rest, lines: lines.map(({ key: _, ...line }) => line) })
  return comparable(one) === comparable(other)
}
