/** Active time, with a clock that is handed in. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { activeAheadSecondsMax } from '../../../../contracts/periods.ts'
import { activated, adjusted, noticeAt, periodState } from './periods.rules.ts'

const now = new Date('2026-11-26T12:00:00.000Z')
const at = (seconds: number) => new Date(now.getTime() + seconds * 1000)
const period = (started: number, expires: number, revoked: number | null = null) => ({
  started_at: at(started),
  expires_at: at(expires),
  revoked_at: revoked === null ? null : at(revoked),
})

describe('a period', () => {
  it('is active until the very instant of its end', () => {
    expect(periodState(period(-60, 0.001), now)).toBe('active')
    expect(periodState(period(-60, 0), now)).toBe('expired')
    expect(periodState(period(-60, 60, -1), now)).toBe('revoked')
  })

  it('E27 activation at the very instant of expiry starts or extends, never loses time and never raises both', () => {
    expect(activated(period(-60, 0), 60, now)).toEqual({ startedAt: now, expiresAt: at(60), isNew: true })
    expect(activated(period(-60, 0.001), 60, now)).toEqual({
      ...{ startedAt: at(-60), expiresAt: at(60.001), isNew: false },
    })
  })

  it('begins anew after a revocation, and gives nothing back of the one before', () => {
    expect(activated(period(-60, -1, -1), 60, now)).toEqual({
      startedAt: now,
      expiresAt: at(60),
      isNew: true,
    })
  })

  it('is at most ten years ahead, however much is added', () => {
    expect(activated(undefined, activeAheadSecondsMax, now)?.expiresAt).toEqual(at(activeAheadSecondsMax))
    expect(activated(undefined, activeAheadSecondsMax + 1, now)).toBeUndefined()
    expect(activated(period(0, 1), activeAheadSecondsMax, now)).toBeUndefined()
    expect(activated(undefined, 1e17, now)).toBeUndefined()
    expect(adjusted(period(0, 10), activeAheadSecondsMax, now)).toBeUndefined()
  })

  it('that is made shorter than it has been ends now', () => {
    expect(adjusted(period(-60, 60), -30, now)?.expiresAt).toEqual(at(30))
    expect(adjusted(period(-60, 60), -600, now)?.expiresAt).toEqual(now)
    expect(adjusted(period(1, 60), -600, now)?.expiresAt).toEqual(at(1))
  })

  it('adds up: the same units give the same time in any parts and any order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 3_000_000 }), { minLength: 1, maxLength: 20 }),
        (parts) => {
          const apart = parts.reduce<ReturnType<typeof activated>>((before, seconds) => {
            const times = before && {
              ...{ started_at: before.startedAt, expires_at: before.expiresAt, revoked_at: null },
            }
            return activated(times, seconds, now)
          }, undefined)
          const total = parts.reduce((sum, each) => sum + each, 0)
          expect(apart?.expiresAt).toEqual(activated(undefined, total, now)?.expiresAt)
        },
      ),
    )
  })

  it('is told of before its end if the item wants that', () => {
    expect(noticeAt(at(100), 60)).toEqual(at(40))
    expect(noticeAt(at(100), 0)).toBeNull()
  })
})
