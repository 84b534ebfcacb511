/** Checks requests against the contract; every problem is named with a JSON pointer. */
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import formats from 'ajv-formats'
import type { TSchema } from 'typebox'
import { Refusal, type RefusedValue } from '../refusal.ts'

const base = {
  allErrors: true,
  strict: false,
  useDefaults: true,
  removeAdditional: false,
  validateFormats: true,
} as const
const exact = new Ajv({ ...base, coerceTypes: false })
/** Queries and paths are text, so numbers and booleans are read from it. */
const fromText = new Ajv({ ...base, coerceTypes: true })
formats.default(exact, ['date-time'])
formats.default(fromText, ['date-time'])

export type Check = (value: unknown) => void

export function checkOf(schema: TSchema, part: 'params' | 'query' | 'body'): Check {
  const validate: ValidateFunction = (part === 'body' ? exact : fromText).compile(schema)
  return (value) => {
    if (validate(value)) return
    const errors = (validate.errors ?? []).map((error) => refusedValue(error, part))
    // A path that cannot be an id addresses nothing.
    if (part === 'params') throw new Refusal('not_found')
    const [first] = errors
    throw new Refusal('validation_failed', {
      detail: first ? `${first.pointer || 'The body'} ${first.reason}` : 'Some values are not valid',
      errors,
    })
  }
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
  return { pointer: prefix.slice(0, 500), reason: (error.message ?? 'is not valid').slice(0, 500) }
}
