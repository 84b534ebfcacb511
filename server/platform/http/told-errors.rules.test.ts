/** What a caller is told of a body that is not as the contract has it. */
import Type from 'typebox'
import { describe, expect, it } from 'vitest'
import { Id, line, nullable, oneOf } from '../../../contracts/values.ts'
import { Refusal } from '../refusal.ts'
import { checkOf } from './validation.ts'

const closed = { additionalProperties: false }
const Amount = Type.Integer({ minimum: 1 })
const Line = Type.Union([
  Type.Object({ kind: Type.Literal('currency'), asset: Type.String(), operator: oneOf(['add']) }, closed),
  Type.Object({ kind: Type.Literal('field'), field: Type.String(), operator: oneOf(['set', 'add']) }, closed),
])
const Body = Type.Object(
  {
    name: Type.Optional(line(10)),
    id: Type.Optional(Id),
    forEach: Type.Optional(nullable(Type.String())),
    key: Type.Optional(nullable(Type.Object({ mode: oneOf(['gcm']), rounds: nullable(Amount) }, closed))),
    lines: Type.Optional(Type.Array(Line)),
  },
  closed,
)
const check = checkOf(Body, 'body')

function told(body: unknown): string[] {
  try {
    check(body)
  } catch (error) {
    if (error instanceof Refusal)
      return (error.errors ?? []).map(({ pointer, reason }) => `${pointer} ${reason}`)
    throw error
  }
  return []
}

describe('an error is told', () => {
  it('once for each place', () => {
    expect(told({ name: '' })).toEqual(['/name must NOT have fewer than 1 characters'])
  })

  it('with both types where a value may have one of two', () => {
    expect(told({ forEach: 5, key: 5 })).toEqual([
      '/forEach must be string or null',
      '/key must be object or null',
    ])
  })

  it('of what a value was meant to be, not of what it was not', () => {
    expect(told({ key: { mode: 'cbc', rounds: 0 } })).toEqual([
      '/key/mode must be one of gcm',
      '/key/rounds must be >= 1',
    ])
  })

  it('of the shape that a value names', () => {
    const lines = [
      { kind: 'currency', asset: 'coins', operator: 'plus' },
      { kind: 'field', field: 'level', operator: 'overwrite' },
    ]
    expect(told({ lines })).toEqual([
      '/lines/0/operator must be one of add',
      '/lines/1/operator must be one of set, add',
    ])
  })

  it('with the names of all shapes where it names none of them', () => {
    expect(told({ lines: [{ kind: 'money', asset: 'coins', operator: 'add' }] })).toEqual([
      '/lines/0/kind must be one of currency, field',
    ])
    expect(told({ lines: [{ asset: 'coins', operator: 'add' }] })).toEqual(['/lines/0/kind is missing'])
  })

  it('in words where a pattern would say nothing', () => {
    expect(told({ id: 'me' })).toEqual(['/id must be an id (a UUID in lower case)'])
  })
})
