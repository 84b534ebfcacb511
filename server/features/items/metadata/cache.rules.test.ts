/** How long what was fetched counts, and how long failures wait. */
import { describe, expect, it } from 'vitest'
import { freshForMs, isCopyKept, stateOf, waitAfterFailuresMs } from './cache.rules.ts'

const minute = 60_000
const hour = 60 * minute
const now = new Date('2026-11-27T12:00:00.000Z')
const ago = (ms: number) => new Date(now.getTime() - ms)

describe('what was fetched', () => {
  it.each([
    [null, hour],
    ['public', hour],
    ['max-age=nonsense', hour],
    ['max-age=600', 10 * minute],
    ['Public, Max-Age="7200"', 2 * hour],
    ['max-age=600, s-maxage=1200', 20 * minute],
    ['max-age=1', 5 * minute],
    ['max-age=9999999999', 24 * hour],
    ['no-store', 5 * minute],
    ['no-cache, max-age=7200', 5 * minute],
  ])('with Cache-Control %s is fresh for %d ms', (header, ms) => {
    expect(freshForMs(header)).toBe(ms)
  })

  it('is stale from the very moment on, and failing or unread whatever the time', () => {
    expect(stateOf({ outcome: 'fresh', stale_at: new Date(now.getTime() + 1) }, now)).toBe('fresh')
    expect(stateOf({ outcome: 'fresh', stale_at: now }, now)).toBe('stale')
    const others = (['never', 'not_json', 'failing'] as const).map((outcome) =>
      stateOf({ outcome, stale_at: now }, now),
    )
    expect(others).toEqual(['never', 'not_json', 'failing'])
  })

  it('is shown for seven days while its source fails', () => {
    const week = 7 * 24 * hour
    expect([ago(week - 1), ago(week), null].map((at) => isCopyKept(at, now))).toEqual([true, false, false])
  })
})

it('failures wait a minute, then twice as long each time, six hours at most', () => {
  const minutes = [1, 2, 3, 9, 10, 500].map((count) => waitAfterFailuresMs(count) / minute)
  expect(minutes).toEqual([1, 2, 4, 256, 360, 360])
})
