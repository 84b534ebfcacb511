/** Who wins in the market, and what the losers get; what ends, what is undone. */
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { Fill } from '../../contracts/fills.ts'
import { market } from '../../server/features/market/index.ts'
import { decisionTime } from '../../server/platform/db/database.ts'
import type { Caller } from '../world/caller.ts'
import { freshFill, freshListing, giveCoins, marketSettings } from '../world/market-inputs.ts'
import { toldEvents } from '../world/told-events.ts'
import { openTrade, type Trade, type Trader } from '../world/trade.ts'
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

async function sellerAndBuyer(more: object = {}, coins = 5000) {
  const shelf = await trade.shelf(more)
  const seller = await trade.trader({ ...shelf, units: 10 })
  return { ...shelf, seller, buyer: await trade.trader({ coins }) }
}

const feeOf = (feeBps: number) => owner.call('saveMarketSettings', { body: marketSettings({ feeBps }) })

it('E01 N buyers race for one unit: exactly one sale, all others refused and charged nothing', async () => {
  const { itemId, seller } = await sellerAndBuyer()
  const listing = await seller.lists(itemId, { quantity: 1 })
  const buyers: Trader[] = []
  for (let index = 0; index < 12; index++) buyers.push(await trade.trader({ coins: 100 }))
  const replies = await Promise.all(buyers.map((buyer) => buyer.buys(listing)))
  expect(replies.filter(({ status }) => status === 201)).toHaveLength(1)
  for (const { status, body } of replies) {
    if (status !== 201) expect(body).toMatchObject({ code: 'stock_changed', facts: { remaining: 0 } })
  }
  const coins = await Promise.all(buyers.map((buyer) => buyer.coins()))
  expect(coins.filter((each) => each === 100)).toHaveLength(11)
  expect(coins.filter((each) => each === 0)).toHaveLength(1)
})

