/** Reads the body of a call: JSON, not too deep, and exactly the keys that the wire has. */
import type { Static, TSchema } from 'typebox'
import { checkOf } from '../../platform/http/validation.ts'
import { Refusal } from '../../platform/refusal.ts'
import { FaceError } from './face-error.ts'
import { readQuery } from './read-query.rules.ts'
import { bodyDepthMax, type Move, MoveItems, TakeItems } from './wire.ts'

interface Problem {
  pointer: string
  reason: string
}

export type ReadBody<Body> = (bytes: Buffer, queryText: string) => Body

/** `beyond`: what the schema cannot say of a body that fits it. */
export function bodyReader<Schema extends TSchema>(
  schema: Schema,
  beyond: (body: Static<Schema>) => Problem[] = () => [],
): ReadBody<Static<Schema>> {
  const check = checkOf(schema, 'body')
  return (bytes, queryText) => {
    refuseQuery(queryText)
    const body = parse(bytes)
    const errors = problemsOf(body, check)
    if (errors.length === 0) errors.push(...beyond(body as Static<Schema>))
    if (errors.length === 0) return body as Static<Schema>
    throw new FaceError('invalid_body', 'Some values are not valid.', { details: errors })
  }
}

function namedTwice({ items }: Pick<Move, 'items'>): Problem[] {
  const uris = items.map(({ itemUri }) => itemUri)
  return uris.flatMap((uri, index) =>
    uris.indexOf(uri) === index ? [] : [{ pointer: `/items/${index}/itemUri`, reason: 'stands twice' }],
  )
}

export const readMoveBody: Record<'grant' | 'take', ReadBody<Move>> = {
  grant: bodyReader(MoveItems, namedTwice),
  take: bodyReader(TakeItems, namedTwice),
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new FaceError('invalid_json', 'The body is not JSON in UTF-8.')
  }
}

function problemsOf(body: unknown, check: (value: unknown) => unknown): Problem[] {
  if (isDeeperThan(body, bodyDepthMax))
    return [{ pointer: '', reason: `is nested deeper than ${bodyDepthMax}` }]
  try {
    check(body)
  } catch (error) {
    if (error instanceof Refusal) return (error.errors ?? []).slice(0, 100).map((each) => ({ ...each }))
    throw error
  }
  return []
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
