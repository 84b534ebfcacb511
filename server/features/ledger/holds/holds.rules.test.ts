/** The numbers of a hold always add up, and nothing comes out of it twice. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { holdAccount, member, sink } from '../accounts.rules.ts'
import { type HeldAmount, isOpen, openingOf, postFromHold, releaseHold } from './holds.rules.ts'

const hold: HeldAmount = {
  id: 'h',
  asset: 'coins',
  holder: member('ada'),
  posted: 0,
  returned: 0,
  remaining: 10,
  state: 'pending',
  expiresAt: new Date(1000),
}

describe('a hold', () => {
  it('moves its amount from its holder into an account of its own', () => {
    expect(openingOf(hold)).toEqual([
      { line: 0, asset: 'coins', amount: 10, from: member('ada'), to: holdAccount('h') },
    ])
  })

  it('is over at the very instant of its end', () => {
    expect(isOpen(hold, new Date(999))).toBe(true)
    expect(isOpen(hold, new Date(1000))).toBe(false)
    expect(isOpen({ ...hold, expiresAt: null }, new Date(1e12))).toBe(true)
  })

  it('posts no more than remains', () => {
    expect(postFromHold(hold, 11, sink)).toBeUndefined()
    expect(postFromHold(hold, 10, sink)?.after).toEqual({
      posted: 10,
      returned: 0,
      remaining: 0,
      state: 'posted',
    })
  })

  it('gives back what remains, whatever was posted before, and then holds nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 6 }), (parts) => {
        let now = hold
        for (const part of parts) now = { ...now, ...postFromHold(now, part, sink)?.after }
        if (now.state !== 'pending') return
        const { transfers, after } = releaseHold(now, 'voided')
        expect(transfers).toEqual([
          { line: 0, asset: 'coins', amount: now.remaining, from: holdAccount('h'), to: member('ada') },
        ])
        expect(after.remaining).toBe(0)
        expect(after.posted + after.returned).toBe(10)
      }),
    )
  })
})
