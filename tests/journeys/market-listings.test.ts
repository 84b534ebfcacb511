/** Listings and purchases over HTTP: what moves, what is told, what is refused. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Fill } from '../../contracts/fills.ts'
import type { Caller } from '../world/caller.ts'
import { liveItem } from '../world/item-inputs.ts'
import { giveCoins, marketSettings } from '../world/market-inputs.ts'
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
afterEach(async () => expect(await trade.faults()).toEqual([]))
afterAll(() => world?.stop())

const saveSettings = (more: object = {}) => owner.call('saveMarketSettings', { body: marketSettings(more) })

describe('a listing', () => {
  it('holds its units until they are bought in parts, and pays the seller, the royalty and the fee', async () => {
    const { appId, itemId } = await trade.shelf({ royaltyBps: 250 })
    const seller = await trade.trader({ appId, itemId, units: 30 })
    const buyer = await trade.trader({ coins: 5000 })
    const listing = await seller.lists(itemId, { quantity: 21, unitPrice: 95 })
    expect(listing).toMatchObject({
      state: 'active',
      remaining: 21,
      terms: 1,
      minimumTake: 1847,
      isOwn: true,
    })
    expect(await seller.units(itemId)).toMatchObject({ available: 9, owned: 30 })

    const parts: string[] = []
    for (const quantity of [4, 10, 7]) {
      const fill = (await buyer.buys(listing, quantity)).body as Fill
      parts.push(fill.parts.map(({ kind, amount }) => `${kind} ${amount}`).join(' '))
    }
    expect(parts).toEqual([
      'seller 352 royalty 9 fee 19',
      'seller 879 royalty 24 fee 47',
      'seller 616 royalty 16 fee 33',
    ])
    expect(await seller.coins()).toBe(1847)
    expect(await buyer.coins()).toBe(5000 - 1995)
    expect(await buyer.units(itemId)).toMatchObject({ available: 21, owned: 21 })
    expect(await seller.units(itemId)).toMatchObject({ available: 9, owned: 9 })
    const params = { listingId: listing.id }
    expect(await seller.call('getListing', { params })).toMatchObject({ state: 'filled', filled: 21 })
  })

  it('is told with the changes of units, and one number for each posting', async () => {
    const { appId, itemId } = await trade.shelf()
    const seller = await trade.trader({ appId, itemId })
    const buyer = await trade.trader({ coins: 500 })
    const listing = await seller.lists(itemId)
    await buyer.buys(listing, 2)
    await seller.call('cancelListing', { params: { listingId: listing.id } })
    const told = await toldEvents(world, listing.id)
    const [created, executed, partly, canceled] = told
    expect(told.map(({ type }) => type)).toEqual([
      'listing.created',
      'fill.executed',
      'listing.partly_filled',
      'listing.canceled',
    ])
    expect(created?.data.changes).toMatchObject([
      { delta: -5, countAfter: 5, ownedAfter: 10, inventorySequence: 2 },
    ])
    expect(executed?.data.changes).toMatchObject([{ delta: 2, countAfter: 2, inventorySequence: 1 }])
    expect(partly?.data).toMatchObject({ listing: { remaining: 3 }, changes: [] })
    expect(canceled?.data.changes).toMatchObject([
      { delta: 3, countAfter: 8, ownedAfter: 8, inventorySequence: 3 },
    ])
    const params = { memberId: seller.memberId }
    const changes = await owner.call('listInventoryChanges', { params, query: { appId } })
    expect(changes.data.map(({ delta }) => delta)).toEqual([10, -5, 3])
  })

  it('sells out of the treasury of an app, which is paid', async () => {
    const { appId, itemId, app } = await trade.shelf()
    const buyer = await trade.trader({ coins: 1000 })
    const body = { quantity: 100, unitPrice: 10 }
    const listing = await world.as(app).call('createListing', { params: { itemId }, body })
    expect(listing.seller).toMatchObject({ kind: 'app', id: appId })
    expect((await buyer.buys(listing, 100)).status).toBe(201)
    const payout = { op: 'payout' as const, memberId: buyer.memberId, currency: 'coins', quantity: 950 }
    const posting = { operations: [payout], reason: 'All that it earned' }
    await owner.call('postUnits', { params: { appId }, body: posting })
    expect(await buyer.coins()).toBe(950)
  })

  it('costs the listing fee of the community, which is not given back', async () => {
    const { appId, itemId } = await trade.shelf()
    const seller = await trade.trader({ appId, itemId, coins: 50 })
    await saveSettings({ listingFee: 20 })
    const { id: listingId } = await seller.lists(itemId)
    await seller.call('cancelListing', { params: { listingId } })
    await saveSettings()
    expect(await seller.coins()).toBe(30)
  })

  it('is sold whole or not at all where its seller wants that', async () => {
    const { appId, itemId } = await trade.shelf()
    const seller = await trade.trader({ appId, itemId })
    const buyer = await trade.trader({ coins: 500 })
    const listing = await seller.lists(itemId, { allowPartial: false })
    const refused = await buyer.buys(listing, 4)
    expect(refused.body).toMatchObject({ code: 'stock_changed', facts: { remaining: 5, lowestAsk: 100 } })
    expect((await buyer.buys(listing, 5)).status).toBe(201)
  })
})

describe('what is refused moves nothing', () => {
  it('members_only: keys of a community sell and buy nothing', async () => {
    const { itemId, app } = await trade.shelf()
    const key = world.as(await world.key(['administrator']))
    const body = { quantity: 1, unitPrice: 10 }
    const listing = await world.as(app).call('createListing', { params: { itemId }, body })
    expect(await key.refusal('createListing', { params: { itemId }, body })).toBe('members_only')
    const bought = { params: { listingId: listing.id }, body: { ...body, terms: 1 } }
    expect(await key.refusal('purchaseListing', bought)).toBe('members_only')
  })

  it('unknown_item: an item with several tiers needs one of them', async () => {
    const tiers = [
      { key: 'week', seconds: 604_800 },
      { key: 'month', seconds: 2_592_000 },
    ]
    const { itemId } = (await liveItem({ world }, { kind: 'time_limited', tiers })).params
    const params = { itemId }
    const seller = await trade.trader()
    const body = { quantity: 1, unitPrice: 10 }
    expect(await seller.refusal('createListing', { params, body })).toBe('unknown_item')
    expect(await seller.refusal('getBook', { params })).toBe('unknown_item')
    const query = { side: 'sell' as const, ...body }
    expect(await seller.refusal('getQuote', { params, query })).toBe('unknown_item')
    expect(await seller.call('getBook', { params, query: { tier: 'week' } })).toMatchObject({ asks: [] })
  })

  it('not_tradable: while frozen nothing is listed, repriced, quoted, shown or bought', async () => {
    const { appId, itemId } = await trade.shelf()
    const seller = await trade.trader({ appId, itemId })
    const buyer = await trade.trader({ coins: 500 })
    const listing = await seller.lists(itemId)
    const params = { itemId }
    await owner.call('freezeItem', { params, body: { reason: 'A test' } })
    const body = { quantity: 1, unitPrice: 10 }
    expect(await seller.refusal('createListing', { params, body })).toBe('not_tradable')
    expect(await seller.refusal('getBook', { params })).toBe('not_tradable')
    expect(await seller.refusal('getQuote', { params, query: { side: 'sell', ...body } })).toBe(
      'not_tradable',
    )
    const ofListing = { params: { listingId: listing.id }, body: { unitPrice: 90 } }
    expect(await seller.refusal('updateListing', ofListing)).toBe('not_tradable')
    expect((await buyer.buys(listing)).body).toMatchObject({ code: 'not_tradable' })
    await owner.call('thawItem', { params })
    expect((await buyer.buys(listing)).status).toBe(201)
    const fixed = await trade.shelf({ isMarketable: false })
    expect(await seller.refusal('createListing', { params: { itemId: fixed.itemId }, body })).toBe(
      'not_tradable',
    )
    expect(await buyer.coins()).toBe(400)
  })

  it('insufficient_balance: nobody lists what they do not have, or buys what they cannot pay', async () => {
    const { appId, itemId } = await trade.shelf()
    const seller = await trade.trader({ appId, itemId })
    const buyer = await trade.trader({ coins: 150 })
    const body = { quantity: 11, unitPrice: 10 }
    expect(await seller.problem('createListing', { params: { itemId }, body })).toMatchObject({
      code: 'insufficient_balance',
      facts: { required: 11, available: 10 },
    })
    const listing = await seller.lists(itemId)
    expect((await buyer.buys(listing, 2)).body).toMatchObject({
      code: 'insufficient_balance',
      facts: { asset: 'coins', required: 200, available: 150 },
    })
    expect(await seller.units(itemId)).toMatchObject({ available: 5, owned: 10 })
    expect(await buyer.coins()).toBe(150)
  })

  it('trade_held: E26 trade-held units cannot be listed until the hour', async () => {
    const { appId, itemId } = await trade.shelf({ tradeHoldS: { grant: 7200, purchase: 3600, gift: 0 } })
    const seller = await trade.trader({ appId, itemId })
    const body = { quantity: 1, unitPrice: 10 }
    const params = { itemId }
    const held = await seller.problem('createListing', { params, body })
    expect(held).toMatchObject({ code: 'trade_held', facts: { quantity: 10 } })
    await world.clock.advance({ hours: 3 })
    const listing = await seller.lists(itemId)
    const buyer = await trade.trader({ coins: 500 })
    await buyer.buys(listing, 2)
    expect(await buyer.units(itemId)).toMatchObject({ available: 2, tradable: 0 })
    expect(await buyer.refusal('createListing', { params, body })).toBe('trade_held')
  })

  it('price_out_of_bounds, amount_too_large and minimum_take: prices that this market does not have', async () => {
    const { appId, itemId } = await trade.shelf()
    const seller = await trade.trader({ appId, itemId })
    const params = { itemId }
    await saveSettings({ minUnitPrice: 10, maxUnitPrice: 900_000_000_000_000 })
    const tooLow = { quantity: 1, unitPrice: 9 }
    const tooMuch = { quantity: 2, unitPrice: 900_000_000_000_000 }
    for (const [body, code] of [
      [tooLow, 'price_out_of_bounds'],
      [tooMuch, 'amount_too_large'],
    ] as const) {
      expect(await seller.refusal('createListing', { params, body })).toBe(code)
      expect(await seller.refusal('getQuote', { params, query: { side: 'sell', ...body } })).toBe(code)
    }
    const asked = { quantity: 1, unitPrice: 100, minimumTake: 91 }
    expect(await seller.problem('createListing', { params, body: asked })).toMatchObject({
      code: 'minimum_take',
      facts: { minimumTake: 90 },
    })
    const { id: listingId } = await seller.lists(itemId)
    const reprice = (unitPrice: number) =>
      seller.refusal('updateListing', { params: { listingId }, body: { unitPrice } })
    expect(await reprice(9)).toBe('price_out_of_bounds')
    expect(await reprice(900_000_000_000_000)).toBe('amount_too_large')
    await saveSettings()
  })

  it('limit_reached: 20 open listings of one seller and item', async () => {
    const { appId, itemId } = await trade.shelf()
    const seller = await trade.trader({ appId, itemId, units: 100 })
    for (let index = 0; index < 20; index++) await seller.lists(itemId, { quantity: 1 })
    const body = { quantity: 1, unitPrice: 10 }
    expect(await seller.refusal('createListing', { params: { itemId }, body })).toBe('limit_reached')
  })

  it('order_closed: what was taken back is not repriced, quoted, taken back again or bought', async () => {
    const { appId, itemId } = await trade.shelf()
    const seller = await trade.trader({ appId, itemId })
    const buyer = await trade.trader({ coins: 500 })
    const listing = await seller.lists(itemId)
    const params = { listingId: listing.id }
    expect(await seller.call('cancelListing', { params })).toMatchObject({ state: 'canceled', returned: 5 })
    expect(await seller.problem('cancelListing', { params })).toMatchObject({
      code: 'order_closed',
      facts: { state: 'canceled' },
    })
    expect(await seller.refusal('updateListing', { params, body: { unitPrice: 90 } })).toBe('order_closed')
    expect((await buyer.buys(listing)).body).toMatchObject({ code: 'order_closed' })
    const query = { side: 'buy' as const, quantity: 1, listingId: listing.id }
    expect(await buyer.refusal('getQuote', { params: { itemId }, query })).toBe('order_closed')
  })

  it('forbidden: only the seller reprices, and only the seller or staff takes back', async () => {
    const { appId, itemId } = await trade.shelf()
    const seller = await trade.trader({ appId, itemId })
    const stranger = await trade.trader()
    const params = { listingId: (await seller.lists(itemId)).id }
    expect(await stranger.refusal('updateListing', { params, body: { unitPrice: 1 } })).toBe('forbidden')
    expect(await stranger.refusal('cancelListing', { params })).toBe('forbidden')
    expect(await owner.call('cancelListing', { params })).toMatchObject({ state: 'canceled' })
    const audit = await owner.call('listAuditEntries', {})
    expect(audit.data[0]).toMatchObject({ action: 'listing.canceled' })
  })

  it('stock_changed: more than is left, quoted or bought', async () => {
    const { appId, itemId } = await trade.shelf()
    const seller = await trade.trader({ appId, itemId })
    const buyer = await trade.trader({ coins: 5000 })
    const listing = await seller.lists(itemId)
    await seller.lists(itemId, { quantity: 1, unitPrice: 130 })
    const query = { side: 'buy' as const, quantity: 6, listingId: listing.id }
    expect(await buyer.refusal('getQuote', { params: { itemId }, query })).toBe('stock_changed')
    await buyer.buys(listing, 5)
    expect((await buyer.buys(listing)).body).toMatchObject({
      code: 'stock_changed',
      facts: { remaining: 0, lowestAsk: 130 },
    })
  })

  it('amount_out_of_bounds: a seller whose balance is full cannot be paid, so nothing is sold', async () => {
    const { appId, itemId } = await trade.shelf({ royaltyBps: 0 })
    const seller = await trade.trader({ appId, itemId })
    const buyer = await trade.trader({ coins: 500 })
    const listing = await seller.lists(itemId)
    await giveCoins(world, seller.memberId, Number.MAX_SAFE_INTEGER)
    expect((await buyer.buys(listing)).body).toMatchObject({ code: 'amount_out_of_bounds' })
    expect(await buyer.coins()).toBe(500)
  })
})
