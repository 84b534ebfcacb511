/** How the address of the market is read. */
import { expect, it } from 'vitest'
import { isNarrowed, marketQuery } from './market-query.rules.ts'

it('the filters of the address become those of the call', () => {
  const search = {
    q: 'sword',
    kind: 'mergeable',
    app: 'a',
    currency: 'coins',
    from: '5',
    to: '90',
    sort: 'price',
  }
  expect(marketQuery(search)).toEqual({
    q: 'sword',
    kind: 'mergeable',
    appId: 'a',
    currency: 'coins',
    minPrice: 5,
    maxPrice: 90,
    sort: 'price',
  })
})

it('what the market does not know is left out', () => {
  expect(marketQuery({ kind: 'unknown', from: '0', to: 'many', sort: 'beauty' })).toEqual({})
})

it('an order narrows nothing', () => {
  expect(isNarrowed(marketQuery({ sort: 'price' }))).toBe(false)
  expect(isNarrowed(marketQuery({ q: 'sword', sort: 'price' }))).toBe(true)
})
