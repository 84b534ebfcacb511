/** Endpoints that fail are warned about at 50, 70 and 90 % of their five days; what is told names what to do. */
import { describe, expect, it } from 'vitest'
import { alertInWords } from './alert-words.rules.ts'
import { changesOf } from './alerts.rules.ts'
import type { EndpointTroubleRow } from './endpoint-conditions.store.ts'
import { troubleOf, warnedPercent } from './endpoint-trouble.rules.ts'

const start = new Date('2026-11-20T12:00:00.000Z')
const hoursOn = (hours: number) => new Date(start.getTime() + hours * 3_600_000)
const row = (part: Partial<EndpointTroubleRow>): EndpointTroubleRow => ({
  community_id: 'c',
  endpoint_id: 'e',
  disabled_at: null,
  disabled_reason: null,
  failing_since: start,
  last_status: 503,
  last_failure: null,
  now: hoursOn(61),
  ...part,
})
const told = (part: Partial<EndpointTroubleRow>) =>
  troubleOf(row(part)).map(({ kind, facts }) => alertInWords(kind, 'Shop', facts, undefined))[0]

describe('an endpoint that fails', () => {
  it.each([
    [0, null],
    [59.9, null],
    [60, 50],
    [83.9, 50],
    [84, 70],
    [108, 90],
    [500, 90],
  ])('after %d hours is warned about at %s %%', (hours, percent) => {
    expect(warnedPercent(start, hoursOn(hours))).toBe(percent)
  })

  it('is told with since when, the last answer, and when it will be disabled', () => {
    expect(told({})).toEqual({
      words:
        'Shop: every attempt has failed since 2026-11-20 12:00 UTC, 50 % of the five days after which it is disabled',
      advice:
        'The last answer was 503. Mend the receiver, or correct the URL under Settings: the next delivery that arrives ends this. Otherwise its first failure after 2026-11-25 12:00 UTC disables it.',
    })
    const unanswered = told({ last_status: null, last_failure: 'The receiver refused the connection.' })
    expect(unanswered?.advice).toContain(
      'No answer came to the last attempt: The receiver refused the connection. Mend',
    )
  })

  it('fits what the contract allows, whatever the receiver does', () => {
    const longest = told({ last_status: null, last_failure: 'x'.repeat(300) })
    expect(longest?.advice.length).toBeLessThanOrEqual(500)
  })

  it('is news at the next warning, not when only its answer is another', () => {
    const [open] = troubleOf(row({})).map((condition) => ({ ...condition, id: 'a' }))
    const changed = (part: Partial<EndpointTroubleRow>) =>
      changesOf(open ? [open] : [], troubleOf(row(part))).changed.map(({ isNews }) => isNews)
    expect(changed({})).toEqual([])
    expect(changed({ last_status: 500 })).toEqual([false])
    expect(changed({ now: hoursOn(84) })).toEqual([true])
    expect(changed({ failing_since: hoursOn(0.5) })).toEqual([true])
  })
})

describe('an endpoint that is disabled', () => {
  const disabled_at = hoursOn(121)
  it.each([
    ['gone', 'The receiver answered 410: the address is gone.'],
    ['asked', 'The receiver asked to be sent nothing more.'],
    ['failing', 'Every attempt had failed for five days. The last answer was 503.'],
  ] as const)('because it is %s says so, and that it can be enabled', (disabled_reason, reason) => {
    const { words, advice } = told({ disabled_at, disabled_reason }) ?? { words: '', advice: '' }
    expect(words).toBe('Shop: disabled since 2026-11-25 13:00 UTC')
    expect(advice).toContain(`${reason} Mend the receiver`)
  })
})
