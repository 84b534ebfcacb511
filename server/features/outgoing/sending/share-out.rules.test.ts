/** Who is served: caps always hold, and nobody starves. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { communityInFlightMax, type Lane, refill, shareOut } from './share-out.rules.ts'

const start = Date.parse('2026-11-25T12:00:00Z')
const lane: Lane = {
  ...{ communityId: 'one', endpointId: 'a', servedAt: new Date(start), inFlight: 0, inFlightMax: 5 },
  ...{ isProbe: false, allowed: Number.POSITIVE_INFINITY },
}
const lanes = fc.uniqueArray(
  fc.record({
    communityId: fc.constantFrom('one', 'two', 'three'),
    endpointId: fc.integer({ min: 0, max: 99 }).map(String),
    servedAt: fc.integer({ min: 0, max: 1000 }).map((ms) => new Date(start + ms)),
    inFlight: fc.integer({ min: 0, max: 60 }),
    inFlightMax: fc.integer({ min: 1, max: 50 }),
    isProbe: fc.boolean(),
    allowed: fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.double({ min: 0, max: 9, noNaN: true })),
  }),
  { selector: ({ endpointId }) => endpointId, maxLength: 60 },
)
const busy = fc.dictionary(fc.constantFrom('one', 'two', 'three'), fc.integer({ min: 0, max: 60 }))

describe('sharing out', () => {
  it('never goes beyond a cap', () => {
    fc.assert(
      fc.property(lanes, fc.integer({ min: 0, max: 500 }), busy, (all, free, byCommunity) => {
        const inFlightByCommunity = new Map(Object.entries(byCommunity))
        const shares = shareOut(all, { free, inFlightByCommunity })
        expect(shares.reduce((sum, { count }) => sum + count, 0)).toBeLessThanOrEqual(free)
        const given = new Map(inFlightByCommunity)
        for (const { communityId, endpointId, count } of shares) {
          const of = all.find((each) => each.endpointId === endpointId) as Lane
          expect(count).toBeGreaterThan(0)
          expect(of.inFlight + count).toBeLessThanOrEqual(of.isProbe ? 1 : of.inFlightMax)
          expect(count).toBeLessThanOrEqual(of.allowed)
          given.set(communityId, (given.get(communityId) ?? 0) + count)
          expect(given.get(communityId)).toBeLessThanOrEqual(communityInFlightMax)
        }
      }),
    )
  })

  it('lets nobody starve: who was served goes behind those that wait', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 40 }), fc.integer({ min: 1, max: 7 }), (count, free) => {
        const servedAt = new Map(Array.from({ length: count }, (_, index) => [String(index), start]))
        for (let round = 1; round <= count; round++) {
          const waiting = [...servedAt].map(([endpointId, at]) => ({
            ...{ ...lane, endpointId, communityId: endpointId, servedAt: new Date(at) },
          }))
          const shares = shareOut(waiting, { free, inFlightByCommunity: new Map() })
          for (const { endpointId } of shares) servedAt.set(endpointId, start + round)
        }
        expect([...servedAt.values()].every((at) => at > start)).toBe(true)
      }),
    )
  })

  it('gives an endpoint with much work a few places at a time', () => {
    const shares = shareOut([{ ...lane, inFlightMax: 50 }], { free: 500, inFlightByCommunity: new Map() })
    expect(shares).toEqual([{ communityId: 'one', endpointId: 'a', count: 5 }])
  })
})

describe('the throttle', () => {
  it('fills up with time, to twice the rate', () => {
    const now = new Date(start + 500)
    expect(refill({ tokens: 0, tokensAt: new Date(start) }, 10, now)).toBe(5)
    expect(refill({ tokens: 18, tokensAt: new Date(start) }, 10, now)).toBe(20)
    expect(refill({ tokens: 0, tokensAt: null }, 10, now)).toBe(20)
    expect(refill({ tokens: 3, tokensAt: now }, 10, new Date(start))).toBe(3)
    expect(refill({ tokens: 0, tokensAt: null }, null, now)).toBe(Number.POSITIVE_INFINITY)
  })
})
