/** How the address of an inventory is read. */
import { expect, it } from 'vitest'
import { inventoryQuery, isNarrowed } from './inventory-query.rules.ts'

it('the filters of the address become those of the call', () => {
  expect(inventoryQuery({ q: 'sword', app: 'isles', kind: 'mergeable', tag: 'blade' })).toEqual({
    q: 'sword',
    appId: 'isles',
    kind: 'mergeable',
    tag: 'blade',
  })
})

it('a kind that is not known narrows nothing', () => {
  expect(isNarrowed(inventoryQuery({ kind: 'unknown' }))).toBe(false)
  expect(isNarrowed(inventoryQuery({ tag: 'rare' }))).toBe(true)
})
