/** Which values are amounts, and what is said about those that are not. */
import { describe, expect, it } from 'vitest'
import type { Mapping, MappingLine } from '../../../../contracts/mapping.ts'
import { compileMapping } from './compile-mapping.rules.ts'
import { mapPayload } from './map-payload.rules.ts'

const player = { email: 'ada@example.com' }
const addCoins: MappingLine = { kind: 'currency', asset: 'coins', operator: 'add', path: '$.coins' }
const coinsOf = (coins: unknown, line: Partial<MappingLine> = {}) => {
  const mapping = {
    member: { identifier: 'email', path: '$.player.email' },
    lines: [{ ...addCoins, ...line } as MappingLine],
  } satisfies Mapping
  const payload = coins === undefined ? { player } : { player, coins }
  return mapPayload(compileMapping(mapping), payload, { fields: [] })
}

describe('amounts', () => {
  const amountOf = (coins: unknown, line: Partial<MappingLine> = {}) => {
    const result = coinsOf(coins, line)
    return result.ok ? result.elements[0]?.currency.map(({ amount }) => amount) : result.failures[0]?.reason
  }

  it.each([
    [1, [1n]],
    [9007199254740991, [9007199254740991n]],
    [5.0, [5n]],
    ['50', [50n]],
    [' 50.00 ', [50n]],
    ['9007199254740991', [9007199254740991n]],
    [0, []],
    ['0', []],
    [-0, []],
    [-1, 'Amount is out of bounds'],
    ['-50', 'Amount is out of bounds'],
    [9007199254740992n, 'Amount is out of bounds'],
    ['9007199254740992', 'Amount is out of bounds'],
    ['9'.repeat(60), 'Amount is out of bounds'],
    [1e300, 'Amount is out of bounds'],
    [0.5, 'Value does not fit the field'],
    ['0.5', 'Value does not fit the field'],
    ['fifty', 'Value does not fit the field'],
    ['', 'Value does not fit the field'],
    ['0x10', 'Value does not fit the field'],
    [true, 'Value does not fit the field'],
    [[50], 'Value does not fit the field'],
    [{ amount: 50 }, 'Value does not fit the field'],
    [null, 'Value missing in payload'],
    [undefined, 'Value missing in payload'],
  ])('%o becomes %o', (coins, expected) => {
    expect(amountOf(coins)).toEqual(expected)
  })

  it('are negative for subtract', () => {
    expect(amountOf(50, { operator: 'subtract' })).toEqual([-50n])
    expect(amountOf(0, { operator: 'subtract' })).toEqual([])
  })

  it('are coerced from text in plain sight', () => {
    expect(coinsOf('50')).toMatchObject({ warnings: ['"50" in $.coins was read as the number 50'] })
  })
})
