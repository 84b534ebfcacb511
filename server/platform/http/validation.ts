/** Checks requests against the contract; every problem is named with a JSON pointer. */
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import formats from 'ajv-formats'
import type { TSchema } from 'typebox'
import { patternWords } from '../../../contracts/values.ts'
import { Refusal, type RefusedValue } from '../refusal.ts'
import { toldErrors } from './told-errors.rules.ts'

const base = {
  strict: false,
  useDefaults: true,
  removeAdditional: false,
  validateFormats: true,
} as const
const exact = ajv({ coerceTypes: false, allErrors: false })
const exactAll = ajv({ coerceTypes: false, allErrors: true })
/** Queries and paths are text, so numbers and booleans are read from it; and they are never long. */
const fromText = ajv({ coerceTypes: true, allErrors: true })

/**
 * How many values a body may hold whose faults are all told. Of a larger one the first is: a megabyte of nothing but faults
 * would hold everybody up for a second.
 */
const toldInFullMax = 2_000

function ajv(options: { coerceTypes: boolean; allErrors: boolean }): Ajv {
  const made = new Ajv({ ...base, ...options })
  formats.default(made, ['date-time'])
  return made
}

export type Check = (value: unknown) => void

export function checkOf(schema: TSchema, part: 'params' | 'query' | 'body'): Check {
  const validate: ValidateFunction = (part === 'body' ? exact : fromText).compile(schema)
  // Made when it is first needed: most bodies are right, and making it takes time.
  let exhaustive: ValidateFunction | undefined
  function faultsOf(value: unknown): readonly ErrorObject[] {
    const first = validate.errors ?? []
    if (part !== 'body' || !isWithin(value, toldInFullMax)) return first
    exhaustive ??= exactAll.compile(schema)
    exhaustive(value)
    return exhaustive.errors ?? first
  }
  return (value) => {
    if (validate(value)) return
    const errors = toldErrors(faultsOf(value)).map((error) => refusedValue(error, part))
    // A path that cannot be an id addresses nothing.
    if (part === 'params') throw new Refusal('not_found')
    const [first] = errors
    throw new Refusal('validation_failed', {
      detail: first ? `${first.pointer || 'The body'} ${first.reason}` : 'Some values are not valid',
      errors,
    })
  }
}

/** Whether a body holds at most so many values, counted only as far as that. */
function isWithin(value: unknown, countMax: number): boolean {
  const waiting = [value]
  for (let count = 0; waiting.length > 0; count += 1) {
    if (count + waiting.length > countMax) return false
    const next = waiting.pop()
    if (typeof next !== 'object' || next === null) continue
    for (const name in next) {
      waiting.push((next as Record<string, unknown>)[name])
      if (count + waiting.length > countMax) return false
    }
  }
  return true
}

function refusedValue(error: ErrorObject, part: string): RefusedValue {
  const prefix = part === 'query' ? `?${error.instancePath.slice(1)}` : error.instancePath
  if (error.keyword === 'required') {
    return { pointer: `${prefix}/${error.params.missingProperty}`, reason: 'is missing' }
  }
  if (error.keyword === 'additionalProperties') {
    const name = String(error.params.additionalProperty).slice(0, 100)
    return { pointer: `${prefix}${part === 'query' ? '' : '/'}${name}`, reason: 'is not known here' }
  }
  if (error.keyword === 'enum') {
    return { pointer: prefix, reason: `must be one of ${error.params.allowedValues.join(', ')}` }
  }
  const words = error.keyword === 'pattern' ? patternWords[String(error.params.pattern)] : undefined
  if (words !== undefined) return { pointer: prefix, reason: `must be ${words}` }
  return { pointer: prefix.slice(0, 500), reason: (error.message ?? 'is not valid').slice(0, 500) }
}
