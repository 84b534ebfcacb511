/**
 * Judges conditions against a payload or one of its elements. A condition is met or it is not: a value of another
 * type than was asked for does not meet it, and fails nothing.
 */
import type { Condition } from '../../../contracts/conditions.ts'
import { compilePath } from './compile-path.rules.ts'
import { isDecimalText, parseDecimal } from './decimal.rules.ts'
import type { Budget } from './path-steps.rules.ts'
import { type CompiledPath, readAll } from './read-path.rules.ts'

type Scalar = string | number | boolean

export type CompiledCondition = {
  path: CompiledPath
  is: Condition['is']
  values: readonly Scalar[]
}

/** What a condition looked at; `readAsNumber` is the text that was compared as a number, if there was one. */
export type ConditionReading = { holds: boolean; readAsNumber: string | null }

/** A payload can hold more values than this at one path; a condition looks at the first ones. */
const valueCountMax = 1000

export function judgeCondition(
  { path, is, values }: CompiledCondition,
  root: unknown,
  budget: Budget,
): ConditionReading {
  const found = readAll(path, root, valueCountMax, budget).filter((value) => value !== null)
  const reading: ConditionReading = { holds: false, readAsNumber: null }
  const isAny = (test: (one: unknown, other: Scalar) => boolean) =>
    found.some((one) => values.some((other) => test(comparable(one, other, reading), other)))
  switch (is) {
    case 'exists':
      return { ...reading, holds: found.length > 0 }
    case 'missing':
      return { ...reading, holds: found.length === 0 }
    case 'equal':
    case 'in':
      reading.holds = isAny(isEqual)
      return reading
    case 'not_equal':
      reading.holds = !isAny(isEqual)
      return reading
    case 'greater':
      reading.holds = isAny((one, other) => isNumber(one) && isNumber(other) && one > other)
      return reading
    case 'less':
      reading.holds = isAny((one, other) => isNumber(one) && isNumber(other) && one < other)
      return reading
  }
}

/** Form bodies hold text only, so text that is a number is one where a number is asked for. */
function comparable(value: unknown, other: Scalar, reading: ConditionReading): unknown {
  if (typeof other !== 'number' || typeof value !== 'string') return value
  const text = value.trim()
  const decimal = isDecimalText(text) ? parseDecimal(text) : undefined
  if (!decimal) return value
  reading.readAsNumber = value
  return decimal.scale > 0 ? Number(text) : decimal.digits
}

const isNumber = (value: unknown): value is number | bigint =>
  typeof value === 'number' || typeof value === 'bigint'

/** The comparisons are exact between numbers and big integers, which `===` never finds equal. */
function isEqual(one: unknown, other: Scalar): boolean {
  if (isNumber(one) && isNumber(other)) return one >= other && one <= other
  return one === other
}

const words: Record<Condition['is'], string> = {
  equal: 'is',
  not_equal: 'is not',
  in: 'is one of',
  exists: 'exists',
  missing: 'is missing',
  greater: 'is greater than',
  less: 'is less than',
}

export function conditionInWords({ path, is, values }: CompiledCondition): string {
  const shown = values.map((value) => JSON.stringify(value)).join(', ')
  return `${path.text} ${words[is]}${shown === '' ? '' : ` ${shown}`}`
}

/** `compile` says what becomes of a path that cannot be compiled. */
export function compileConditions(
  conditions: readonly Condition[] | undefined,
  compile: (path: string) => CompiledPath,
): CompiledCondition[] {
  return (conditions ?? []).map(({ path, is, value }) => ({
    path: compile(path),
    is,
    values: value === undefined ? [] : Array.isArray(value) ? value : [value],
  }))
}

/** Why they cannot be judged, each with its place: `pointer` leads to the list. */
export function conditionProblems(
  conditions: readonly Condition[] | undefined,
  pointer: string,
): { pointer: string; reason: string }[] {
  return (conditions ?? []).flatMap((condition, index) => {
    const compiled = compilePath(condition.path)
    const problems = compiled.ok ? [] : [{ pointer: `${pointer}/${index}/path`, reason: compiled.reason }]
    const reason = comparisonProblem(condition)
    return reason ? [...problems, { pointer: `${pointer}/${index}/value`, reason }] : problems
  })
}

function comparisonProblem({ is, value }: Condition): string | undefined {
  switch (is) {
    case 'exists':
    case 'missing':
      return value === undefined ? undefined : 'This condition compares with nothing'
    case 'in':
      return Array.isArray(value) ? undefined : 'Give the list of values'
    case 'greater':
    case 'less':
      return typeof value === 'number' ? undefined : 'Give a number to compare with'
    case 'equal':
    case 'not_equal':
      return value === undefined || Array.isArray(value) ? 'Give one value to compare with' : undefined
  }
}
