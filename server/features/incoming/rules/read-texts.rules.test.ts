/** JSON inside of texts: where it is read, what stays, and how it fails. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compilePath } from '../../../platform/payloads/compile-path.rules.ts'
import { parseJson } from './parse-json.rules.ts'
import { readTexts } from './read-texts.rules.ts'

function read(paths: readonly string[], payload: unknown) {
  const compiled = paths.map((text) => {
    const compilation = compilePath(text)
    if (!compilation.ok) throw new Error(`${text} does not compile`)
    return compilation.path
  })
  return readTexts(compiled, payload)
}

describe('a text that is JSON', () => {
  it.each([
    [['$.payload'], { id: 1, payload: '{"coins": 5}' }, { id: 1, payload: { coins: 5 } }],
    [['/a/0'], { a: ['[1]', '[2]'] }, { a: [[1], '[2]'] }],
    [['$.a[-1]'], { a: ['[1]', '[2]'] }, { a: ['[1]', [2]] }],
    [
      ['$.Records[*].body'],
      { Records: [{ body: '{}' }, { body: '7' }] },
      { Records: [{ body: {} }, { body: 7 }] },
    ],
    [['$.outer', '$.outer.inner'], { outer: '{"inner": "[true]"}' }, { outer: { inner: [true] } }],
    [['$'], '{"coins": 5}', { coins: 5 }],
    [['$.*'], { a: '1', b: 'null' }, { a: 1, b: null }],
  ])('at %j is read where it stands', (paths, payload, expected) => {
    expect(read(paths, payload)).toEqual({ ok: true, payload: expected, warnings: [] })
  })

  it('keeps whole numbers beyond 2^53-1, and tells of keys that are there twice', () => {
    expect(read(['$.p'], { p: '{"a": 1, "a": 9007199254740993}' })).toEqual({
      ok: true,
      payload: { p: { a: 9007199254740993n } },
      warnings: ['The key "a" is there more than once; the last one counts'],
    })
  })

  it.each([{}, { payload: null }, { payload: { coins: 5 } }, { payload: 5 }, [], null, 'text'])(
    'is not looked for in %j, which stays as it is',
    (payload) => expect(read(['$.payload'], payload)).toEqual({ ok: true, payload, warnings: [] }),
  )
})

describe('what is not JSON', () => {
  it.each([
    ['{"coins": }', 'line 1, column 11: expected a value'],
    ['', 'line 1, column 1: expected a value'],
    ['{"a":1}\n x', 'line 2, column 2: expected the end of the body'],
  ])('%j fails with its path and place', (text, place) => {
    expect(read(['$.payload'], { payload: text })).toMatchObject({
      ok: false,
      failure: {
        reason: 'Body is not valid',
        detail: `$.payload holds text that is not valid JSON: ${place}`,
        path: '$.payload',
      },
    })
  })

  it('counts the depth of the place and the keys of all texts', () => {
    const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`
    expect(read(['$.p'], { p: nested(63) }).ok).toBe(true)
    expect(read(['$.p'], { p: nested(64) })).toMatchObject({
      failure: { detail: expect.stringContaining('nested deeper than 64 levels') },
    })
    const keys = (count: number) =>
      JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, at) => [at, 0])))
    expect(read(['$[*]'], [keys(6000), keys(4000)]).ok).toBe(true)
    expect(read(['$[*]'], [keys(6000), keys(4001)])).toMatchObject({
      failure: { detail: expect.stringContaining('more than 10000 keys') },
    })
  })
})

it('a text is read as a body would be, wherever it stands, and what was given is not changed', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), fc.jsonValue({ maxDepth: 1 }), (inner, beside) => {
      const text = JSON.stringify(inner)
      const payload = { list: [{ text, beside }] }
      const before = structuredClone(payload)
      const alone = parseJson(text)
      expect(read(['$.list[*].text'], payload)).toMatchObject(
        alone.ok ? { ok: true, payload: { list: [{ text: alone.value, beside }] } } : { ok: false },
      )
      expect(payload).toEqual(before)
    }),
  )
})
