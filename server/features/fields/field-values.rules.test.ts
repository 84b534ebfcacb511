/** What fits each type of field, what it becomes there, and what is said about it. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type FieldType, fieldTypes } from '../../../contracts/fields.ts'
import { changeFieldValue, type FieldShape, fitFieldValue } from './field-values.rules.ts'

const ranks: FieldShape = { type: 'select', options: ['Bronze', 'Silver', 'Gold'] }
const fitted = (type: FieldType | FieldShape, value: unknown) =>
  fitFieldValue(typeof type === 'string' ? { type } : type, value)

describe('what fits as it is', () => {
  it.each([
    ['single-line-text', 'Ada', 'Ada'],
    ['single-line-text', '', ''],
    ['multi-line-text', 'a\r\n\tb', 'a\r\n\tb'],
    ['numerical', -1.5, -1.5],
    ['numerical', 9007199254740993n, '9007199254740993'],
    ['boolean', false, false],
    ['date', '2026-02-28', '2026-02-28'],
    ['date', '2026-11-23T17:30:00Z', '2026-11-23T17:30:00.000Z'],
    ['date', '2026-11-23t17:30:00.123456+02:00', '2026-11-23T15:30:00.123Z'],
    ['date', '2026-11-23 17:30:00 UTC', '2026-11-23T17:30:00.000Z'],
    ['date', '2026-11-23T00:30:00-0530', '2026-11-23T06:00:00.000Z'],
    [ranks, 'Gold', 'Gold'],
  ])('%o takes %o', (type, value, kept) => {
    expect(fitted(type as FieldType, value)).toEqual({ ok: true, value: kept })
  })

  it.each(fieldTypes)('null clears a field of type %s', (type) => {
    expect(fitted(type, null)).toEqual({ ok: true, value: null })
  })
})

describe('what is coerced, with a warning', () => {
  it.each([
    ['numerical', '50', 50, '"50" was read as the number 50'],
    ['numerical', ' 0.10 ', 0.1, '" 0.10 " was read as the number 0.1'],
    [
      'numerical',
      '9007199254740993',
      '9007199254740993',
      '"9007199254740993" was read as the number 9007199254740993',
    ],
    ['single-line-text', 7, '7', '7 was read as the text "7"'],
    [
      'single-line-text',
      820982911946154508n,
      '820982911946154508',
      '820982911946154508 was read as the text "820982911946154508"',
    ],
    ['multi-line-text', true, 'true', 'true was read as the text "true"'],
    ['boolean', 'TRUE', true, '"TRUE" was read as true'],
    [
      'date',
      1763919000,
      '2025-11-23T17:30:00.000Z',
      '1763919000 was read as the date 2025-11-23T17:30:00.000Z',
    ],
    [
      'date',
      1763919000123,
      '2025-11-23T17:30:00.123Z',
      '1763919000123 was read as the date 2025-11-23T17:30:00.123Z',
    ],
    [
      'date',
      '2026-11-23T17:30',
      '2026-11-23T17:30:00.000Z',
      '"2026-11-23T17:30" was read as the date 2026-11-23T17:30:00.000Z',
    ],
    [ranks, ' gold', 'Gold', '" gold" was read as the option Gold'],
  ])('%o reads %o as %o', (type, value, kept, warning) => {
    expect(fitted(type as FieldType, value)).toMatchObject({ ok: true, value: kept, warning })
  })
})

describe('what does not fit', () => {
  it.each([
    ['single-line-text', 'a\nb', '"a\\nb" has a line break, which a field of one line cannot hold'],
    ['single-line-text', { a: [1] }, '{"a":[1]} is an object, not text'],
    ['multi-line-text', [], '[] is a list, not text'],
    ['multi-line-text', 'a\u0000b', '"a\\u0000b" has characters that are not text'],
    ['multi-line-text', 'a\ud800b', '"a\\ud800b" has characters that are not text'],
    ['numerical', 'fifty', '"fifty" is not a number'],
    ['numerical', '', '"" is not a number'],
    ['numerical', '1,000', '"1,000" is not a number'],
    ['numerical', true, 'true is not a number'],
    ['numerical', 1e300, '1e+300 has too many digits'],
    ['boolean', 1, '1 is neither true nor false'],
    ['boolean', 'yes', '"yes" is neither true nor false'],
    ['date', '2026-02-29', '"2026-02-29" is not a date such as 2026-11-23 or 2026-11-23T17:30:00Z'],
    ['date', '23.11.2026', '"23.11.2026" is not a date such as 2026-11-23 or 2026-11-23T17:30:00Z'],
    [
      'date',
      '2026-11-23T24:00:00Z',
      '"2026-11-23T24:00:00Z" is not a date such as 2026-11-23 or 2026-11-23T17:30:00Z',
    ],
    ['date', 5, '5 is not a date such as 2026-11-23 or 2026-11-23T17:30:00Z'],
    [ranks, 'Platinum', '"Platinum" is not one of the options Bronze, Silver, Gold'],
    [ranks, {}, '{} is not one of the options'],
  ])('%o refuses %o', (type, value, detail) => {
    expect(fitted(type as FieldType, value)).toEqual({ ok: false, detail })
  })

  it('refuses text beyond 4,000 characters, and shows only its beginning', () => {
    const result = fitted('multi-line-text', 'x'.repeat(4001))
    expect(result.ok).toBe(false)
    expect(!result.ok && result.detail.length).toBeLessThan(200)
  })
})

describe('any value at all', () => {
  it('gives something that can be stored, and fits again as it is', () => {
    const value = fc.oneof(fc.jsonValue(), fc.bigInt(), fc.string({ unit: 'binary' }), fc.constant(undefined))
    fc.assert(
      fc.property(fc.constantFrom(...fieldTypes), value, (type, found) => {
        const shape = { type, options: ['true', 'a'] }
        const result = fitFieldValue(shape, found)
        if (!result.ok) {
          expect(result.detail).not.toContain('\u0000')
          return
        }
        expect(String(result.value)).not.toContain('\u0000')
        expect(['string', 'number', 'boolean', 'object']).toContain(typeof result.value)
        const again = fitFieldValue(shape, result.value)
        expect(again).toMatchObject({ ok: true, value: result.value })
      }),
      { numRuns: 2000 },
    )
  })
})

describe('changes', () => {
  it('set replaces, add and subtract count exactly, and an empty field counts as 0', () => {
    expect(changeFieldValue('old', 'set', 'new')).toEqual({ ok: true, value: 'new' })
    expect(changeFieldValue(5, 'set', null)).toEqual({ ok: true, value: null })
    expect(changeFieldValue(0.1, 'add', 0.2)).toEqual({ ok: true, value: 0.3 })
    expect(changeFieldValue(null, 'subtract', 3)).toEqual({ ok: true, value: -3 })
    expect(changeFieldValue('9007199254740993', 'add', 1)).toEqual({ ok: true, value: '9007199254740994' })
  })

  it('are refused when there is nothing to count with, or no room for the result', () => {
    expect(changeFieldValue('ten', 'add', 1)).toMatchObject({ ok: false })
    expect(changeFieldValue(1, 'add', null)).toMatchObject({ ok: false })
    expect(changeFieldValue(1, 'add', true)).toMatchObject({ ok: false })
    expect(changeFieldValue('9'.repeat(40), 'add', 1)).toEqual({
      ok: false,
      detail: 'The result has too many digits',
    })
  })
})
