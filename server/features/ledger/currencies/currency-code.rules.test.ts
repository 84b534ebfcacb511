/** Codes of currencies: readable, plain, and never the same twice. */
import { describe, expect, it } from 'vitest'
import { currencyCode, freeCode } from './currency-code.rules.ts'

describe('the code of a currency', () => {
  it('is its name in plain letters', () => {
    expect(currencyCode('Dragon Éclats!')).toBe('dragon_eclats')
    expect(currencyCode('  Gems  2 ')).toBe('gems_2')
  })

  it('is there for a name without a plain letter', () => {
    expect(currencyCode('金貨')).toBe('currency')
  })

  it('is counted up where it is taken, within its length', () => {
    expect(freeCode('gems', new Set(['xp']))).toBe('gems')
    expect(freeCode('gems', new Set(['gems', 'gems_2']))).toBe('gems_3')
    expect(freeCode('a'.repeat(50), new Set(['a'.repeat(50)]))).toBe(`${'a'.repeat(48)}_2`)
  })
})
