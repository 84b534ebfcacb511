/** What calls that list something read of their query; refused in the words of the face. */
import { idPattern } from '../../../contracts/values.ts'
import { FaceError } from './face-error.ts'

const limitDefault = 50
const limitMax = 200

export function readLimit(values: ReadonlyMap<string, string>): number {
  const text = values.get('limit') ?? String(limitDefault)
  const limit = /^[1-9]\d{0,2}$/.test(text) ? Number(text) : 0
  if (limit >= 1 && limit <= limitMax) return limit
  throw new FaceError('invalid_parameter', `limit is 1 to ${limitMax}.`)
}

export function readAfter(values: ReadonlyMap<string, string>): string | null {
  const after = values.get('after')
  if (after === undefined) return null
  if (new RegExp(`^${idPattern}$`).test(after)) return after
  throw new FaceError('invalid_parameter', 'after is the next of the answer before.')
}
