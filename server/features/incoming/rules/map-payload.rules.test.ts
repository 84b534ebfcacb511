/** A mapping over a payload: what it changes, what it warns of, and everything that stops it. */
import { describe, expect, it } from 'vitest'
import type { Mapping, MappingLine } from '../../../../contracts/mapping.ts'
import { compileMapping } from './compile-mapping.rules.ts'
import type { MappedField } from './map-lines.rules.ts'
import { mapPayload } from './map-payload.rules.ts'

const fields: MappedField[] = [
  { key: 'level', type: 'numerical' },
  { key: 'rank', type: 'select', options: ['Bronze', 'Silver', 'Gold'] },
  { key: 'motto', type: 'single-line-text' },
]
const member: Mapping['member'] = { identifier: 'email', path: '$.player.email' }
const addCoins: MappingLine = { kind: 'currency', asset: 'coins', operator: 'add', path: '$.coins' }
const player = { email: ' Ada@Example.com ' }
const ada = { kind: 'email', value: 'ada@example.com', original: ' Ada@Example.com ' }

const map = (mapping: Partial<Mapping>, payload: unknown) =>
  mapPayload(compileMapping({ member, lines: [addCoins], ...mapping }), payload, { fields })

const coinsOf = (coins: unknown, line: Partial<MappingLine> = {}) =>
  map({ lines: [{ ...addCoins, ...line } as MappingLine] }, { player, coins })

const failuresOf = (mapping: Partial<Mapping>, payload: unknown) => {
  const result = map(mapping, payload)
  return result.ok ? [] : result.failures
}

describe('the mapping of the documentation', () => {
  it('gives the member, the signed amounts and the field changes, each with its line', () => {
    const lines: MappingLine[] = [
      { kind: 'currency', asset: 'coins', operator: 'add', path: '$.reward.coins' },
      { kind: 'currency', asset: 'xp', operator: 'subtract', value: 5 },
      { kind: 'field', field: 'level', operator: 'set', path: '/player/level' },
      { kind: 'field', field: 'rank', operator: 'set', value: 'Gold' },
    ]
    const payload = { player: { ...player, level: 12 }, reward: { coins: 50 } }
    expect(map({ lines, forEach: null, dedupe: { header: 'x-event-id' } }, payload)).toEqual({
      ok: true,
      elements: [
        {
          element: null,
          identifier: ada,
          currency: [
            { asset: 'coins', amount: 50n, line: 0 },
            { asset: 'xp', amount: -5n, line: 1 },
          ],
          fields: [
            { field: 'level', operator: 'set', value: 12, line: 2 },
            { field: 'rank', operator: 'set', value: 'Gold', line: 3 },
          ],
        },
      ],
      warnings: [],
    })
  })
})

