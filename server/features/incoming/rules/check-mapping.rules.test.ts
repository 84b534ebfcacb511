/** A mapping is judged before it is saved; each problem points at its place. */
import { describe, expect, it } from 'vitest'
import type { Mapping, MappingLine } from '../../../../contracts/mapping.ts'
import { checkMapping } from './check-mapping.rules.ts'
import { compileMapping } from './compile-mapping.rules.ts'

const targets = {
  assets: ['xp', 'coins'],
  fields: [
    { key: 'level', type: 'numerical' as const },
    { key: 'rank', type: 'select' as const, options: ['Bronze', 'Gold'] },
    { key: 'seen', type: 'date' as const },
  ],
}
const sound: Mapping = {
  member: { identifier: 'email', path: '$.player.email' },
  lines: [
    { kind: 'currency', asset: 'coins', operator: 'add', path: '$.reward.coins' },
    { kind: 'currency', asset: 'xp', operator: 'subtract', value: 5 },
    { kind: 'field', field: 'level', operator: 'add', path: '/player/level', optional: true },
    { kind: 'field', field: 'level', operator: 'add', value: '1.5' },
    { kind: 'field', field: 'rank', operator: 'set', value: 'Gold' },
    { kind: 'field', field: 'seen', operator: 'set', value: null },
  ],
  forEach: '$.match.players',
  dedupe: { header: 'x-event-id' },
  memberNotFound: 'fail',
}
const problemsOf = (change: Partial<Mapping>) => checkMapping({ ...sound, ...change }, targets)
const line = (change: object): Partial<Mapping> => ({
  lines: [
    { kind: 'currency', asset: 'coins', operator: 'add', path: '$.coins' } as MappingLine,
    change as MappingLine,
  ],
})
const field = { kind: 'field', field: 'level', operator: 'set' }
const currency = { kind: 'currency', asset: 'coins', operator: 'add' }

describe('a sound mapping', () => {
  it('has no problems, and compiles without any', () => {
    expect(problemsOf({})).toEqual([])
    expect(compileMapping(sound).problems).toEqual([])
  })

  it.each([
    { forEach: null },
    { dedupe: null },
    { dedupe: { path: '$.id' } },
    { forEach: '$.match.players[*]' },
    { parse: ['$.payload', '/payload/inner', '$.Records[*].body', '$'] },
    {
      bounds: [
        { asset: 'xp', addMax: 1 },
        { asset: 'coins', subtractMax: 5, addPerDayMax: 100 },
      ],
    },
    { member: { identifier: 'username' as const, path: "$.people[?@.role == 'buyer'].name" } },
  ])('may have %j', (change) => {
    expect(problemsOf(change)).toEqual([])
  })
})

