/** Which merges the page shows at first. */
import { expect, it } from 'vitest'
import { chosenState, mergeStateOptions } from './merge-words.rules.ts'

it('merges in doubt come first, and any other state when it is asked for', () => {
  expect(chosenState(undefined)).toBe('in_doubt')
  expect(chosenState('unheard_of')).toBe('in_doubt')
  expect(chosenState('confirmed')).toBe('confirmed')
  expect(chosenState('all')).toBeUndefined()
  expect(mergeStateOptions[0]).toEqual({ value: 'in_doubt', label: 'In doubt' })
})
