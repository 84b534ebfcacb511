/** The JSON parser agrees with JSON.parse where that is exact, and says more where it is not. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isForbiddenKey, jsonDepthMax, jsonKeyCountMax, parseJson } from './parse-json.rules.ts'

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`
const keyed = (count: number) => `{${Array.from({ length: count }, (_, at) => `"k${at}":0`).join(',')}}`
const parsed = (text: string) => {
  const reading = parseJson(text)
  return reading.ok ? reading.value : undefined
}
const problemOf = (text: string) => {
  const reading = parseJson(text)
  return reading.ok ? undefined : { at: reading.at, problem: reading.problem }
}

describe('what JSON.parse reads exactly', () => {
  it('is read to the same value, without a warning', () => {
    const plainNumber = fc.oneof(
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.constant(-0),
    )
    const plainKey = fc.string({ unit: 'binary' }).filter((key) => !isForbiddenKey(key))
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 8 },
        fc.string({ unit: 'binary' }),
        plainNumber,
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('tree'), { maxLength: 6 }),
        fc.dictionary(plainKey, tie('tree'), { maxKeys: 6, noNullPrototype: true }),
      ),
    }))
    fc.assert(
      fc.property(tree, fc.constantFrom(0, 1, '\t', ' \r\n'), (value, indent) => {
        const text = JSON.stringify(value, null, indent)
        fc.pre(!hasWideInteger(JSON.parse(text)))
        expect(parseJson(text)).toStrictEqual({ ok: true, value: JSON.parse(text), warnings: [] })
      }),
      { numRuns: 500 },
    )
  })

  it('accepts exactly the texts that JSON.parse accepts', () => {
    const fragments = [
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"',
      '\\',
      '\\u00e9',
      '\\ud800',
      '\\x',
      '1',
      '-',
      '0',
      '.5',
      'e3',
      '+',
      'true',
      'null',
      'nul',
      ' ',
      '\n',
      '\u00a0',
      '\u0007',
      '//',
    ]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...fragments), { maxLength: 12 }), (parts) => {
        const text = parts.join('')
        let isJson = true
        try {
          JSON.parse(text)
        } catch {
          isJson = false
        }
        expect(parseJson(text).ok).toBe(isJson)
      }),
      { numRuns: 5000 },
    )
  })
})

describe('numbers', () => {
  it.each([
    ['9007199254740991', 9007199254740991],
    ['9007199254740992', 9007199254740992n],
    ['-9007199254740993', -9007199254740993n],
    ['820982911946154508', 820982911946154508n],
    ['1.0', 1],
    ['1e3', 1000],
    ['-0', -0],
    ['1e-400', undefined],
    ['1e400', undefined],
    ['-1e400', undefined],
    ['01', undefined],
    ['+1', undefined],
    ['.5', undefined],
    ['NaN', undefined],
  ])('%s is read as %s', (text, value) => {
    expect(parsed(text)).toBe(value)
  })

  it('keeps every digit of any integer that a double could hold', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 300n), max: 10n ** 300n }), (integer) => {
        const value = parsed(`[${integer}]`) as [number | bigint]
        expect(BigInt(value[0])).toBe(integer)
      }),
    )
  })

  it('says where a number is too large, and does not compute on a megabyte of digits', () => {
    expect(problemOf('{"a": 1e400}')).toEqual({ at: 6, problem: 'the number 1e400 is too large' })
    expect(problemOf('9'.repeat(1_000_000))?.problem).toMatch(/^the number 9{40}… is too large$/)
  })

  it('tells a decimal that a double had to round', () => {
    expect(parseJson('0.12345678901234567891')).toEqual({
      ok: true,
      value: 0.12345678901234568,
      warnings: ['The number 0.12345678901234567891 was rounded to 0.12345678901234568'],
    })
    expect(parseJson('0.30000000000000004')).toMatchObject({ warnings: [] })
  })
})

describe('keys', () => {
  it.each(['__proto__', 'constructor', 'prototype', '\\u005f_proto__'])(
    'drops the key %s and says so',
    (key) => {
      const reading = parseJson(`{"a":1,"${key}":{"coins":1}}`)
      expect(reading).toMatchObject({ ok: true, warnings: [expect.stringContaining('was left out')] })
      expect(reading.ok && Object.keys(reading.value as object)).toEqual(['a'])
      expect(reading.ok && Object.getPrototypeOf(reading.value)).toBe(Object.prototype)
    },
  )

  it('lets the last of repeated keys count and says so', () => {
    expect(parseJson('{"coins":1,"co\\u0069ns":2}')).toEqual({
      ok: true,
      value: { coins: 2 },
      warnings: ['The key "coins" is there more than once; the last one counts'],
    })
  })

  it('takes 10,000 keys and not one more, repeated ones counted', () => {
    expect(parseJson(keyed(jsonKeyCountMax)).ok).toBe(true)
    expect(problemOf(keyed(jsonKeyCountMax + 1))?.problem).toBe('has more than 10000 keys')
    expect(problemOf(`{${'"a":0,'.repeat(jsonKeyCountMax)}"a":0}`)?.problem).toBe('has more than 10000 keys')
  })
})

describe('depth', () => {
  it('takes 64 levels and not one more', () => {
    expect(parseJson(nested(jsonDepthMax)).ok).toBe(true)
    expect(problemOf(nested(jsonDepthMax + 1))).toEqual({
      at: 64,
      problem: 'is nested deeper than 64 levels',
    })
  })

  it('survives a megabyte of opening brackets', () => {
    expect(problemOf('['.repeat(1_000_000))?.at).toBe(64)
  })
})

describe('problems', () => {
  it.each([
    ['{"a":1', 6, 'expected "," or "}"'],
    ['{"a" 1}', 5, 'expected ":" after the key'],
    ["{'a':1}", 1, 'expected a key in double quotes'],
    ['[1,]', 3, 'expected a value'],
    ['{"a":tru}', 5, 'expected a value'],
    ['"abc', 4, 'expected the end of a text in double quotes'],
    ['"a\nb"', 2, 'expected the end of a text in double quotes'],
    ['"\\q"', 1, 'expected a JSON escape after the backslash'],
    ['"\\u12"', 1, 'expected four hexadecimal digits after \\u'],
    ['1 2', 2, 'expected the end of the body'],
  ])('%j stops at %i: %s', (text, at, problem) => {
    expect(problemOf(text)).toEqual({ at, problem })
  })
})

function hasWideInteger(value: unknown): boolean {
  if (typeof value === 'number') return !/[.eE]/.test(String(value)) && !Number.isSafeInteger(value)
  return typeof value === 'object' && value !== null && Object.values(value).some(hasWideInteger)
}
