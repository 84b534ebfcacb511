/** Reads the body of a call: JSON, not too deep, and exactly the keys that the wire has. */
import { checkOf } from '../../platform/http/validation.ts'
import { Refusal } from '../../platform/refusal.ts'
import { FaceError } from './face-error.ts'
import { readQuery } from './read-query.rules.ts'
import { bodyDepthMax, MoveItems } from './wire.ts'

const checkMove = checkOf(MoveItems, 'body')

type Problems = { pointer: string; reason: string }[]

export const readMoveBody = (bytes: Buffer, queryText: string): MoveItems =>
  readBody<MoveItems>(bytes, queryText, checkMove, namedTwice)

/** `check` throws what is wrong of the shape; `more` answers what the shape alone does not tell. */
export function readBody<Body>(
  bytes: Buffer,
  queryText: string,
  check: (body: unknown) => void,
  more: (body: Body) => Problems = () => [],
): Body {
  refuseQuery(queryText)
  const body = parse(bytes)
  const shape = problemsOf(body, check)
  const details = shape.length > 0 ? shape : more(body as Body)
  if (details.length > 0) throw new FaceError('invalid_body', 'Some values are not valid.', { details })
  return body as Body
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new FaceError('invalid_json', 'The body is not JSON in UTF-8.')
  }
}

function problemsOf(body: unknown, check: (body: unknown) => void): Problems {
  if (isDeeperThan(body, bodyDepthMax))
    return [{ pointer: '', reason: `is nested deeper than ${bodyDepthMax}` }]
  try {
    check(body)
    return []
  } catch (error) {
    if (error instanceof Refusal) return (error.errors ?? []).slice(0, 100).map((each) => ({ ...each }))
    throw error
  }
}

function namedTwice({ items }: MoveItems): Problems {
  const uris = items.map(({ itemUri }) => itemUri)
  return uris.flatMap((uri, index) =>
    uris.indexOf(uri) === index ? [] : [{ pointer: `/items/${index}/itemUri`, reason: 'stands twice' }],
  )
}

/** Nothing is asked in the address here, so whatever stands there was meant for something else. */
function refuseQuery(queryText: string): void {
  const read = readQuery(queryText)
  if ('code' in read) throw new FaceError(read.code, read.message)
  const details = [...read.values.keys()].slice(0, 100).map((name) => ({
    ...{ pointer: `?${name.slice(0, 100)}`, reason: 'is not known here' },
  }))
  if (details.length > 0) throw new FaceError('invalid_body', 'No query is read here.', { details })
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((each) => isDeeperThan(each, levels - 1))
}
