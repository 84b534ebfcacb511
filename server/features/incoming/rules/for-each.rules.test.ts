/** One request about many members: which elements there are, and what paths mean inside them. */
import { describe, expect, it } from 'vitest'
import type { Mapping, MappingLine } from '../../../../contracts/mapping.ts'
import { compileMapping } from './compile-mapping.rules.ts'
import { mapPayload } from './map-payload.rules.ts'

const member: Mapping['member'] = { identifier: 'email', path: '$.player.email' }
const addCoins: MappingLine = { kind: 'currency', asset: 'coins', operator: 'add', path: '$.coins' }
const map = (mapping: Partial<Mapping>, payload: unknown) =>
  mapPayload(compileMapping({ member, lines: [addCoins], ...mapping }), payload, { fields: [] })
const failuresOf = (mapping: Partial<Mapping>, payload: unknown) => {
  const result = map(mapping, payload)
  return result.ok ? [] : result.failures
}

describe('forEach', () => {
  const players = [
    { player: { email: 'a@example.com' }, coins: 1 },
    { player: { email: 'b@example.com' }, coins: 0 },
    { player: { email: 'a@example.com' }, coins: '3' },
  ]
  const each = [
    { element: 0, identifier: { value: 'a@example.com' }, currency: [{ amount: 1n }] },
    { element: 1, identifier: { value: 'b@example.com' }, currency: [] },
    { element: 2, identifier: { value: 'a@example.com' }, currency: [{ amount: 3n }] },
  ]

  it.each([
    '$.match.players',
    '/match/players',
    '$.match.players[*]',
    "$['match'].players[0:3]",
    '$..players[*]',
  ])('takes the elements at %s, with paths relative to the element', (forEach) => {
    expect(map({ forEach }, { match: { players } })).toMatchObject({ ok: true, elements: each })
  })

  it('tells the element in warnings', () => {
    expect(map({ forEach: '$' }, players).warnings).toEqual([
      '"3" in $.coins of element 2 was read as the number 3',
    ])
  })

  it('selects elements by a filter, and counts those selected', () => {
    expect(map({ forEach: '$[?@.coins > 0]' }, players)).toMatchObject({ elements: [{ element: 0 }] })
  })

  it.each([[{}], [{ match: null }], [{ match: [] }]])('does nothing with %j', (payload) => {
    expect(map({ forEach: '$.match' }, payload)).toEqual({ ok: true, elements: [], warnings: [] })
    expect(map({ forEach: '$.match[*]' }, payload)).toEqual({ ok: true, elements: [], warnings: [] })
  })

  it('refuses what is not a list', () => {
    expect(failuresOf({ forEach: '$.match' }, { match: { a: 1 } })).toMatchObject([
      {
        reason: 'Body is not valid',
        detail: '$.match holds {"a":1}, which is an object, not a list',
        path: '$.match',
      },
    ])
  })

  it.each(['$', '$[*]'])('takes 1,000 elements at %s and not one more', (forEach) => {
    const payload = (length: number) => Array.from({ length }, () => players[0])
    const result = map({ forEach }, payload(1000))
    expect(result.ok && result.elements).toHaveLength(1000)
    expect(failuresOf({ forEach }, payload(1001))).toMatchObject([
      { reason: 'Body is not valid', detail: expect.stringContaining('more than 1000 elements') },
    ])
  })
})
