/** The table of an event's payload says what its schema says. */
import { expect, it } from 'vitest'
import { schemaFields } from './schema-fields.rules.ts'

it('each member is named with its type and what is said of it', () => {
  const schema = {
    type: 'object',
    required: ['memberId', 'at', 'amount', 'reason', 'names', 'kind', 'value'],
    properties: {
      memberId: { type: 'string', format: 'uuid' },
      at: { type: 'string', format: 'date-time' },
      amount: { type: 'integer', description: 'Never zero' },
      reason: { anyOf: [{ const: 'gone' }, { const: 'asked' }] },
      note: { anyOf: [{ type: 'string' }, { type: 'null' }] },
      names: { type: 'array', items: { type: 'string' } },
      kind: { enum: ['a', 'b'] },
      value: {},
    },
  }
  expect(schemaFields(schema).map(({ name, type, note }) => [name, type, note])).toEqual([
    ['memberId', 'id', null],
    ['at', 'time', null],
    ['amount', 'integer', 'Never zero'],
    ['reason', '"gone" or "asked"', null],
    ['note', 'string or null, not always there', null],
    ['names', 'array of string', null],
    ['kind', '"a" or "b"', null],
    ['value', 'any', null],
  ])
})

it('what is no object has no members', () => {
  expect(schemaFields(null)).toEqual([])
  expect(schemaFields({ type: 'object' })).toEqual([])
})
