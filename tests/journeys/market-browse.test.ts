/** Looking around in the market, and its settings. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Fill } from '../../contracts/fills.ts'
import type { Caller } from '../world/caller.ts'
import { marketSettings } from '../world/market-inputs.ts'
import { toldEvents } from '../world/told-events.ts'
import { openTrade, type Trade } from '../world/trade.ts'
import { createWorld, type World } from '../world/world.ts'

let world: World
let owner: Caller
let trade: Trade
beforeAll(async () => {
  world = await createWorld()
  owner = world.as(world.owner)
  trade = openTrade(world)
})
afterAll(() => world?.stop())

const saveSettings = (more: object = {}) => owner.call('saveMarketSettings', { body: marketSettings(more) })

describe('who looks around', () => {
  it('finds items with their lowest ask, and the book with own listings marked', async () => {
    const { appId, itemId } = await trade.shelf({ name: 'Lighthouse lamp', tags: ['lamp'] })
    await owner.call('updateApp', { params: { appId }, body: { isVisible: true } })
    const seller = await trade.trader({ appId, itemId })
    const other = await trade.trader({ appId, itemId })
    await seller.lists(itemId, { unitPrice: 120, quantity: 2 })
    await other.lists(itemId, { unitPrice: 110, quantity: 3 })
    await other.lists(itemId, { unitPrice: 120, quantity: 1 })
    const [found] = (await seller.call('listMarket', { query: { q: 'lighthouse', tag: 'lamp' } })).data
    expect(found).toMatchObject({ itemId, lowestAsk: 110, unitsForSale: 6, listingCount: 3 })
    const book = await seller.call('getBook', { params: { itemId } })
    expect(book.levels).toEqual([
      { unitPrice: 110, units: 3, ownUnits: 0, listingCount: 1 },
      { unitPrice: 120, units: 3, ownUnits: 2, listingCount: 2 },
    ])
    expect(book.asks.map(({ isOwn }) => isOwn)).toEqual([false, true, false])
    const cheap = { query: { sort: 'price' as const, maxPrice: 115, q: 'Lighthouse' } }
    expect((await seller.call('listMarket', cheap)).data).toHaveLength(1)
    expect((await seller.call('listMarket', { query: { minPrice: 115, q: 'Lighthouse' } })).data).toEqual([])
  })

  it('is quoted every part of a price before selling and before buying', async () => {
    const { appId, itemId } = await trade.shelf({ royaltyBps: 250 })
    const seller = await trade.trader({ appId, itemId })
    const params = { itemId }
    const sale = await seller.call('getQuote', {
      params,
      query: { side: 'sell', quantity: 4, unitPrice: 95 },
    })
    expect(sale).toMatchObject({ gross: 380, minimumTake: 352, listingFee: 0 })
    expect(sale.parts.map(({ amount }) => amount)).toEqual([352, 9, 19])
    const { id: listingId } = await seller.lists(itemId, { unitPrice: 95 })
    const query = { side: 'buy' as const, quantity: 4, listingId }
    expect(await owner.call('getQuote', { params, query })).toMatchObject({ side: 'buy', gross: 380 })
  })

  it('is told of own orders and fills only, and staff of all', async () => {
    const { appId, itemId } = await trade.shelf()
    const seller = await trade.trader({ appId, itemId })
    const buyer = await trade.trader({ coins: 500 })
    const stranger = await trade.trader()
    const listing = await seller.lists(itemId)
    await buyer.buys(listing, 5)
    expect((await seller.call('listOrders', {})).data).toMatchObject([{ id: listing.id, kind: 'sell' }])
    expect((await seller.call('listOrders', { query: { isOpen: true } })).data).toEqual([])
    expect((await stranger.call('listOrders', {})).data).toEqual([])
    expect((await stranger.call('listFills', {})).data).toEqual([])
    const [bought] = (await buyer.call('listFills', {})).data
    expect(bought).toMatchObject({
      seller: { kind: 'member', id: null, label: null },
      buyer: { id: buyer.memberId, label: expect.any(String) },
    })
    const query = { listingId: listing.id }
    const [all] = (await owner.call('listFills', { query })).data
    expect(all).toMatchObject({
      seller: { id: seller.memberId, label: expect.any(String) },
      buyer: { id: buyer.memberId, label: expect.any(String) },
    })
    const ofItem = async (query: object) =>
      (await stranger.call('listItemFills', { params: { itemId }, query })).data
    expect(await ofItem({ currency: 'coins', tier: 'default' })).toMatchObject([
      { quantity: 5, unitPrice: 100, seller: { id: null, label: null }, buyer: { id: null, label: null } },
    ])
    expect(await ofItem({ currency: 'gems' })).toEqual([])
    const ofOther = { query: { memberId: seller.memberId } }
    expect(await stranger.refusal('listOrders', ofOther)).toBe('forbidden')
    expect(await seller.call('getListing', { params: { listingId: listing.id } })).toMatchObject({
      isOwn: true,
      seller: { id: seller.memberId },
    })
    expect((await stranger.call('getListing', { params: { listingId: listing.id } })).seller.id).toBeNull()
  })
})

it.each(['listOrders', 'listFills', 'listMarket'] as const)(
  'cursor_invalid: %s takes no made-up place',
  async (name) => {
    expect(await owner.refusal(name, { query: { cursor: 'made-up' } })).toBe('cursor_invalid')
  },
)

it('cursor_invalid and unknown_item: what was sold of an item is asked for by its own tiers and places', async () => {
  const { itemId } = await trade.shelf()
  const asked = (query: object) => owner.refusal('listItemFills', { params: { itemId }, query })
  expect(await asked({ cursor: 'made-up' })).toBe('cursor_invalid')
  expect(await asked({ tier: 'golden' })).toBe('unknown_item')
  expect(await owner.refusal('listItemFills', { params: { itemId: world.communityId } })).toBe('not_found')
})

describe('settings', () => {
  it('revision_mismatch: somebody saved them meanwhile', async () => {
    const { revision } = await saveSettings({ feeBps: 400 })
    const body = marketSettings({ feeBps: 300, maxUnitPrice: 1000 })
    const headers = { 'if-match': `"${revision - 1}"` }
    expect(await owner.refusal('saveMarketSettings', { body, headers })).toBe('revision_mismatch')
    const [told] = await toldEvents(world, 'maxUnitPrice')
    expect(told?.data).toMatchObject({ changed: expect.arrayContaining(['maxUnitPrice']) })
    await saveSettings()
  })

  it('asset_unknown and price_out_of_bounds: nothing is sold for XP, and the bounds are in order', async () => {
    const body = marketSettings({ feeBps: 300, maxUnitPrice: 1000, currencies: ['xp'] })
    expect(await owner.refusal('saveMarketSettings', { body })).toBe('asset_unknown')
    const turned = { ...body, currencies: [], minUnitPrice: 2000 }
    expect(await owner.refusal('saveMarketSettings', { body: turned })).toBe('price_out_of_bounds')
  })

  it('give items that state no royalty that of the community, and sellers what they were promised', async () => {
    const { appId, itemId } = await trade.shelf()
    const stated = await trade.shelf({ royaltyBps: 0 })
    const seller = await trade.trader({ appId, itemId })
    const buyer = await trade.trader({ coins: 300 })
    await saveSettings({ defaultRoyaltyBps: 1000 })
    const listing = await seller.lists(itemId)
    expect(listing.royaltyBps).toBe(1000)
    const query = { side: 'sell' as const, quantity: 1, unitPrice: 100 }
    const { parts } = await owner.call('getQuote', { params: { itemId: stated.itemId }, query })
    expect(parts.map(({ kind }) => kind)).toEqual(['seller', 'fee'])
    await saveSettings({ defaultRoyaltyBps: 2000 })
    const royaltyOf = ({ body }: { body: unknown }) =>
      (body as Fill).parts.find(({ kind }) => kind === 'royalty')?.amount
    expect(royaltyOf(await buyer.buys(listing))).toBe(10)
    await saveSettings({ defaultRoyaltyBps: 300 })
    expect(royaltyOf(await buyer.buys(listing))).toBe(3)
  })

  it('keep what was granted and bought under a trade hold for a while, whatever its item says', async () => {
    const { appId, itemId } = await trade.shelf()
    const seller = await trade.trader({ appId, itemId })
    const buyer = await trade.trader({ coins: 100 })
    await saveSettings({ tradeHoldFloorS: 3600 })
    const late = await trade.trader({ appId, itemId, units: 3 })
    await buyer.buys(await seller.lists(itemId))
    await saveSettings()
    expect(await late.units(itemId)).toMatchObject({ available: 3, tradable: 0 })
    expect(await buyer.units(itemId)).toMatchObject({ available: 1, tradable: 0 })
    await world.clock.advance({ hours: 2 })
    expect(await buyer.units(itemId)).toMatchObject({ available: 1, tradable: 1 })
  })

  it('rates_too_high: fee and default royalty leave something to the seller', async () => {
    const body = marketSettings({ feeBps: 9000, defaultRoyaltyBps: 501 })
    expect(await owner.refusal('saveMarketSettings', { body })).toBe('rates_too_high')
  })
})
