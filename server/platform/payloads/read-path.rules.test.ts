/** Paths find what RFC 9535 and RFC 6901 say they find, and no path can keep the process busy. */
import fc from 'fast-check'
import { type JSONValue, query } from 'json-p3'
import { describe, expect, it } from 'vitest'
import { compilePath } from './compile-path.rules.ts'
import { BudgetExceeded, newBudget, nothing } from './path-steps.rules.ts'
import { type CompiledPath, readAll, readOne, several } from './read-path.rules.ts'

const compiled = (text: string): CompiledPath => {
  const compilation = compilePath(text)
  if (!compilation.ok) throw new Error(compilation.reason)
  return compilation.path
}
const one = (text: string, payload: unknown) => readOne(compiled(text), payload, newBudget())
const all = (text: string, payload: unknown) => readAll(compiled(text), payload, 1_000_000, newBudget())
const reasonOf = (text: string) => {
  const compilation = compilePath(text)
  return compilation.ok ? undefined : compilation.reason
}

describe('JSON Path', () => {
  const names = ['a', 'b', 'c', '0', 'ä']
  const scalar = fc.oneof(
    fc.constantFrom(null, true, false, 0, 1, 1.5, -1, '', 'a', 'b', 'win'),
    fc.integer(),
  )
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 5 },
      scalar,
      fc.array(tie('tree'), { maxLength: 5 }),
      fc.dictionary(fc.constantFrom(...names), tie('tree'), { maxKeys: 5, noNullPrototype: true }),
    ),
  }))
  const paths = [
    '$',
    '$.a',
    '$.a.b.c',
    "$['ä']",
    '$[0]',
    '$[-1]',
    '$.a[0].b',
    '$[-2].a',
    '$.*',
    '$[*]',
    '$.a[*].b',
    '$..a',
    '$..*',
    '$..[0]',
    '$.a..b',
    '$[0,1]',
    "$['a','b']",
    "$['a','a']",
    '$[1:3]',
    '$[::-1]',
    '$[-3:-1]',
    '$[3:0:-2]',
    '$[:2]',
    '$[5:]',
    '$[0:0]',
    '$[::0]',
    "$..['a',0]",
    '$[*][*]',
    '$..*..a',
    '$[?@.a]',
    '$[?!@.a]',
    '$[?@.a==1]',
    '$[?@.a!=@.b]',
    "$[?@=='win']",
    '$[?@>0]',
    '$[?@.a<=@.b]',
    '$[?@.a>=1 && @.b]',
    '$[?@.a==null || @.b<1.5]',
    '$[?(@.a==$.a)]',
    '$..[?@.a==@.b]',
    '$[?@.a == @.c].b',
    '$[?@[0]==true]',
    '$[?@.a[0] > @.b[-1]]',
    '$[?$.a]',
    '$[?@==@]',
    "$[?'a'<@]",
  ]

  // json-p3 takes an empty object and an empty array for equal; RFC 9535 and we do not.
  const mixesEmptyKinds = (payload: unknown) => {
    const text = JSON.stringify(payload)
    return text.includes('{}') && text.includes('[]')
  }

  it('tells an empty object from an empty array', () => {
    expect(all('$[?@.a==@.b]', [{ a: {}, b: [] }])).toEqual([])
    expect(all('$[?@.a==@.b]', [{ a: {}, b: {} }])).toEqual([{ a: {}, b: {} }])
  })

  it('finds the same values in the same order as json-p3', () => {
    fc.assert(
      fc.property(fc.constantFrom(...paths), tree, (path, payload) => {
        fc.pre(!mixesEmptyKinds(payload))
        expect(all(path, payload)).toEqual(query(path, payload as JSONValue).values())
      }),
      { numRuns: 5000 },
    )
  })

  it('gives the only value, nothing, or says that there are several', () => {
    fc.assert(
      fc.property(fc.constantFrom(...paths), tree, (path, payload) => {
        fc.pre(!mixesEmptyKinds(payload))
        const values = query(path, payload as JSONValue).values()
        expect(one(path, payload)).toEqual(
          values.length === 0 ? nothing : values.length === 1 ? values[0] : several,
        )
      }),
      { numRuns: 2000 },
    )
  })

  it('compares numbers beyond 2^53 exactly', () => {
    const payload = [
      { id: 9007199254740993n, who: 'a' },
      { id: 5, who: 'b' },
    ]
    expect(one('$[?@.id > 9007199254740992].who', payload)).toBe('a')
    expect(one('$[?@.id == 5].who', payload)).toBe('b')
  })

  it('never finds what the payload inherits', () => {
    for (const name of ['constructor', '__proto__', 'toString', 'length']) {
      expect(one(`$.${name}`, {})).toBe(nothing)
      expect(one(`$.${name}`, [])).toBe(nothing)
      expect(one(`$.${name}`, 'text')).toBe(nothing)
      expect(one(`/${name}`, [])).toBe(nothing)
    }
  })
})

