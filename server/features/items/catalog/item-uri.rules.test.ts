/** How addresses of items are compared, and how tiers are named. */
import { expect, it } from 'vitest'
import { itemUriDigest, shownTierUri, tierUriDigest } from './item-uri.rules.ts'

const uri = 'https://items.example/item?id=1'

it('an item is the same whatever the case of its host, its default port and its fragment', () => {
  expect(itemUriDigest('HTTPS://ITEMS.example:443/item?id=1#week')).toEqual(itemUriDigest(uri))
  expect(itemUriDigest('https://items.example/item?id=2')).not.toEqual(itemUriDigest(uri))
  expect(itemUriDigest('https://items.example/Item?id=1')).not.toEqual(itemUriDigest(uri))
})

it('of a tier the fragment counts', () => {
  expect(tierUriDigest(`${uri}#week`)).not.toEqual(tierUriDigest(`${uri}#month`))
})

it('a tier that is alone has the address of its item, others their own or one made from their key', () => {
  expect(shownTierUri(uri, { key: 'week', uri: 'https://items.example/week' }, 1)).toBe(uri)
  expect(shownTierUri(uri, { key: 'week', uri: 'https://items.example/week' }, 2)).toBe(
    'https://items.example/week',
  )
  expect(shownTierUri(uri, { key: 'month', uri: null }, 2)).toBe(`${uri}#month`)
})
