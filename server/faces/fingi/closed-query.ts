/** Reads a query in which every name is known: each at most once, and nothing else. */
import { FaceError } from './face-error.ts'
import { orThrow } from './or-throw.ts'
import { readQuery } from './read-query.rules.ts'

export function readClosedQuery(queryText: string, known: readonly string[]): ReadonlyMap<string, string> {
  const { values } = orThrow(readQuery(queryText))
  const details = [...values.keys()]
    .filter((name) => !known.includes(name))
    .slice(0, 100)
    .map((name) => ({ pointer: `?${name.slice(0, 100)}`, reason: 'is not known here' }))
  if (details.length > 0) throw new FaceError('invalid_body', 'Some parameters are not known.', { details })
  return values
}