describe('problems', () => {
  it.each([
    [
      'a member path that does not parse',
      { member: { identifier: 'email', path: 'player.email' } },
      '/member/path',
    ],
    ['a forEach that does not parse', { forEach: '$.players[' }, '/forEach'],
    ['a dedupe path that does not parse', { dedupe: { path: '$id' } }, '/dedupe/path'],
    ['a dedupe with neither header nor path', { dedupe: {} }, '/dedupe'],
    ['a dedupe with both header and path', { dedupe: { header: 'x-id', path: '$.id' } }, '/dedupe'],
    ['a line path that does not parse', line({ ...currency, path: '$.' }), '/lines/1/path'],
    ['a line path with a function', line({ ...currency, path: "$[?match(@.a,'b')].c" }), '/lines/1/path'],
    ['a line with neither path nor value', line(currency), '/lines/1'],
    ['a line with path and value', line({ ...currency, path: '$.a', value: 1 }), '/lines/1'],
    ['a field line with a path and null', line({ ...field, path: '$.a', value: null }), '/lines/1'],
    ['an unknown asset', line({ ...currency, asset: 'gold', path: '$.a' }), '/lines/1/asset'],
    ['an amount of 0', line({ ...currency, value: 0 }), '/lines/1/value'],
    ['a fraction as amount', line({ ...currency, value: 1.5 }), '/lines/1/value'],
    ['an unknown field', line({ ...field, field: 'gone', path: '$.a' }), '/lines/1/field'],
    [
      'add on a field that is not numerical',
      line({ ...field, field: 'rank', operator: 'add', path: '$.a' }),
      '/lines/1/operator',
    ],
    [
      'subtract on a date',
      line({ ...field, field: 'seen', operator: 'subtract', value: 1 }),
      '/lines/1/operator',
    ],
    ['a constant that is no option', line({ ...field, field: 'rank', value: 'Iron' }), '/lines/1/value'],
    ['a constant that is no date', line({ ...field, field: 'seen', value: 'soon' }), '/lines/1/value'],
    ['a constant that is no number', line({ ...field, value: 'ten' }), '/lines/1/value'],
    [
      'a condition path that does not parse',
      { when: [{ path: 'a', is: 'exists' as const }] },
      '/when/0/path',
    ],
    ['exists with a value', { when: [{ path: '$.a', is: 'exists' as const, value: 1 }] }, '/when/0/value'],
    ['in without a list', { when: [{ path: '$.a', is: 'in' as const, value: 1 }] }, '/when/0/value'],
    ['equal without a value', { when: [{ path: '$.a', is: 'equal' as const }] }, '/when/0/value'],
    [
      'greater than a text',
      line({ ...field, path: '$.a', when: [{ path: '$.b', is: 'greater', value: '1' }] }),
      '/lines/1/when/0/value',
    ],
    [
      'a default of an optional line',
      line({ ...field, path: '$.a', optional: true, default: 1 }),
      '/lines/1/default',
    ],
    ['a default of a constant', line({ ...field, value: 1, default: 1 }), '/lines/1/default'],
    [
      'a default that does not fit its field',
      line({ ...field, path: '$.a', default: 'ten' }),
      '/lines/1/default',
    ],
    ['a default amount of 0', line({ ...currency, path: '$.a', default: 0 }), '/lines/1/default'],
    ['a text path that does not parse', { parse: ['$.a', 'b'] }, '/parse/1'],
    ['a text path with a filter', { parse: ['$.a[?@.b]'] }, '/parse/0'],
    ['a text path that searches', { parse: ['$..a'] }, '/parse/0'],
    ['a bound without an amount', { bounds: [{ asset: 'xp' }] }, '/bounds/0'],
    ['a bound of an unknown asset', { bounds: [{ asset: 'gold', addMax: 1 }] }, '/bounds/0/asset'],
    [
      'two bounds of one asset',
      {
        bounds: [
          { asset: 'xp', addMax: 1 },
          { asset: 'xp', subtractMax: 1 },
        ],
      },
      '/bounds/1/asset',
    ],
    ['a bound of 0', { bounds: [{ asset: 'xp', addPerDayMax: 0 }] }, '/bounds/0/addPerDayMax'],
    ['null to add', line({ ...field, operator: 'add', value: null }), '/lines/1/value'],
  ] as [string, Partial<Mapping>, string][])('%s', (_, change, pointer) => {
    expect(problemsOf(change)).toEqual([{ pointer, reason: expect.stringMatching(/\w/) }])
  })

  it('are all told, up to a hundred, within the length that an answer can hold', () => {
    const lines = Array.from(
      { length: 200 },
      (): MappingLine => ({ ...addGold, path: `$.${'['.repeat(490)}` }),
    )
    const problems = problemsOf({ lines, member: { identifier: 'email', path: 'x' } })
    expect(problems).toHaveLength(100)
    expect(problems.every(({ reason }) => reason.length <= 500)).toBe(true)
  })
})

const addGold: MappingLine = { kind: 'currency', asset: 'gold', operator: 'add' }
