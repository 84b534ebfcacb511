/** What giving and taking units is said to do. */
import { expect, it } from 'vitest'
import { done, foretold } from './units.rules.ts'

it('a dry run says what is held now and what would be', () => {
  expect(foretold('grant', 'Mira', 5, 8)).toBe('Mira has 3 units now and would have 8.')
  expect(foretold('take', 'Mira', 5, 1)).toBe('Mira has 6 units now and would have 1.')
})

it('a dry run says what comes back out of orders before it is taken', () => {
  expect(foretold('take', 'Mira', 6, 1, [3, 2])).toBe(
    'Mira has 2 units now, would get back 5 out of 2 orders and would have 1.',
  )
  expect(foretold('take', 'Mira', 6, 0, [6])).toContain('get back 6 out of an order and')
})

it('what was done names the member and the units', () => {
  expect(done('grant', 'Mira', 1)).toBe('1 unit was given to Mira')
  expect(done('take', 'Mira', 1200)).toBe('1,200 units were taken from Mira')
})
