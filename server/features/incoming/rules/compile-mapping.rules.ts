/** Compiles a saved mapping once, so that each receipt only walks. What cannot be compiled is told as failures. */

import type {
  AmountBound,
  CurrencyLine,
  FieldLine,
  Mapping,
  MappingLine,
} from '../../../../contracts/mapping.ts'
import type { ReceiptFailure } from '../../../../contracts/receipts.ts'
import { compilePath } from '../../../platform/payloads/compile-path.rules.ts'
import { type CompiledCondition, compileConditions } from '../../../platform/payloads/conditions.rules.ts'
import type { CompiledPath } from '../../../platform/payloads/read-path.rules.ts'
import { isTextPath, textPathRule } from './read-texts.rules.ts'
import { receiptFailure } from './receipt-failures.rules.ts'

export type CompiledSource =
  | { kind: 'path'; path: CompiledPath; isOptional: boolean; fallback: string | number | boolean | null }
  | { kind: 'constant'; value: string | number | boolean | null }

export type CompiledLine = {
  index: number
  source: CompiledSource
  when: readonly CompiledCondition[]
} & (
  | { kind: 'currency'; asset: string; isAdded: boolean }
  | { kind: 'field'; field: string; operator: FieldLine['operator'] }
)

export type CompiledMapping = {
  /** Places whose text is read as JSON, before anything else. */
  texts: readonly CompiledPath[]
  member: { identifier: 'email' | 'username'; path: CompiledPath }
  /** Of the whole payload. */
  when: readonly CompiledCondition[]
  lines: readonly CompiledLine[]
  /** Whether any line has conditions, so that the others need not look. */
  hasLineConditions: boolean
  forEach: CompiledPath | null
  dedupe: { kind: 'header'; header: string } | { kind: 'path'; path: CompiledPath } | null
  bounds: readonly AmountBound[]
  /** Whether any bound is about a day, so that the sums of others need not be kept. */
  hasDayBounds: boolean
  /** Whether a receipt whose member is not there waits instead of failing. */
  waitsForMember: boolean
  /** Not empty for a mapping that `checkMapping` would refuse: it maps no payload. */
  problems: readonly ReceiptFailure[]
}

export function compileMapping(mapping: Mapping): CompiledMapping {
  const problems: ReceiptFailure[] = []
  const compile = (text: string, line?: number): CompiledPath => {
    const compiled = compilePath(text)
    if (compiled.ok) return compiled.path
    problems.push(receiptFailure('Mapping is incomplete', compiled.reason, place(text, line)))
    return { text, steps: [], segments: [] }
  }
  return {
    texts: compileTexts(mapping.parse, compile, problems),
    member: { identifier: mapping.member.identifier, path: compile(mapping.member.path) },
    when: compileConditions(mapping.when, (path) => compile(path)),
    lines: mapping.lines.map((line, index) => compileLine(line, index, compile, problems)),
    hasLineConditions: mapping.lines.some(({ when }) => when !== undefined && when.length > 0),
    forEach: typeof mapping.forEach === 'string' ? compile(mapping.forEach) : null,
    dedupe: compileDedupe(mapping.dedupe, compile),
    bounds: mapping.bounds ?? [],
    hasDayBounds: (mapping.bounds ?? []).some(({ addPerDayMax }) => addPerDayMax !== undefined),
    waitsForMember: mapping.memberNotFound === 'wait',
    problems,
  }
}

type Compile = (text: string, line?: number) => CompiledPath

function place(path: string, line: number | undefined) {
  return line === undefined ? { path } : { path, line }
}

function compileTexts(paths: Mapping['parse'], compile: Compile, problems: ReceiptFailure[]): CompiledPath[] {
  const texts = (paths ?? []).map((path) => compile(path))
  for (const path of texts) {
    if (!isTextPath(path)) {
      problems.push(receiptFailure('Mapping is incomplete', textPathRule, place(path.text, undefined)))
    }
  }
  return texts
}

function compileLine(
  line: MappingLine,
  index: number,
  compile: Compile,
  problems: ReceiptFailure[],
): CompiledLine {
  const source = compileSource(line, index, compile)
  if (!source) problems.push(receiptFailure('Mapping is incomplete', sourceRule, { line: index }))
  const sourced = {
    index,
    source: source ?? ({ kind: 'constant', value: null } as const),
    when: compileConditions(line.when, (path) => compile(path, index)),
  }
  return line.kind === 'currency'
    ? { ...sourced, kind: 'currency', asset: line.asset, isAdded: line.operator === 'add' }
    : { ...sourced, kind: 'field', field: line.field, operator: line.operator }
}

export const sourceRule = 'A line takes its value either from a path or from a constant'

function compileSource(
  line: CurrencyLine | FieldLine,
  index: number,
  compile: Compile,
): CompiledSource | undefined {
  if ((line.path === undefined) === (line.value === undefined)) return undefined
  if (line.path === undefined) return { kind: 'constant', value: line.value ?? null }
  return {
    kind: 'path',
    path: compile(line.path, index),
    isOptional: line.optional === true,
    fallback: line.default ?? null,
  }
}

function compileDedupe(dedupe: Mapping['dedupe'], compile: Compile): CompiledMapping['dedupe'] {
  if (dedupe?.path !== undefined) return { kind: 'path', path: compile(dedupe.path) }
  return dedupe?.header === undefined ? null : { kind: 'header', header: dedupe.header.toLowerCase() }
}
