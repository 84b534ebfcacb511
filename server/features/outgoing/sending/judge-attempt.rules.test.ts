/** What becomes of a delivery after an attempt. */
import { describe, expect, it } from 'vitest'
import { type AttemptCircumstances, type EndedAttempt, judgeAttempt } from './judge-attempt.rules.ts'

const now = new Date('2026-11-25T12:00:00Z')
const first: AttemptCircumstances = {
  ...{ schedule: [5, 300], attemptCount: 1, notAfter: null, now, random: 0 },
  ...{ isDaily: false, dailyUntil: null },
}
const answer = (status: number, headers: Record<string, string> = {}): EndedAttempt => ({
  ...{ status, failure: null, headers: new Map(Object.entries(headers)) },
})

describe('an attempt', () => {
  it('succeeds with 2xx only', () => {
    for (const status of [200, 204, 299]) {
      expect(judgeAttempt(answer(status), first)).toEqual({ kind: 'success', disables: null })
    }
    for (const status of [199, 301, 304, 400, 404, 500, 503]) {
      expect(judgeAttempt(answer(status), first)).toEqual({
        ...{ kind: 'retry', waitSeconds: 5, dailyUntil: null, disables: null },
      })
    }
  })

  it('has succeeded when the answer broke off behind a head of 2xx: the event was taken', () => {
    for (const failure of ['reset', 'timed_out'] as const) {
      expect(judgeAttempt({ ...answer(200), failure }, first)).toMatchObject({ kind: 'success' })
      expect(judgeAttempt({ ...answer(500), failure }, first)).toMatchObject({ kind: 'retry' })
    }
  })

  it('waits a minute after a timeout or 429, and as long as Retry-After asks', () => {
    const late = (failure: EndedAttempt['failure']) => ({ status: null, failure, headers: new Map() })
    const timeouts = [
      'timed_out',
      'headers_timeout',
      'connect_timeout',
      'tls_timeout',
      'dns_timeout',
    ] as const
    for (const failure of timeouts) {
      expect(judgeAttempt(late(failure), first)).toMatchObject({ waitSeconds: 60 })
    }
    expect(judgeAttempt(late('connect_failed'), first)).toMatchObject({ waitSeconds: 5 })
    expect(judgeAttempt(answer(429), first)).toMatchObject({ waitSeconds: 60 })
    expect(judgeAttempt(answer(503, { 'retry-after': '90' }), first)).toMatchObject({ waitSeconds: 90 })
  })

  it('that was given up by us is made again at once, even if it was the last', () => {
    const aborted: EndedAttempt = { status: null, failure: 'aborted', headers: new Map() }
    const verdict = judgeAttempt(aborted, { ...first, attemptCount: 3 })
    expect(verdict).toEqual({ kind: 'retry', waitSeconds: 0, dailyUntil: null, disables: null })
  })

  it('that was the last one ends the delivery, and so does one after which it would be too late', () => {
    expect(judgeAttempt(answer(500), { ...first, attemptCount: 3 })).toMatchObject({
      kind: 'failed',
      reason: 'The last of 3 attempts failed.',
    })
    const notAfter = new Date(now.getTime() + 4_000)
    expect(judgeAttempt(answer(500), { ...first, notAfter })).toMatchObject({ kind: 'failed' })
  })
})

describe('daily attempts', () => {
  const day = 24 * 60 * 60
  const daily: AttemptCircumstances = { ...first, isDaily: true }
  const inDays = (days: number) => new Date(now.getTime() + days * day * 1000)

  it('follow the last step of the schedule, for 30 days', () => {
    expect(judgeAttempt(answer(500), daily)).toMatchObject({ waitSeconds: 5, dailyUntil: null })
    const begun = judgeAttempt(answer(500), { ...daily, attemptCount: 3 })
    expect(begun).toMatchObject({ kind: 'retry', waitSeconds: day, dailyUntil: inDays(30) })
    const going = { ...daily, attemptCount: 4, dailyUntil: inDays(1.5) }
    expect(judgeAttempt(answer(500), going)).toMatchObject({ waitSeconds: day, dailyUntil: inDays(1.5) })
    expect(judgeAttempt(answer(500), { ...going, dailyUntil: inDays(1) })).toMatchObject({ kind: 'failed' })
  })

  it('follow the moment after which no other attempt starts', () => {
    const late = { ...daily, notAfter: new Date(now.getTime() + 5_000) }
    expect(judgeAttempt(answer(500), late)).toMatchObject({ kind: 'retry', waitSeconds: day })
    expect(judgeAttempt(answer(500), { ...late, isDaily: false })).toMatchObject({ kind: 'failed' })
    const inTime = { ...late, notAfter: new Date(now.getTime() + 5_001) }
    expect(judgeAttempt(answer(500), inTime)).toMatchObject({ waitSeconds: 5 })
  })
})

describe('steering', () => {
  it('410 and the header end the delivery or the endpoint', () => {
    expect(judgeAttempt(answer(410), first)).toMatchObject({ kind: 'failed', disables: 'gone' })
    const disable = { 'webhook-delivery': ' Disable ' }
    expect(judgeAttempt(answer(500, disable), first)).toMatchObject({ kind: 'failed', disables: 'asked' })
    expect(judgeAttempt(answer(200, disable), first)).toEqual({ kind: 'success', disables: 'asked' })
    const abort = { 'webhook-delivery': 'abort-message' }
    expect(judgeAttempt(answer(500, abort), first)).toMatchObject({ kind: 'failed', disables: null })
    expect(judgeAttempt(answer(200, abort), first)).toMatchObject({ kind: 'success' })
  })
})