it('E02 one idempotency key sent 100 times in parallel: one effect, 100 equal answers, 99 marked replayed', async () => {
  const { itemId, seller, buyer } = await sellerAndBuyer()
  const { id: listingId, unitPrice, terms } = await seller.lists(itemId)
  const input = {
    params: { listingId },
    body: { quantity: 1, unitPrice, terms },
    headers: { 'idempotency-key': 'bought-once' },
  }
  const replies = await Promise.all(Array.from({ length: 100 }, () => buyer.reply('purchaseListing', input)))
  expect(new Set(replies.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
  expect(replies.filter(({ headers }) => headers['idempotency-replayed'] === 'true')).toHaveLength(99)
  expect(await buyer.coins()).toBe(4900)
})

it('E04 the expiry of one listing run twice, and by two workers at once: one return, one event', async () => {
  const { itemId, seller } = await sellerAndBuyer()
  const { id } = await seller.lists(itemId, { expiresInS: 3600 })
  await world.clock.advance({ hours: 2 })
  const { endDue } = world.app.started.of(market)
  await Promise.all([endDue(world.app.ctx), endDue(world.app.ctx), trade.sweep()])
  await endDue(world.app.ctx)
  expect((await toldEvents(world, id)).filter(({ type }) => type === 'listing.expired')).toHaveLength(1)
  expect(await seller.units(itemId)).toMatchObject({ available: 10, owned: 10 })
})

it('E07 royalty and fee raised after listing: the seller gets at least the minimum take; lowered: the seller gets more', async () => {
  const { itemId, seller, buyer } = await sellerAndBuyer()
  const listing = await seller.lists(itemId, { quantity: 10 })
  await feeOf(5000)
  await owner.call('updateItem', { params: { itemId }, body: { royaltyBps: 4000 } })
  await buyer.buys(listing, 5)
  expect(await seller.coins()).toBe(450)
  await feeOf(0)
  await owner.call('updateItem', { params: { itemId }, body: { royaltyBps: 0 } })
  await buyer.buys(listing, 5)
  expect(await seller.coins()).toBe(950)
  expect(950).toBeGreaterThan(listing.minimumTake)
  await feeOf(500)
})

it('E13 buying 7 of a 100-unit listing while 20 others buy: `terms` do not change, all with stock succeed', async () => {
  const shelf = await trade.shelf()
  const body = { quantity: 100, unitPrice: 10 }
  const params = { itemId: shelf.itemId }
  const listing = await world.as(shelf.app).call('createListing', { params, body })
  const buyers: Trader[] = []
  for (let index = 0; index < 7; index++) buyers.push(await trade.trader({ coins: 1000 }))
  const wanted = [7, ...Array.from({ length: 20 }, () => 4)]
  const replies = await Promise.all(
    wanted.map((quantity, index) => buyers[index % 7]?.buys(listing, quantity)),
  )
  expect(replies.map((reply) => reply?.status)).toEqual(wanted.map(() => 201))
  const after = await owner.call('getListing', { params: { listingId: listing.id } })
  expect(after).toMatchObject({ terms: 1, remaining: 13, state: 'partly_filled' })
  const { data } = await owner.call('listFills', { query: { listingId: listing.id } })
  expect(data.map(({ number }) => number)).toEqual(wanted.map((_each, index) => 21 - index))
})

it('E14 a price change between page view and purchase: `terms_changed`, no coin moved', async () => {
  const { itemId, seller, buyer } = await sellerAndBuyer()
  const listing = await seller.lists(itemId)
  await seller.call('updateListing', { params: { listingId: listing.id }, body: { unitPrice: 99 } })
  expect((await buyer.buys(listing)).body).toMatchObject({
    code: 'terms_changed',
    facts: { unitPrice: 99, terms: 2 },
  })
  // There and back again: still not what was seen.
  await seller.call('updateListing', { params: { listingId: listing.id }, body: { unitPrice: 100 } })
  expect((await buyer.buys(listing)).body).toMatchObject({ code: 'terms_changed' })
  expect(await buyer.coins()).toBe(5000)
})

it('terms_changed: the other listing is untouched', async () => {
  const { itemId, seller, buyer } = await sellerAndBuyer()
  const listing = await seller.lists(itemId)
  expect((await buyer.buys({ ...listing, terms: 2 })).body).toMatchObject({ code: 'terms_changed' })
  expect((await buyer.buys(listing)).status).toBe(201)
})

it('E16 own orders never meet, also across a price change', async () => {
  const { itemId, seller } = await sellerAndBuyer()
  await giveCoins(world, seller.memberId, 1000)
  const listing = await seller.lists(itemId)
  expect((await seller.buys(listing)).body).toMatchObject({ code: 'own_order' })
  const params = { listingId: listing.id }
  const changed = await seller.call('updateListing', { params, body: { unitPrice: 1 } })
  expect((await seller.buys(changed)).body).toMatchObject({ code: 'own_order' })
  expect(await seller.coins()).toBe(1000)
})

it('own_order: nobody buys from themselves, whoever else may', async () => {
  const { itemId, seller, buyer } = await sellerAndBuyer()
  const listing = await seller.lists(itemId)
  expect((await seller.buys(listing)).body).toMatchObject({ code: 'own_order' })
  expect((await buyer.buys(listing)).status).toBe(201)
})

it('E17 an expired listing or bid cannot be filled one millisecond late although no sweeper ran; its coins and units are spendable at once', async () => {
  const { itemId, seller, buyer } = await sellerAndBuyer()
  const listing = await seller.lists(itemId, { quantity: 10, expiresInS: 3600 })
  const left = Date.parse(listing.expiresAt) - (await timeNow())
  await world.clock.advance({ seconds: left / 1000 })
  expect((await buyer.buys(listing)).body).toMatchObject({
    code: 'order_closed',
    facts: { state: 'expired' },
  })
  const params = { listingId: listing.id }
  expect(await buyer.call('getListing', { params })).toMatchObject({ state: 'expired', remaining: 0 })
  expect((await buyer.call('getBook', { params: { itemId } })).asks).toEqual([])
  // Given away at once, and back from a gift that is over: no sweep has to have run.
  const gift = { toMemberId: buyer.memberId, itemId, quantity: 10, expiresInS: 3600 }
  const { expiresAt } = await seller.call('offerGift', { body: gift })
  await world.clock.advance({ seconds: (Date.parse(expiresAt) - (await timeNow())) / 1000 })
  const again = await seller.lists(itemId, { quantity: 10 })
  expect(again.state).toBe('active')
  await trade.sweep()
  expect(await seller.units(itemId)).toMatchObject({ available: 0, owned: 10 })
})

const timeNow = async () => (await decisionTime(world.app.ctx.db)).getTime()

it('E19 the same double-clicked listing with two keys and one unit: one listing, one `insufficient_balance`', async () => {
  const shelf = await trade.shelf()
  const seller = await trade.trader({ ...shelf, units: 1 })
  const click = (key: string) =>
    seller.reply('createListing', {
      params: { itemId: shelf.itemId },
      body: { quantity: 1, unitPrice: 10 },
      headers: { 'idempotency-key': key },
    })
  const replies = await Promise.all([click('first'), click('second')])
  expect(replies.map(({ status }) => status).sort()).toEqual([201, 409])
  expect(replies.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'insufficient_balance' })
})

it('E25 maxPerMember counts owned units, holds and open bids; returns are never refused', async () => {
  const { itemId, appId, seller } = await sellerAndBuyer({ maxPerMember: 10 })
  const buyer = await trade.trader({ appId, itemId, units: 8, coins: 5000 })
  await buyer.lists(itemId, { quantity: 8, unitPrice: 5000 })
  const listing = await seller.lists(itemId, { quantity: 10 })
  expect((await buyer.buys(listing, 3)).body).toMatchObject({ code: 'member_limit' })
  expect((await buyer.buys(listing, 2)).status).toBe(201)
  // Lowered under what they have: what comes back comes back.
  await owner.call('updateItem', { params: { itemId }, body: { maxPerMember: 1 } })
  await seller.call('cancelListing', { params: { listingId: listing.id } })
  expect(await seller.units(itemId)).toMatchObject({ available: 8 })
})

it('E30 reversal restores all balances exactly; with spent coins it is refused, or covered from fees when asked', async () => {
  const { itemId, seller, buyer } = await sellerAndBuyer({ royaltyBps: 250 })
  const listing = await seller.lists(itemId, { unitPrice: 95 })
  const fill = (await buyer.buys(listing, 4)).body as Fill
  const params = { fillId: fill.id }
  const body = { reason: 'Sold by a stolen account' }
  const reversed = await owner.call('reverseFill', { params, body })
  expect(reversed).toMatchObject({ reversalReason: body.reason, reversedAt: expect.any(String) })
  expect([await buyer.coins(), await seller.coins()]).toEqual([5000, 0])
  expect(await seller.units(itemId)).toMatchObject({ available: 9 })
  expect(await buyer.units(itemId)).toMatchObject({ available: 0 })

  const second = (await buyer.buys(listing, 1)).body as Fill
  await giveCoins(world, seller.memberId, -50)
  const again = { params: { fillId: second.id }, body }
  expect(await owner.problem('reverseFill', again)).toMatchObject({
    code: 'insufficient_balance',
    facts: { asset: 'coins' },
  })
  // The fees of other sales pay what the seller lacks.
  const rich = await trade.trader({ coins: 5000 })
  await rich.buys(await seller.lists(itemId, { quantity: 4, unitPrice: 1000 }), 4)
  await giveCoins(world, seller.memberId, -(await seller.coins()))
  await owner.call('reverseFill', { ...again, body: { ...body, coverFromFees: true } })
  expect(await buyer.coins()).toBe(5000)
})

it('already_reversed: a fill is undone once, also by two at the same time', async () => {
  const { fill } = await freshFill({ world })
  const input = { params: { fillId: fill.id }, body: { reason: 'A test' } }
  const replies = await Promise.all([owner.reply('reverseFill', input), owner.reply('reverseFill', input)])
  expect(replies.map(({ status }) => status).sort()).toEqual([201, 409])
  expect(await owner.refusal('reverseFill', input)).toBe('already_reversed')
})

it('amount_out_of_bounds: a buyer whose balance is full gets nothing back, so nothing is undone', async () => {
  const { fill } = await freshFill({ world })
  const { coins } = await world.balances(world.ownerMemberId)
  await giveCoins(world, world.ownerMemberId, Number.MAX_SAFE_INTEGER - coins)
  const input = { params: { fillId: fill.id }, body: { reason: 'A test' } }
  expect(await owner.refusal('reverseFill', input)).toBe('amount_out_of_bounds')
  await giveCoins(world, world.ownerMemberId, -Number.MAX_SAFE_INTEGER)
})

it('E31 suspending an app hides its orders at once; cancel still works; resuming restores priority', async () => {
  const { appId, itemId, seller, buyer } = await sellerAndBuyer()
  const first = await seller.lists(itemId, { quantity: 2 })
  const second = await seller.lists(itemId, { quantity: 2 })
  const third = await seller.lists(itemId, { quantity: 2 })
  await owner.call('suspendApp', { params: { appId }, body: { reason: 'A test' } })
  expect(await buyer.refusal('getBook', { params: { itemId } })).toBe('not_tradable')
  expect((await buyer.buys(first)).body).toMatchObject({ code: 'not_tradable' })
  await seller.call('cancelListing', { params: { listingId: second.id } })
  await owner.call('resumeApp', { params: { appId } })
  const { asks } = await buyer.call('getBook', { params: { itemId } })
  expect(asks.map(({ listingId }) => listingId)).toEqual([first.id, third.id])
})

it('a retired item, and a seller who leaves, end their listings by themselves, each once', async () => {
  const { itemId, seller } = await sellerAndBuyer()
  const kept = await freshListing({ world })
  const listing = await seller.lists(itemId)
  await owner.call('retireItem', { params: { itemId } })
  await trade.sweep()
  expect(await owner.call('getListing', { params: { listingId: listing.id } })).toMatchObject({
    state: 'canceled',
    returned: 5,
  })
  expect(await seller.units(itemId)).toMatchObject({ available: 10 })
  const other = await sellerAndBuyer()
  const left = await other.seller.lists(other.itemId)
  await owner.call('removeMember', { params: { memberId: other.seller.memberId } })
  await trade.sweep()
  const told = (await toldEvents(world, left.id)).map(({ type }) => type)
  expect(told).toEqual(['listing.created', 'listing.canceled'])
  expect(await owner.call('getListing', { params: { listingId: kept.listing.id } })).toMatchObject({
    state: 'active',
  })
})
