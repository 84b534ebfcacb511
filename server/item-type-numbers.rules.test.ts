/** The numbers of the kinds of items: a whole map, or none. */
import { expect, it } from 'vitest'
import { readItemTypeNumbers } from './item-type-numbers.rules.ts'

it('are those of the published page where nothing is said', () => {
  expect(readItemTypeNumbers('')).toEqual({ permanent: 0, mergeable: 1, time_limited: 2 })
})

it('F02 can be swapped for permanent and mergeable, and for nothing else', () => {
  const swapped = readItemTypeNumbers('permanent=1, mergeable=0, time_limited=2')
  expect(swapped).toEqual({ permanent: 1, mergeable: 0, time_limited: 2 })
  for (const text of [
    'permanent=2,mergeable=1,time_limited=0',
    'permanent=0,mergeable=0,time_limited=2',
    'permanent=0,mergeable=1',
    'permanent=0,mergeable=1,time_limited=2,other=2',
    'permanent=0,mergeable=3,time_limited=2',
    'nonsense',
  ]) {
    expect(readItemTypeNumbers(text), text).toHaveProperty('problem')
  }
})
