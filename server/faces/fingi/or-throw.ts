/** Turns what is wrong with a query into the error of the face. */
import { FaceError } from './face-error.ts'
import type { QueryProblem } from './read-query.rules.ts'

export function orThrow<Value>(value: Value | QueryProblem): Value {
  if (isProblem(value)) throw new FaceError(value.code, value.message)
  return value
}

const isProblem = (value: unknown): value is QueryProblem =>
  typeof value === 'object' && value !== null && 'code' in value
