/** The worst that holds of an endpoint is what its state says. */
import { expect, it } from 'vitest'
import type { OutgoingEndpoint } from '../../../../contracts/outgoing.ts'
import { stateWords } from './endpoint-state.rules.ts'

const calm: OutgoingEndpoint['health'] = {
  backlog: 0,
  breaker: 'closed',
  breakerUntil: null,
  nextAttemptAt: null,
  lastSuccessAt: null,
  failingSince: null,
  hours: [],
}
const at = '2026-11-25T19:00:00.000Z'
const wordOf = (state: OutgoingEndpoint['state'], health: Partial<OutgoingEndpoint['health']> = {}): string =>
  stateWords({ state, disabledReason: null, health: { ...calm, ...health } }).word

it('an endpoint that answers is active', () => {
  expect(wordOf('active')).toBe('Active')
})

it('its breaker and its failures show while it is active', () => {
  expect(wordOf('active', { failingSince: at })).toBe('Failing')
  expect(wordOf('active', { failingSince: at, breaker: 'half_open' })).toBe('Probing')
  expect(wordOf('active', { failingSince: at, breaker: 'open' })).toBe('Resting')
})

it('paused and disabled go before the breaker', () => {
  expect(wordOf('paused', { breaker: 'open' })).toBe('Paused')
  expect(wordOf('disabled', { breaker: 'open' })).toBe('Disabled')
})

it('one that is fetched from listens, unless it is paused', () => {
  expect(wordOf('listening', { breaker: 'open' })).toBe('Listening')
  expect(wordOf('paused')).toBe('Paused')
})

it('a disabled endpoint says why', () => {
  expect(stateWords({ state: 'disabled', disabledReason: 'gone', health: calm }).sentence).toContain('410')
})
