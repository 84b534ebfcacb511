/** How amounts and times read on screen. */
import { describe, expect, it } from 'vitest'
import { assetName, formatAmount, formatShort } from './amount.rules.ts'
import { formatRelative } from './time.rules.ts'

describe('an amount', () => {
  it('shows its sign when it is a change, and none when it is a balance', () => {
    expect(formatAmount(1250, 'change')).toBe('+1,250')
    expect(formatAmount(1250, 'balance')).toBe('1,250')
    expect(formatAmount(-40, 'change')).toBe('−40')
    expect(formatAmount(0, 'change')).toBe('0')
  })

  it('is shortened only on request', () => {
    expect(formatShort(12_400)).toBe('12.4K')
  })

  it('names the built-in currencies as people know them, and others by their code', () => {
    const codes = ['xp', 'coins', 'dragon_gems', 'item:0199f3a26c1e7d409b1f3a5e2c7d9041']
    expect(codes.map(assetName)).toEqual(['XP', 'Coins', 'Dragon gems', 'Item units'])
  })
})

describe('a time', () => {
  const now = new Date('2026-11-23T12:00:00.000Z')
  const at = (text: string) => formatRelative(new Date(text), now)

  it('is relative within a week and a date beyond', () => {
    expect(at('2026-11-23T11:59:58.000Z')).toBe('now')
    expect(at('2026-11-23T11:57:00.000Z')).toBe('3m ago')
    expect(at('2026-11-23T14:00:00.000Z')).toBe('in 2h')
    expect(at('2026-11-01T12:00:00.000Z')).toBe('Nov 1')
    expect(at('2025-11-01T12:00:00.000Z')).toBe('Nov 1, 2025')
  })

  it('is never shown in the future because two clocks differ a little', () => {
    expect(at('2026-11-23T12:00:40.000Z')).toBe('now')
  })
})
