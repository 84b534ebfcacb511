/** Test players: every flow and every webhook of an app, tried before anybody has approved it, and beside all members. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { AppEventType } from '../../contracts/endpoint-wire.ts'
import type { TestStepName } from '../../contracts/test-players.ts'
import { items } from '../../server/features/items/index.ts'
import type { Caller } from '../world/caller.ts'
import { newItem } from '../world/item-inputs.ts'
import { startHttpServer, type TestServer } from '../world/raw-server.ts'
import { egressToLoopback } from '../world/receiver.ts'
import { testedApp } from '../world/test-player-inputs.ts'
import { openTrade, type Trade } from '../world/trade.ts'
import { settleOrders } from '../world/trading-game.ts'
import { createWorld, type World } from '../world/world.ts'

let world: World
let owner: Caller
let trade: Trade
beforeAll(async () => {
  world = await createWorld({ egress: egressToLoopback() })
  owner = world.as(world.owner)
  trade = openTrade(world)
})
afterAll(() => world?.stop())

interface Told {
  event: string
  test: unknown
  body: Record<string, unknown>
}

let game: TestServer
let told: Told[]
let status: number
let app: Awaited<ReturnType<typeof testedApp>>
let key: string

beforeEach(async () => {
  told = []
  status = 204
  game = await startHttpServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const { 'x-webook-event': event, 'x-guildhall-test': test } = incoming.headers
    told.push({ event: String(event), test, body: JSON.parse(Buffer.concat(chunks).toString('utf8')) })
    outgoing.writeHead(status).end()
  })
  app = await testedApp({ world }, { kind: 'mergeable', isMintable: true })
  const { params } = app
  key = (await owner.call('createAppKey', { params, body: {} })).key
  await owner.call('saveAppWebhook', { params, body: { url: `http://127.0.0.1:${game.port}/fingi` } })
})
afterEach(async () => {
  await owner.call('saveAppWebhook', { params: app.params, body: { url: null } })
  await game.close()
  expect(await trade.faults()).toEqual([])
})

const take = (step: TestStepName, more: object = {}) =>
  owner.call('takeTestStep', { params: app.params, body: { step, itemId: app.itemId, ...more } })
const refused = (step: TestStepName, more: object = {}) =>
  owner.refusal('takeTestStep', { params: app.params, body: { step, itemId: app.itemId, ...more } })
const reset = (headers = {}) => owner.call('resetTestPlayer', { params: app.params, headers })
const settle = async () => {
  await settleOrders(world)
  await world.app.started.of(items).drainMerges()
}
const names = () => told.map(({ event }) => event)
const holding = async (itemId = app.itemId) => {
  const { data } = await owner.call('getInventory', { params: { memberId: app.player.id } })
  const found = data.find((each) => each.itemId === itemId)
  return found ? `${found.available} of ${found.owned}` : 'none'
}
const anotherItem = async (more: object) => {
  const { id: itemId } = await owner.call('createItem', { params: app.params, body: newItem(more) })
  await owner.call('publishItem', { params: { itemId } })
  return itemId
}

describe('a test player', () => {
  it('tries all four webhooks of a draft by real flows, each marked as a test', async () => {
    const sword = await anotherItem({ kind: 'permanent' })
    const booster = await anotherItem({ kind: 'time_limited', tiers: [{ key: 'week', seconds: 604_800 }] })
    await take('grant', { quantity: 10 })
    await take('grant', { itemId: sword })
    await take('grant', { itemId: booster, quantity: 2 })
    const merge = await take('merge', { quantity: 4 })
    await take('activation', { itemId: booster })
    await take('sell_order', { quantity: 2, unitPrice: 95 })
    const mint = await take('mint_order', { quantity: 3, unitPrice: 95 })
    await settle()
    expect(names().toSorted()).toEqual([
      'ItemMergeRequested',
      'SellOrderCreated',
      'SellOrderCreated',
      'SubActivated',
      'TokenAmountChanged',
    ])
    expect(told.map(({ test }) => test)).toEqual(['true', 'true', 'true', 'true', 'true'])
    const emails = told.map(({ body }) => JSON.stringify(body).includes(`"userEmail":"${app.player.email}"`))
    expect(emails).toEqual([true, true, true, true, true])
    // The answers of the game count: the merge burned its units, the mint order was given out and listed.
    const { state } = await owner.call('getMerge', { params: { mergeId: merge.id } })
    const order = await owner.call('getMintOrder', { params: { mintOrderId: mint.id } })
    expect([state, order.state]).toEqual(['confirmed', 'confirmed'])
    expect(order.listingId).not.toBeNull()
    expect(await holding()).toBe('4 of 9')
    expect(await holding(booster)).toBe('1 of 1')
  })

  it('gets its units back when the game declines', async () => {
    status = 422
    await take('grant', { quantity: 5 })
    await take('merge', { quantity: 5 })
    expect(await holding()).toBe('0 of 5')
    await settle()
    expect(await holding()).toBe('5 of 5')
  })

  it('stands in no list of members, is no receiver of gifts and earns no coins', async () => {
    const { memberCount } = await owner.call('getCommunity', {})
    const { data } = await owner.call('listMembers', { query: { limit: 200 } })
    expect(data.map(({ id }) => id)).not.toContain(app.player.id)
    expect(memberCount).toBe(data.length)
    const params = { memberId: app.player.id }
    expect(await owner.refusal('getMember', { params })).toBe('not_found')
    const body = { asset: 'coins', amount: 5, reason: 'A test' }
    expect(await owner.refusal('adjustBalance', { params, body })).toBe('not_found')
    const shelf = await trade.shelf()
    const trader = await trade.trader({ appId: shelf.appId, itemId: shelf.itemId })
    const gift = { itemId: shelf.itemId, toMemberId: app.player.id, quantity: 1 }
    expect(await trader.refusal('offerGift', { body: gift })).toBe('not_found')
    const grant = { op: 'grant' as const, memberId: app.player.id, itemId: shelf.itemId, quantity: 1 }
    const posting = { operations: [grant], reason: 'Another game' }
    expect(await owner.refusal('postUnits', { params: { appId: shelf.appId }, body: posting })).toBe(
      'not_found',
    )
    const payout = {
      operations: [{ op: 'payout' as const, memberId: app.player.id, currency: 'coins', quantity: 1 }],
    }
    expect(
      await owner.refusal('postUnits', { params: app.params, body: { ...payout, reason: 'Coins' } }),
    ).toBe('not_found')
  })

  it('sells to nobody: what it lists is in no book, and no purchase finds it', async () => {
    await owner.call('approveApp', { params: app.params })
    await owner.call('updateApp', { params: app.params, body: { isVisible: true } })
    await take('grant', { quantity: 10 })
    const { id: listingId } = await take('sell_order', { quantity: 10, unitPrice: 1 })
    const buyer = await trade.trader({ coins: 100 })
    const params = { itemId: app.itemId }
    expect((await buyer.call('getBook', { params })).asks).toEqual([])
    const { data } = await buyer.call('listMarket', {})
    expect(data.filter(({ itemId }) => itemId === app.itemId)).toEqual([])
    const purchase = { params: { listingId }, body: { quantity: 1, unitPrice: 1, terms: 1 } }
    expect(await buyer.refusal('purchaseListing', purchase)).toBe('not_found')
    expect(await buyer.coins()).toBe(100)
    // Beside it a member sells as ever.
    const seller = await trade.trader({ appId: app.params.appId, itemId: app.itemId })
    const listing = await seller.lists(app.itemId, { unitPrice: 7 })
    expect((await buyer.buys(listing)).status).toBe(201)
    expect((await buyer.call('getBook', { params })).asks.map(({ unitPrice }) => unitPrice)).toEqual([7])
  })

  it('is known to its game by its address, and to no other', async () => {
    await take('grant', { quantity: 3 })
    const { clientId } = await owner.call('getApp', { params: app.params })
    const query = `clientId=${clientId}&userEmail=${encodeURIComponent(app.player.email)}`
    const headers = { authorization: `Bearer ${key}` }
    const own = await world.fetch('GET', `/api/pull_items?${query}`, { headers })
    expect((JSON.parse(own.text) as { items: object[] }).items).toMatchObject([
      { itemOwner: app.player.email, itemUri: app.itemUri, itemCount: 3 },
    ])
    const other = await testedApp({ world })
    const foreign = await owner.call('createAppKey', { params: other.params, body: {} })
    const theirs = (await owner.call('getApp', { params: other.params })).clientId
    const asked = `clientId=${theirs}&userEmail=${encodeURIComponent(app.player.email)}`
    const reply = await world.fetch('GET', `/api/pull_items?${asked}`, {
      headers: { authorization: `Bearer ${foreign.key}` },
    })
    expect(JSON.parse(reply.text)).toEqual({ items: [] })
    expect(reply.headers['x-guildhall-sequence']).toBe('0')
  })

  it('is made once, and reset as often as one likes: everything open ends, every unit is burned', async () => {
    expect(await owner.call('createTestPlayer', { params: app.params })).toEqual(
      (await owner.call('getTestPlayer', { params: app.params })).player,
    )
    const booster = await anotherItem({ kind: 'time_limited', tiers: [{ key: 'week', seconds: 604_800 }] })
    status = 500
    await take('grant', { quantity: 10 })
    await take('grant', { itemId: booster, quantity: 2 })
    await take('merge', { quantity: 2 })
    await take('activation', { itemId: booster })
    await take('sell_order', { quantity: 1 })
    await take('sell_order', { quantity: 2 })
    await take('mint_order', { quantity: 3 })
    await settle()
    for (const once of ['reset-1', 'reset-1'])
      expect(await reset({ 'idempotency-key': once })).toEqual({ endedCount: 5, unitCount: 11 })
    expect([await reset(), await holding()]).toEqual([{ endedCount: 0, unitCount: 0 }, 'none'])
    await settle()
  })

  it('asks for nothing that its app cannot do: every refusal of a member is its own', async () => {
    const booster = await anotherItem({ kind: 'time_limited', tiers: [{ key: 'week', seconds: 604_800 }] })
    const scarce = await anotherItem({ kind: 'mergeable', supplyCap: 5, capCounts: 'issued_ever' })
    const capped = await anotherItem({ kind: 'mergeable', supplyCap: 5 })
    const bounded = await anotherItem({ kind: 'mergeable', maxPerMember: 2 })
    const { itemId: foreign } = await testedApp({ world })
    expect(await refused('merge', { itemId: foreign })).toBe('unknown_item')
    expect(await refused('merge', { itemId: booster })).toBe('wrong_kind')
    expect(await refused('activation')).toBe('wrong_kind')
    expect(await refused('merge')).toBe('insufficient_balance')
    expect(await refused('sell_order')).toBe('insufficient_balance')
    expect(await refused('mint_order', { itemId: booster })).toBe('not_mintable')
    expect(await refused('grant', { itemId: capped, quantity: 6 })).toBe('supply_exhausted')
    expect(await refused('grant', { itemId: scarce })).toBe('supply_exhausted')
    expect(await refused('mint_order', { itemId: scarce })).toBe('supply_exhausted')
    expect(await refused('grant', { itemId: bounded, quantity: 3 })).toBe('member_limit')
    expect(await refused('sell_order', { quantity: 1_000_000_000, unitPrice: 1_000_000_000 })).toBe(
      'amount_too_large',
    )
    await owner.call('saveAppWebhook', { params: app.params, body: { url: null } })
    expect(await refused('mint_order')).toBe('app_not_connected')
    const { params } = await testedApp({ world })
    const staff = await world.staff('Bystander', [])
    expect(await world.as(staff.credential).refusal('createTestPlayer', { params })).toBe('forbidden')
  })

  it('keeps to the bounds of members: frozen items, ten years, prices, open orders', async () => {
    const week = { key: 'week', seconds: 604_800 }
    const booster = await anotherItem({ kind: 'time_limited', tiers: [week] })
    await take('grant', { itemId: booster, quantity: 1_000 })
    expect(await refused('activation', { itemId: booster, quantity: 1_000 })).toBe('too_far_ahead')
    await take('grant', { quantity: 30 })
    await owner.call('freezeItem', { params: { itemId: app.itemId }, body: { reason: 'A test' } })
    expect(await refused('merge')).toBe('wrong_state')
    await owner.call('thawItem', { params: { itemId: app.itemId } })
    const { revision: _, ...settings } = await owner.call('getMarketSettings', {})
    await owner.call('saveMarketSettings', { body: { ...settings, minUnitPrice: 10 } })
    expect(await refused('sell_order', { unitPrice: 9 })).toBe('price_out_of_bounds')
    await owner.call('saveMarketSettings', { body: settings })
    for (let count = 0; count < 20; count += 1) await take('sell_order')
    expect(await refused('sell_order')).toBe('limit_reached')
  })

  it('stops with its app while that is suspended', async () => {
    await owner.call('approveApp', { params: app.params })
    await take('grant')
    await owner.call('suspendApp', { params: app.params, body: { reason: 'A test' } })
    expect(await refused('grant')).toBe('app_suspended')
    expect(await refused('merge')).toBe('app_suspended')
    expect(await refused('sell_order')).toBe('not_tradable')
    expect(await owner.refusal('resetTestPlayer', { params: app.params })).toBe('app_suspended')
  })
})

describe('a test of the webhook', () => {
  const form = (type?: AppEventType) =>
    owner.call('testAppWebhook', { params: app.params, body: type === undefined ? {} : { type } })

  it('sends the example of each form, marked, for somebody who does not exist, and moves nothing', async () => {
    const types = [
      'merge.requested',
      'sell_order.created',
      'inventory.changed',
      'active_time.changed',
    ] as const
    for (const type of types) await form(type)
    await form()
    await settle()
    expect(names().toSorted()).toEqual([
      'ItemMergeRequested',
      'SellOrderCreated',
      'SubActivated',
      'TokenAmountChanged',
      'TokenAmountChanged',
    ])
    expect(new Set(told.map(({ test }) => test))).toEqual(new Set(['true']))
    for (const { body } of told) expect(JSON.stringify(body)).toContain('"userEmail":"test@members.invalid"')
    const snapshots = told.filter(({ event }) => event === 'TokenAmountChanged')
    expect(snapshots.map(({ body }) => body)).toContainEqual({
      clientId: (await owner.call('getApp', { params: app.params })).clientId,
      event: 'TokenAmountChanged',
      tokenAmountChanged: { userEmail: 'test@members.invalid', items: [] },
    })
    expect(await holding()).toBe('none')
  })

  it('needs a webhook that takes something', async () => {
    const { params } = await testedApp({ world })
    expect(await owner.refusal('testAppWebhook', { params, body: {} })).toBe('app_not_connected')
    const { endpointId } = await owner.call('getAppWebhook', { params: app.params })
    await owner.call('pauseEndpoint', { params: { endpointId: endpointId ?? '' } })
    expect(await owner.refusal('testAppWebhook', { params: app.params, body: {} })).toBe(
      'endpoint_not_active',
    )
  })
})
