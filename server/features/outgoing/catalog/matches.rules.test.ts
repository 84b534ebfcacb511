/** What an endpoint wants: types by their patterns, and payloads by its conditions. */
import { describe, expect, it } from 'vitest'
import type { Condition } from '../../../../contracts/conditions.ts'
import { matchesType, wantsEvent } from './matches.rules.ts'

it('a type is wanted by its name, by its noun, or by all', () => {
  expect(matchesType(['member.joined'], 'member.joined')).toBe(true)
  expect(matchesType(['member.*'], 'member.joined')).toBe(true)
  expect(matchesType(['*'], 'member.joined')).toBe(true)
  expect(matchesType(['member.left', 'currency.*'], 'member.joined')).toBe(false)
  expect(matchesType(['mem.*'], 'member.joined')).toBe(false)
})

describe('a filter', () => {
  const wants = (filter: Condition[] | null, payload: unknown) =>
    wantsEvent({ event_types: ['*'], filter }, { type: 'currency.changed', payload })
  const coins: Condition = { path: '$.asset', is: 'equal', value: 'coins' }
  const much: Condition = { path: '$.amount', is: 'greater', value: 100 }

  it('lets everything pass where there is none', () => {
    expect(wants(null, { asset: 'xp' })).toBe(true)
  })

  it('holds when all of its conditions do', () => {
    expect(wants([coins], { asset: 'coins', amount: 5 })).toBe(true)
    expect(wants([coins, much], { asset: 'coins', amount: 5 })).toBe(false)
    expect(wants([coins, much], { asset: 'coins', amount: 500 })).toBe(true)
    expect(wants([coins], { asset: 'xp' })).toBe(false)
    expect(wants([coins], {})).toBe(false)
  })

  it('lets pass what takes too long to look through: nothing is lost for being large', () => {
    const large = Array.from({ length: 200_000 }, (_, index) => ({ index }))
    expect(wants([{ path: '$..nowhere', is: 'exists' }], { large })).toBe(true)
  })

  it('asks only of the types that the endpoint wants', () => {
    const event = { type: 'member.joined', payload: { asset: 'coins' } }
    expect(wantsEvent({ event_types: ['currency.*'], filter: [coins] }, event)).toBe(false)
  })
})
