/** Schemas read as rows: types and bounds in words, nested objects, unions by name. */
import { describe, expect, it } from 'vitest'
import { Id } from '../../contracts/values.ts'
import { boundsOf } from './bounds.rules.ts'
import { rowOf, rowsOf } from './fields.rules.ts'
import type { Schema } from './open-api.ts'

const uuid = JSON.parse(JSON.stringify(Id)) as Schema
const typeOf = (schema: Schema) => rowOf('x', schema, true).type

describe('a type', () => {
  it.each<[string, Schema]>([
    ['string', { type: 'string' }],
    ['UUID', uuid],
    ['time', { type: 'string', description: 'RFC 3339, UTC, milliseconds' }],
    ['any JSON', {}],
    ['string or null', { anyOf: [{ type: 'string' }, { type: 'null' }] }],
    [
      'string, number or boolean or null',
      { anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }, { type: 'null' }] },
    ],
    ['list of strings', { type: 'array', items: { type: 'string' } }],
    ['list of UUIDs or null', { anyOf: [{ type: 'array', items: uuid }, { type: 'null' }] }],
    ['object with free names', { type: 'object', patternProperties: { '^.*$': { type: 'string' } } }],
  ])('reads as %s', (words, schema) => {
    expect(typeOf(schema)).toBe(words)
  })
})

describe('bounds', () => {
  it.each<[string, Schema]>([
    ['at most 100 characters', { minLength: 1, maxLength: 100 }],
    ['10 to 128 characters', { minLength: 10, maxLength: 128 }],
    ['exactly 32 characters', { minLength: 32, maxLength: 32 }],
    ['0 to 168', { minimum: 0, maximum: 168 }],
    ['at least 1', { minimum: 1 }],
    ['−(2^53−1) to 2^53−1', { minimum: -Number.MAX_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER }],
    ['1 to 50 entries', { minItems: 1, maxItems: 50 }],
    ['`24` when left out', { default: 24 }],
    ['matches `^#[0-9a-f]{6}$`', { pattern: '^#[0-9a-f]{6}$' }],
  ])('read as %s', (words, schema) => {
    expect(boundsOf(schema)).toEqual([words])
  })

  it('leave out patterns that are too long to read', () => {
    expect(boundsOf({ pattern: `^${'[a-z]'.repeat(20)}$` })).toEqual([])
  })

  it('of what a list holds are told as those of each entry', () => {
    const row = rowOf(
      'options',
      { type: 'array', maxItems: 3, items: { type: 'string', maxLength: 9 } },
      false,
    )
    expect(row.bounds).toEqual(['at most 3 entries', 'each at most 9 characters'])
  })
})

describe('rows', () => {
  it('know what is required, and show the fields inside objects and lists', () => {
    const page: Schema = {
      type: 'object',
      required: ['data'],
      properties: {
        data: { type: 'array', items: { type: 'object', required: ['id'], properties: { id: uuid } } },
        note: { type: 'string', description: 'Words' },
      },
    }
    expect(rowsOf(page)).toMatchObject([
      {
        name: 'data',
        type: 'list of objects',
        isRequired: true,
        children: [{ name: 'id', isRequired: true }],
      },
      { name: 'note', isRequired: false, description: 'Words', children: [] },
    ])
  })

  it('call the shapes of a union by the constant that tells them apart', () => {
    const shape = (kind: string, property: string): Schema => ({
      type: 'object',
      properties: { kind: { const: kind, type: 'string' }, [property]: { type: 'string' } },
    })
    const row = rowOf(
      'lines',
      { type: 'array', items: { anyOf: [shape('currency', 'asset'), shape('field', 'field')] } },
      true,
    )
    expect(row.type).toBe('list of objects')
    expect(row.variants.map(({ name, rows }) => [name, rows.map((each) => each.name)])).toEqual([
      ['currency', ['kind', 'asset']],
      ['field', ['kind', 'field']],
    ])
  })

  it('list the values of a closed set', () => {
    expect(rowOf('mode', { type: 'string', enum: ['gcm', 'cbc'] }, true).values).toEqual(['gcm', 'cbc'])
  })
})
