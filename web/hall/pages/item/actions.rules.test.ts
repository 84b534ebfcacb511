/** When an action with an item is off, and why. */
import { expect, it } from 'vitest'
import { whyNotActivate, whyNotGive, whyNotMove, whyNotSell } from './actions.rules.ts'

const item = { frozenAt: null }
const held = [{ available: 3, tradable: 0 }]

it('units under a trade hold are activated, but neither sold nor merged', () => {
  expect(whyNotActivate(item, held)).toBeUndefined()
  expect(whyNotMove(item, held)).toBe('What you have cannot be moved yet.')
  expect(whyNotMove(item, [{ available: 3, tradable: 1 }])).toBeUndefined()
})

it('nothing is done with what one does not have, or with a frozen item', () => {
  expect([whyNotActivate(item, []), whyNotMove(item, [])]).toEqual([
    'You have none available.',
    'You have none available.',
  ])
  const frozen = { frozenAt: '2026-11-26T12:00:00.000Z' }
  const words = 'While it is frozen, nothing of it moves.'
  expect([whyNotActivate(frozen, held), whyNotMove(frozen, held)]).toEqual([words, words])
})

it('what its game keeps out of the market is not sold, nor what is retired', () => {
  const sale = { frozenAt: null, isMarketable: true, state: 'live' as const }
  const free = [{ available: 3, tradable: 3 }]
  expect(whyNotSell(sale, free)).toBeUndefined()
  expect(whyNotSell({ ...sale, isMarketable: false }, free)).toBe('Its game does not let it be sold.')
  expect(whyNotSell({ ...sale, state: 'retired' }, free)).toBe('It is retired, and no longer traded.')
  expect(whyNotSell(sale, held)).toBe('What you have cannot be moved yet.')
})

it('what its game keeps with its holder is not given, nor what is retired', () => {
  const gift = { frozenAt: null, isGiftable: true, state: 'live' as const }
  const free = [{ available: 3, tradable: 3 }]
  expect(whyNotGive(gift, free)).toBeUndefined()
  expect(whyNotGive({ ...gift, isGiftable: false }, free)).toBe('Its game does not let it be given away.')
  expect(whyNotGive({ ...gift, state: 'retired' }, free)).toBe('It is retired, and no longer given.')
  expect(whyNotGive(gift, held)).toBe('What you have cannot be moved yet.')
})
