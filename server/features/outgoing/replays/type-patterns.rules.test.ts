/** Patterns of types become patterns of `like`: only the star is one. */
import { expect, it } from 'vitest'
import { typePatternsOf } from './type-patterns.rules.ts'

it('turns exact types, nouns and everything into patterns, and lets an underscore be itself', () => {
  expect(typePatternsOf(['currency.changed', 'item_stack.*', '*'])).toEqual([
    'currency.changed',
    'item\\_stack.%',
    '%',
  ])
})
