/** Judges a mapping before it is saved; every problem names its place in the mapping by a JSON Pointer. */
import type { AmountBound, FieldLine, Mapping, MappingLine } from '../../../../contracts/mapping.ts'
import { amountMax } from '../../../../contracts/values.ts'
import { compilePath } from '../../../platform/payloads/compile-path.rules.ts'
import { conditionProblems } from '../../../platform/payloads/conditions.rules.ts'
import { fitFieldValue } from '../../fields/field-values.rules.ts'
import { sourceRule } from './compile-mapping.rules.ts'
import type { MappedField } from './map-lines.rules.ts'
import { isTextPath, textPathRule } from './read-texts.rules.ts'

/** In the form of `errors[]` of a problem answer. */
export type MappingProblem = { pointer: string; reason: string }

/** What a community has to map to: its custom fields, and its assets such as `xp` and `coins`. */
export type MappingTargets = { fields: readonly MappedField[]; assets: readonly string[] }

const problemCountMax = 100

export function checkMapping(mapping: Mapping, targets: MappingTargets): MappingProblem[] {
  const problems = [
    ...pathProblems('/member/path', mapping.member.path),
    ...pathProblems('/forEach', mapping.forEach ?? undefined),
    ...conditionProblems(mapping.when, '/when'),
    ...dedupeProblems(mapping.dedupe),
    ...(mapping.parse ?? []).flatMap((path, index) => textPathProblems(`/parse/${index}`, path)),
    ...(mapping.bounds ?? []).flatMap((bound, index, all) =>
      boundProblems(bound, `/bounds/${index}`, all.slice(0, index), targets.assets),
    ),
    ...mapping.lines.flatMap((line, index) => lineProblems(line, `/lines/${index}`, targets)),
  ]
  return problems.slice(0, problemCountMax)
}

function pathProblems(pointer: string, path: string | undefined): MappingProblem[] {
  if (path === undefined) return []
  const compiled = compilePath(path)
  return compiled.ok ? [] : [{ pointer, reason: compiled.reason }]
}

function dedupeProblems(dedupe: Mapping['dedupe']): MappingProblem[] {
  if (!dedupe) return []
  if ((dedupe.header === undefined) === (dedupe.path === undefined)) {
    return [{ pointer: '/dedupe', reason: 'The id of the event comes either from a header or from a path' }]
  }
  return pathProblems('/dedupe/path', dedupe.path)
}

function textPathProblems(pointer: string, path: string): MappingProblem[] {
  const compiled = compilePath(path)
  if (!compiled.ok) return [{ pointer, reason: compiled.reason }]
  return isTextPath(compiled.path) ? [] : [{ pointer, reason: textPathRule }]
}

function boundProblems(
  bound: AmountBound,
  pointer: string,
  earlier: readonly AmountBound[],
  assets: readonly string[],
): MappingProblem[] {
  const problems = assetProblems(`${pointer}/asset`, bound.asset, assets)
  if (earlier.some(({ asset }) => asset === bound.asset)) {
    problems.push({ pointer: `${pointer}/asset`, reason: 'This currency has its bounds already' })
  }
  const maxima = (['addMax', 'subtractMax', 'addPerDayMax'] as const).filter(
    (name) => bound[name] !== undefined,
  )
  if (maxima.length === 0) problems.push({ pointer, reason: 'Give at least one largest amount' })
  for (const name of maxima) problems.push(...amountProblems(`${pointer}/${name}`, bound[name]))
  return problems
}

function assetProblems(pointer: string, asset: string, assets: readonly string[]): MappingProblem[] {
  if (assets.includes(asset)) return []
  return [{ pointer, reason: `There is no currency of this name, only ${assets.join(', ')}` }]
}

function amountProblems(pointer: string, amount: unknown): MappingProblem[] {
  return isAmount(amount) ? [] : [{ pointer, reason: `An amount is a whole number from 1 to ${amountMax}` }]
}

function lineProblems(line: MappingLine, pointer: string, targets: MappingTargets): MappingProblem[] {
  const problems = [
    ...pathProblems(`${pointer}/path`, line.path),
    ...conditionProblems(line.when, `${pointer}/when`),
    ...defaultProblems(line, `${pointer}/default`),
  ]
  if ((line.path === undefined) === (line.value === undefined)) problems.push({ pointer, reason: sourceRule })
  if (line.kind === 'field') return [...problems, ...fieldProblems(line, pointer, targets.fields)]
  problems.push(...assetProblems(`${pointer}/asset`, line.asset, targets.assets))
  if (line.value !== undefined) problems.push(...amountProblems(`${pointer}/value`, line.value))
  return problems
}

function defaultProblems(line: MappingLine, pointer: string): MappingProblem[] {
  if (line.default === undefined) return []
  if (line.path === undefined || line.optional === true) {
    return [{ pointer, reason: 'A default belongs to a line with a path that is not optional' }]
  }
  return line.kind === 'field' ? [] : amountProblems(pointer, line.default)
}

function isAmount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) > 0
}

function fieldProblems(line: FieldLine, pointer: string, fields: readonly MappedField[]): MappingProblem[] {
  const field = fields.find(({ key }) => key === line.field)
  if (!field) return [{ pointer: `${pointer}/field`, reason: 'There is no custom field with this key' }]
  if (line.operator !== 'set' && field.type !== 'numerical') {
    return [
      { pointer: `${pointer}/operator`, reason: 'Only numerical fields can be added to and subtracted from' },
    ]
  }
  if (line.default !== undefined) {
    const fit = fitFieldValue(field, line.default)
    if (!fit.ok) return [{ pointer: `${pointer}/default`, reason: fit.detail }]
  }
  if (line.value === undefined) return []
  if (line.value === null && line.operator !== 'set') {
    return [{ pointer: `${pointer}/value`, reason: 'Only set can clear a field' }]
  }
  const fit = fitFieldValue(field, line.value)
  return fit.ok ? [] : [{ pointer: `${pointer}/value`, reason: fit.detail }]
}