describe('JSON Pointer', () => {
  const payload = {
    foo: ['bar', 'baz'],
    '': 0,
    'a/b': 1,
    'c%d': 2,
    'm~n': 8,
    '0': 'zero',
    list: [[{ x: null }]],
  }

  it.each([
    ['/foo', ['bar', 'baz']],
    ['/foo/0', 'bar'],
    ['/foo/2', nothing],
    ['/foo/00', nothing],
    ['/foo/-', nothing],
    ['/foo/length', nothing],
    ['/foo/-1', nothing],
    ['/', 0],
    ['/a~1b', 1],
    ['/c%d', 2],
    ['/m~0n', 8],
    ['/0', 'zero'],
    ['/list/0/0/x', null],
    ['/list/0/0/x/y', nothing],
  ])('%s finds %s', (pointer, value) => {
    expect(one(pointer, payload)).toEqual(value)
  })

  it('agrees with the JSON Path to the same place', () => {
    const key = fc.string({ minLength: 1 })
    fc.assert(
      fc.property(fc.array(key, { minLength: 1, maxLength: 4 }), fc.jsonValue(), (keys, leaf) => {
        const payload = keys.reduceRight((inner: unknown, name) => ({ [name]: inner }), leaf)
        const pointer = keys.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
        fc.pre(!keys.includes('__proto__'))
        expect(one(pointer, payload)).toEqual(leaf)
        expect(one(`$${keys.map((name) => `[${JSON.stringify(name)}]`).join('')}`, payload)).toEqual(leaf)
      }),
    )
  })
})

describe('what is no path', () => {
  it.each([
    'a',
    'player.email',
    '$.',
    '$a',
    '$[',
    '$.a b',
    '$[01]',
    '$[9007199254740993]',
    '/a~2',
    '/a~',
    '#/a',
    ' $.a',
  ])('%j is refused with a reason', (text) => {
    expect(reasonOf(text)).toMatch(/\w/)
  })

  it.each([
    ["$[?match(@.a, '(a+)+')]", 'functions cannot be used'],
    ["$[?search(@.a, 'x')]", 'functions cannot be used'],
    ['$[?length(@.a) > 1]', 'functions cannot be used'],
    ['$[?count(@..a) > 1]', 'functions cannot be used'],
    ['$[?@.*]', 'inside a filter, a path names one place'],
    ['$[?@..a]', 'inside a filter, a path names one place'],
    ['$[?@[?@.a]]', 'inside a filter, a path names one place'],
  ])('%s is refused: %s', (text, reason) => {
    expect(reasonOf(text)).toContain(reason)
  })

  it('never makes the compiler throw', () => {
    const fragments = [
      '$',
      '.',
      '..',
      '*',
      '[',
      ']',
      '?',
      '@',
      '(',
      ')',
      "'a'",
      'a',
      '0',
      '-1',
      ':',
      ',',
      '==',
      '&&',
      '!',
      ' ',
      'length',
      '/',
      '~0',
    ]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...fragments), { maxLength: 15 }), (parts) => {
        expect(typeof compilePath(parts.join('')).ok).toBe('boolean')
      }),
      { numRuns: 3000 },
    )
  })
})

describe('the budget', () => {
  const deep = () => {
    let tree: unknown = 'leaf'
    for (let level = 0; level < 60; level++) tree = { a: tree, b: [1, 2, 3] }
    return tree
  }

  it.each([
    '..*'.repeat(20),
    "..['a','a']".repeat(12),
    "['a','a']".repeat(50),
    '..[?@.b]'.repeat(8),
    '..[?@.b == $.b]'.repeat(8),
  ])('ends $%s, which would not end by itself', (segments) => {
    expect(() => all(`$${segments}`, deep())).toThrow(BudgetExceeded)
  })

  it('stops as soon as enough has been found', () => {
    const long = Array.from({ length: 500_000 }, (_, at) => at)
    expect(readAll(compiled('$[*]'), long, 3, newBudget(10))).toEqual([0, 1, 2])
    expect(readOne(compiled('$[*]'), long, newBudget(10))).toBe(several)
  })
})
