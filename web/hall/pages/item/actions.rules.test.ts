/** When an action with an item is off, and why. */
import { expect, it } from 'vitest'
import { whyNotActivate, whyNotMove } from './actions.rules.ts'

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
