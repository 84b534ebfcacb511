/** An attempt is told as it was, and its phases follow one another. */
import { expect, it } from 'vitest'
import { formatExact } from '../../../ui/time.rules.ts'
import {
  answerWords,
  durationWords,
  eventMomentOf,
  inReadersZone,
  isSuccess,
  phasesOf,
} from './attempt-words.rules.ts'

const phases = { dnsMs: 2, connectMs: 3, tlsMs: null, firstByteMs: 10, totalMs: 16.4 }

it('an answer is told with its status, a failure with its reason', () => {
  expect(answerWords({ status: 503, failure: null, phases })).toBe('Answered 503 after 16 ms.')
  const failure = { code: 'connect_failed', reason: 'The receiver takes no connections.' }
  expect(answerWords({ status: null, failure, phases })).toBe(
    'The receiver takes no connections (after 16 ms).',
  )
})

it('only an unbroken answer of 2xx is a success', () => {
  expect(isSuccess({ status: 204, failure: null })).toBe(true)
  expect(isSuccess({ status: 301, failure: null })).toBe(false)
  expect(isSuccess({ status: 200, failure: { code: 'reset', reason: 'It broke off.' } })).toBe(false)
})

it('durations are short', () => {
  expect([0.44, 12.3, 1440, 15_000].map(durationWords)).toEqual(['0.4 ms', '12 ms', '1.4 s', '15 s'])
})

it('phases start where the one before ended, and the rest fills the whole', () => {
  expect(phasesOf(phases)).toEqual([
    { name: 'DNS', ms: 2, startMs: 0 },
    { name: 'Connect', ms: 3, startMs: 2 },
    { name: 'TLS', ms: null, startMs: 5 },
    { name: 'First byte', ms: 10, startMs: 5 },
    { name: 'The rest', ms: expect.closeTo(1.4), startMs: 15 },
  ])
})

it('without an answer there is no rest', () => {
  const none = { dnsMs: 2, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 5000 }
  expect(phasesOf(none).at(-1)?.ms).toBeNull()
})

it('the moment of the event is read from the body, where it says one', () => {
  expect(eventMomentOf('{"timestamp":"2026-11-25T12:00:00.000Z"}')).toBe('2026-11-25T12:00:00.000Z')
  for (const body of ['{}', '[]', 'null', '{"timestamp":"soon"}', 'x']) expect(eventMomentOf(body)).toBeNull()
})

it('a moment that the server tells in UTC is told in the time of the reader', () => {
  const local = formatExact(new Date('2026-11-27T14:43:39Z'))
  expect(inReadersZone('It is left alone until 2026-11-27 14:43:39 UTC. Then one attempt tells.')).toBe(
    `It is left alone until ${local}. Then one attempt tells.`,
  )
})
