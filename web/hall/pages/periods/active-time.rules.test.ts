/** How active time reads, and what an activation is foreseen to make of it. */
import { describe, expect, it } from 'vitest'
import { activeUntil, endAfter, timeLeft } from './active-time.rules.ts'

const now = new Date('2026-11-26T12:00:00Z')
const time = (text: string) => new Date(`2026-11-${text}Z`)
const day = 86_400

describe('active time', () => {
  it('is told by its two largest units, until it is over', () => {
    const ends = ['28T15:10:00', '28T12:30:00', '26T15:12:40', '26T13:00:20', '26T12:00:30', '26T12:00:00']
    expect(ends.map((end) => timeLeft(time(end), now))).toEqual([
      '2d 3h',
      '2d',
      '3h 12m',
      '1h',
      'less than a minute',
      undefined,
    ])
  })

  it('is extended from its end while it runs, and else starts now', () => {
    expect(endAfter(time('28T00:00:00'), 2 * day, now)).toEqual(time('30T00:00:00'))
    expect(endAfter(undefined, day, now)).toEqual(time('27T12:00:00'))
  })

  it('is over once its end was reached or it was revoked, whatever was read before', () => {
    const period = { state: 'active' as const, expiresAt: '2026-11-26T12:00:00.000Z' }
    expect(activeUntil(period, now)).toBeUndefined()
    expect(activeUntil(period, time('26T11:59:59'))).toEqual(now)
    expect(activeUntil({ ...period, state: 'revoked' }, time('26T11:00:00'))).toBeUndefined()
    expect(activeUntil(undefined, now)).toBeUndefined()
  })
})
