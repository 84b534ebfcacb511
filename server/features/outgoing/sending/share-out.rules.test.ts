/** Who is served: caps always hold, and nobody starves. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { communityInFlightMax, type Lane, type Room, refill, shareOut } from './share-out.rules.ts'

const start = Date.parse('2026-11-25T12:00:00Z')
const lane: Lane = {
  ...{ communityId: 'one', endpointId: 'a', servedAt: new Date(start), inFlight: 0, inFlightMax: 5 },
  ...{ isProbe: false, isFailing: false, allowed: Number.POSITIVE_INFINITY },
}
const lanes = fc.uniqueArray(
  fc.record({
    communityId: fc.constantFrom('one', 'two', 'three'),
    endpointId: fc.integer({ min: 0, max: 99 }).map(String),
    servedAt: fc.integer({ min: 0, max: 1000 }).map((ms) => new Date(start + ms)),
    inFlight: fc.integer({ min: 0, max: 60 }),
    inFlightMax: fc.integer({ min: 1, max: 50 }),
    isProbe: fc.boolean(),
    isFailing: fc.boolean(),
    allowed: fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.double({ min: 0, max: 9, noNaN: true })),
  }),
  { selector: ({ endpointId }) => endpointId, maxLength: 60 },
)
const idle: Room = { free: 500, freeForRetries: 350, inFlightByCommunity: new Map() }
const busy = fc.dictionary(fc.constantFrom('one', 'two', 'three'), fc.integer({ min: 0, max: 60 }))

describe('sharing out', () => {
  it('never goes beyond a cap', () => {
    fc.assert(
      fc.property(lanes, fc.integer({ min: 0, max: 500 }), busy, (all, free, byCommunity) => {
        const inFlightByCommunity = new Map(Object.entries(byCommunity))
        const shares = shareOut(all, { free, freeForRetries: free / 2, inFlightByCommunity })
        expect(shares.reduce((sum, { retryCount }) => sum + retryCount, 0)).toBeLessThanOrEqual(free / 2)
        expect(shares.reduce((sum, { count }) => sum + count, 0)).toBeLessThanOrEqual(free)
        const given = new Map(inFlightByCommunity)
        for (const { communityId, endpointId, count } of shares) {
          const of = all.find((each) => each.endpointId === endpointId) as Lane
          expect(count).toBeGreaterThan(0)
          expect(of.inFlight + count).toBeLessThanOrEqual(of.isProbe || of.isFailing ? 1 : of.inFlightMax)
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
          const shares = shareOut(waiting, { ...idle, free })
          for (const { endpointId } of shares) servedAt.set(endpointId, start + round)
        }
        expect([...servedAt.values()].every((at) => at > start)).toBe(true)
      }),
    )
  })

  it('gives an endpoint with much work a few places at a time', () => {
    const shares = shareOut([{ ...lane, inFlightMax: 50 }], idle)
    expect(shares).toEqual([{ communityId: 'one', endpointId: 'a', count: 5, retryCount: 3 }])
  })
})

describe('places', () => {
  const hanging = Array.from({ length: 20 }, (_, index) => ({ ...lane, endpointId: `hanging ${index}` }))

  it('are left for others, however many endpoints of a community hang', () => {
    const inFlight = new Map<string, number>()
    for (let round = 0; round < 20; round++) {
      const total = [...inFlight.values()].reduce((sum, count) => sum + count, 0)
      const lanes = hanging.map((each) => ({ ...each, inFlight: inFlight.get(each.endpointId) ?? 0 }))
      for (const { endpointId, count } of shareOut(lanes, {
        ...idle,
        inFlightByCommunity: new Map([['one', total]]),
      })) {
        inFlight.set(endpointId, (inFlight.get(endpointId) ?? 0) + count)
      }
    }
    const taken = [...inFlight.values()].reduce((sum, count) => sum + count, 0)
    expect(taken).toBeLessThanOrEqual(communityInFlightMax - 5)
    const [share] = shareOut([lane], { ...idle, inFlightByCommunity: new Map([['one', taken]]) })
    expect(share).toMatchObject({ endpointId: 'a' })
  })

  it('are all for an endpoint that is alone, and one for an endpoint that fails', () => {
    const alone = { ...lane, inFlight: 48, inFlightMax: 50 }
    const busyAlone = { ...idle, inFlightByCommunity: new Map([['one', 48]]) }
    expect(shareOut([alone], busyAlone)).toMatchObject([{ count: 2 }])
    expect(shareOut([{ ...lane, isFailing: true }], idle)).toMatchObject([{ count: 1, retryCount: 1 }])
  })

  it('are not given to what was tried before once that has its part', () => {
    expect(shareOut([lane], { ...idle, freeForRetries: 0 })).toMatchObject([{ count: 5, retryCount: 0 }])
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
