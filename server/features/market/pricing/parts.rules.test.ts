/** Parts of a price: they add up, none is negative, and splitting an order changes nothing. */
import '../../../../tests/world/seed.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { grossMax } from '../../../../contracts/market.ts'
import { type Carries, lowerRates, minimumTake, type Rates, ratesOf, splitGross } from './parts.rules.ts'

const none: Carries = { feeCarry: 0, royaltyCarry: 0 }
const someRates = fc
  .record({ feeBps: fc.integer({ min: 0, max: 9500 }), royaltyBps: fc.integer({ min: 0, max: 5000 }) })
  .map(ratesOf)

function fillAll(fills: readonly number[], ratesAt: (fill: number) => Rates) {
  let carries = none
  const sums = { gross: 0, seller: 0, royalty: 0, fee: 0 }
  for (const [index, gross] of fills.entries()) {
    const split = splitGross(gross, ratesAt(index), carries)
    carries = split.carries
    sums.gross += gross
    for (const kind of ['seller', 'royalty', 'fee'] as const) sums[kind] += split.parts[kind]
  }
  return { ...sums, carries }
}

describe('the example of the specification', () => {
  const rates = { feeBps: 500, royaltyBps: 250 }

  it('pays 352, 879 and 665 less its parts, and carries what was too small', () => {
    const first = splitGross(380, rates, none)
    expect(first).toEqual({
      parts: { royalty: 9, fee: 19, seller: 352 },
      carries: { feeCarry: 0, royaltyCarry: 5000 },
    })
    const second = splitGross(950, rates, first.carries)
    expect(second).toEqual({
      parts: { royalty: 24, fee: 47, seller: 879 },
      carries: { feeCarry: 5000, royaltyCarry: 2500 },
    })
    const third = splitGross(665, rates, second.carries)
    expect(third).toEqual({
      parts: { royalty: 16, fee: 33, seller: 616 },
      carries: { feeCarry: 7500, royaltyCarry: 8750 },
    })
  })

  it('comes to the same when it is sold at once', () => {
    expect(splitGross(1995, rates, none)).toEqual({
      parts: { royalty: 49, fee: 99, seller: 1847 },
      carries: { feeCarry: 7500, royaltyCarry: 8750 },
    })
    expect(minimumTake(1995, rates)).toBe(1847)
  })
})

describe('E08 fee + royalty + seller = price', () => {
  const pairs = [
    ...[0, 1, 250, 500, 4500].flatMap((royaltyBps) =>
      [0, 1, 500, 9500].map((feeBps) => ratesOf({ feeBps, royaltyBps })),
    ),
  ]

  it('E08 fee + royalty + seller = price for every price from 1 to 10,000 at 20 pairs of rates, extremes included, and for random rates and splits into fills; no part is negative', () => {
    expect(pairs).toHaveLength(20)
    for (const rates of pairs) {
      for (let price = 1; price <= 10_000; price++) {
        const { parts } = splitGross(price, rates, none)
        const { seller, royalty, fee } = parts
        if (seller + royalty + fee !== price || Math.min(seller, royalty, fee) < 0)
          expect.fail(`${price} at ${JSON.stringify(rates)}: ${JSON.stringify(parts)}`)
      }
    }
    const fills = fc.array(fc.integer({ min: 1, max: grossMax / 50 }), { minLength: 1, maxLength: 50 })
    fc.assert(
      fc.property(fills, someRates, (grosses, rates) => {
        const { gross, seller, royalty, fee } = fillAll(grosses, () => rates)
        expect(seller + royalty + fee).toBe(gross)
        expect(Math.min(seller, royalty, fee)).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  it('splitting an order avoids at most one unit of its fees', () => {
    const fills = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(fills, someRates, (grosses, rates) => {
        const { gross, royalty, fee } = fillAll(grosses, () => rates)
        const due = gross - minimumTake(gross, rates)
        expect(due - (royalty + fee)).toBeGreaterThanOrEqual(0)
        expect(due - (royalty + fee)).toBeLessThanOrEqual(1)
      }),
    )
  })
})

it('the seller gets the minimum take after every fill, however the rates of the day change', () => {
  const fills = fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 30 })
  const days = fc.array(someRates, { minLength: 30, maxLength: 30 })
  fc.assert(
    fc.property(fills, someRates, days, (grosses, promised, today) => {
      for (let count = 1; count <= grosses.length; count++) {
        const { gross, seller } = fillAll(grosses.slice(0, count), (index) =>
          lowerRates(promised, today[index] ?? promised),
        )
        expect(seller).toBeGreaterThanOrEqual(minimumTake(gross, promised))
      }
    }),
  )
})

it('is exact at the largest gross there can be', () => {
  const { parts } = splitGross(grossMax, { feeBps: 9500, royaltyBps: 0 }, none)
  expect(parts).toEqual({ seller: 45_000_000_000_000, royalty: 0, fee: 855_000_000_000_000 })
})