describe('failures', () => {
  it('say reason, place, value and line, in words an owner understands', () => {
    expect(failuresOf({}, { player, coins: 'fifty' })).toEqual([
      {
        reason: 'Value does not fit the field',
        detail: '$.coins holds "fifty", which is not a number',
        path: '$.coins',
        value: 'fifty',
        line: 0,
        element: null,
      },
    ])
    expect(failuresOf({}, { player, coins: -3 })).toMatchObject([
      { detail: '$.coins holds -3, which is negative; to take something away, use subtract', value: '-3' },
    ])
    expect(failuresOf({}, { player })).toMatchObject([
      { detail: '$.coins is not in the payload', value: null },
    ])
  })

  it('are collected over all lines and elements, the first one being the reason', () => {
    const lines: MappingLine[] = [
      addCoins,
      { kind: 'field', field: 'level', operator: 'add', path: '$.level' },
      { kind: 'field', field: 'rank', operator: 'set', path: '$.rank' },
    ]
    const payload = [
      { player, coins: 5, level: 1, rank: 'Gold' },
      { coins: 0.5, level: 'high', rank: 'gold' },
      { player, coins: 5, level: 1, rank: 'Iron' },
    ]
    const failures = failuresOf({ lines, forEach: '$' }, payload)
    expect(failures.map(({ reason, element, line }) => [reason, element, line])).toEqual([
      ['User field missing in payload', 1, null],
      ['Value does not fit the field', 1, 0],
      ['Value does not fit the field', 1, 1],
      ['Value does not fit the field', 2, 2],
    ])
    expect(failures[3]?.detail).toBe(
      '$.rank of element 2 holds "Iron", and does not fit the field rank: "Iron" is not one of the options Bronze, Silver, Gold',
    )
  })

  it('cut the value that was found to 300 characters that can be stored', () => {
    const [failure] = failuresOf({}, { player, coins: `\u0000${'x'.repeat(1000)}` })
    expect(failure?.value).toHaveLength(300)
    expect(failure?.value?.startsWith('\ufffdxxx')).toBe(true)
  })

  it('end at a thousand', () => {
    const payload = Array.from({ length: 1000 }, () => ({}))
    expect(failuresOf({ forEach: '$' }, payload)).toHaveLength(1000)
  })

  it.each([
    [{ player: {} }, '$.player.email is not in the payload'],
    [{ player: { email: null } }, '$.player.email holds null, which is null, not text'],
    [{ player: { email: ' ' } }, '$.player.email holds " ", which is empty'],
    [{ player: { email: ['a'] } }, '$.player.email holds ["a"], which is a list, not text'],
    ['text', '$.player.email is not in the payload'],
    [[], '$.player.email is not in the payload'],
  ])('say of %j that the user field is missing', (payload, detail) => {
    expect(
      failuresOf({ lines: [{ ...addCoins, path: undefined, value: 1 } as unknown as MappingLine] }, payload),
    ).toMatchObject([{ reason: 'User field missing in payload', detail, line: null }])
  })

  it('say that nobody can be found by a text no member can have', () => {
    for (const email of ['x'.repeat(300), 'a\u0000b']) {
      expect(failuresOf({}, { player: { email }, coins: 1 })[0]?.reason).toBe('User not found')
    }
  })

  it('name a path that matches several values', () => {
    const lines: MappingLine[] = [{ ...addCoins, path: '$..coins' } as MappingLine]
    expect(failuresOf({ lines }, { player, coins: 1, more: { coins: 2 } })).toMatchObject([
      {
        reason: 'Value does not fit the field',
        detail: '$..coins matches more than one value; a line takes one',
      },
    ])
    expect(
      failuresOf({ member: { identifier: 'email', path: '$..email' } }, { a: player, b: player, coins: 1 }),
    ).toMatchObject([
      {
        reason: 'User field missing in payload',
        detail: '$..email matches more than one value; one member is needed',
      },
    ])
  })

  it('name a field that was deleted once, not for each element', () => {
    const lines: MappingLine[] = [
      { kind: 'field', field: 'gone', operator: 'set', path: '$.x', optional: true },
    ]
    expect(failuresOf({ lines, forEach: '$' }, [{ player }, { player }])).toMatchObject([
      { reason: 'Field was deleted', detail: 'There is no field gone any more', line: 0, element: null },
    ])
  })

  it('name what is wrong with a mapping that was never checked', () => {
    const lines = [
      { ...addCoins, path: 'coins' },
      { ...addCoins, value: 5 },
      { kind: 'currency', asset: 'xp', operator: 'add' },
    ]
    expect(failuresOf({ lines: lines as MappingLine[] }, { player })).toMatchObject([
      { reason: 'Mapping is incomplete', path: 'coins', line: 0 },
      { reason: 'Mapping is incomplete', line: 1 },
      { reason: 'Mapping is incomplete', line: 2 },
    ])
  })

  it('refuse a payload whose paths take too many steps', () => {
    let deep: unknown = 1
    for (let level = 0; level < 60; level++) deep = { a: deep, b: 1 }
    const lines: MappingLine[] = [{ ...addCoins, path: `$${'..*'.repeat(15)}.z` } as MappingLine]
    expect(failuresOf({ lines }, { player, deep })).toMatchObject([{ reason: 'Mapping is incomplete' }])
  })
})

describe('lines', () => {
  it('that are optional are left out when the value is missing or null, and fail when it is wrong', () => {
    const optional = { optional: true }
    expect(map({ lines: [{ ...addCoins, ...optional }] }, { player })).toMatchObject({
      ok: true,
      elements: [{ currency: [], fields: [] }],
      warnings: [],
    })
    expect(coinsOf(null, optional)).toMatchObject({ ok: true, elements: [{ currency: [] }] })
    expect(coinsOf('x', optional).ok).toBe(false)
  })

  it('set a field to null to clear it, but add nothing that is null', () => {
    const line = (operator: 'set' | 'add'): MappingLine[] => [
      { kind: 'field', field: 'level', operator, path: '$.level' },
    ]
    expect(map({ lines: line('set') }, { player, level: null })).toMatchObject({
      elements: [{ fields: [{ value: null }] }],
    })
    expect(failuresOf({ lines: line('add') }, { player, level: null })).toMatchObject([
      { reason: 'Value missing in payload', detail: '$.level is null' },
    ])
  })

  it('add to numerical fields only, even if the field changed after the mapping was saved', () => {
    const lines: MappingLine[] = [{ kind: 'field', field: 'motto', operator: 'add', path: '$.n' }]
    expect(failuresOf({ lines }, { player, n: 1 })).toMatchObject([
      { reason: 'Value does not fit the field', line: 0 },
    ])
  })

  it('take what is inherited for missing', () => {
    const lines: MappingLine[] = [{ kind: 'field', field: 'motto', operator: 'set', path: '$.constructor' }]
    expect(failuresOf({ lines }, { player })).toMatchObject([{ reason: 'Value missing in payload' }])
  })
})

describe('an empty body', () => {
  it('has nothing to do', () => {
    expect(map({}, null)).toEqual({ ok: true, elements: [], warnings: [] })
  })
})
