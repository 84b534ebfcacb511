/** Reads the query of a call as the face answers for it: what is missing, wrong or unknown is thrown in its words. */
import { FaceError } from './face-error.ts'
import { type QueryProblem, readQuery } from './read-query.rules.ts'

export function orThrow<Value>(value: Value | QueryProblem): Value {
  if (isProblem(value)) throw new FaceError(value.code, value.message)
  return value
}

/** Only these parameters, each at most once. */
export function readClosedQuery(queryText: string, known: readonly string[]): ReadonlyMap<string, string> {
  const { values } = orThrow(readQuery(queryText))
  const details = [...values.keys()]
    .filter((name) => !known.includes(name))
    .slice(0, 100)
    .map((name) => ({ pointer: `?${name.slice(0, 100)}`, reason: 'is not known here' }))
  if (details.length > 0) throw new FaceError('invalid_body', 'Some parameters are not known.', { details })
  return values
}

const isProblem = (value: unknown): value is QueryProblem =>
  typeof value === 'object' && value !== null && 'code' in value
