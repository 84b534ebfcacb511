/** `SellOrderCreated` as a game made for FINGI receives it, mint orders, and the calls by which it answers. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '../world/caller.ts'
import { granted } from '../world/item-inputs.ts'
import { marketSettings } from '../world/market-inputs.ts'
import { egressToLoopback } from '../world/receiver.ts'
import { openTrade, type Trade, type Trader } from '../world/trade.ts'
import { settleOrders, startTradingGame, type TradingGame } from '../world/trading-game.ts'
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

let game: TradingGame
let player: Trader
async function start(settings: object = {}, item: object = {}): Promise<void> {
  game = await startTradingGame(world, settings, item)
  player = await trade.trader({ appId: game.appId, itemId: game.itemId, units: 48 })
}
afterEach(async () => {
  await game?.close()
  expect(await trade.faults()).toEqual([])
})

const settle = () => settleOrders(world)
const request = (more: object = {}) =>
  player.call('requestMintOrder', {
    params: { itemId: game.itemId },
    body: { quantity: 20, unitPrice: 95, ...more },
  })
const refused = (more: object = {}) =>
  player.refusal('requestMintOrder', {
    params: { itemId: game.itemId },
    body: { quantity: 20, unitPrice: 95, ...more },
  })
const read = (mintOrderId: string) => player.call('getMintOrder', { params: { mintOrderId } })
const units = async () => {
  const { available, owned } = await player.units(game.itemId)
  return `${available} of ${owned}`
}
const confirm = (orderId: string) =>
  game.calls('POST', '/api/confirm_order', { clientId: game.clientId, orderId })

describe('a sell order', () => {
  it('is told once, with exactly the published keys, the order and its kind', async () => {
    await start()
    const listing = await player.lists(game.itemId, { quantity: 20, unitPrice: 95 })
    await settle()
    expect(game.told).toHaveLength(1)
    const [told] = game.told
    expect(told?.text).toBe(
      JSON.stringify({
        clientId: game.clientId,
        event: 'SellOrderCreated',
        sellOrderCreated: {
          userEmail: told?.order.userEmail,
          itemUri: game.itemUri,
          countSold: 20,
          countRemaining: 28,
        },
      }),
    )
    expect(told?.headers).toMatchObject({
      'x-webook-event': 'SellOrderCreated',
      'x-guildhall-order-id': listing.id,
      'x-guildhall-order-kind': 'sell',
      'x-guildhall-sequence': '2',
    })
    expect(told?.headers).not.toHaveProperty('x-guildhall-confirm')
  })

  it('is not told to games that want to know of mint orders only', async () => {
    await start({ sellOrderCreatedFor: 'mint' })
    await player.lists(game.itemId)
    await request()
    await settle()
    expect(game.told.map(({ headers }) => headers['x-guildhall-order-kind'])).toEqual(['mint'])
  })

  it('F19 countSold and countRemaining of 50 concurrent listings always match the ledger at the sent sequence', async () => {
    await start()
    const others = await Promise.all([trade.trader(), trade.trader()])
    const sellers = [player, ...others]
    for (const { memberId } of others) {
      const body = granted(game.itemId, memberId, 48)
      await owner.call('postUnits', { params: { appId: game.appId }, body })
    }
    const listings = Array.from({ length: 50 }, (_none, index) =>
      sellers[index % 3]?.lists(game.itemId, { quantity: 1 + (index % 2), unitPrice: 10 + index }),
    )
    await Promise.all(listings)
    await settle()
    expect(game.told).toHaveLength(50)
    for (const { memberId } of sellers) {
      const params = { memberId }
      const query = { appId: game.appId, limit: 200 }
      const { data } = await owner.call('listInventoryChanges', { params, query })
      const known = new Map(data.map((change) => [String(change.inventorySequence), change]))
      const own = game.told.filter(({ headers }) => headers['x-guildhall-member'] === memberId)
      expect(own.length).toBeGreaterThan(15)
      for (const { headers, order } of own) {
        const change = known.get(String(headers['x-guildhall-sequence']))
        expect([-order.countSold, order.countRemaining]).toEqual([change?.delta, change?.countAfter])
      }
    }
  })
})

describe('a mint order', () => {
  it('F18 mint order: 2xx issues and lists; 422 issues nothing; overdue then confirm_order puts the units in the inventory, unlisted, once', async () => {
    await start()
    const listed = await request()
    expect(listed).toMatchObject({ state: 'requested', confirmMode: 'on_2xx', isSeen: false })
    await settle()
    expect(game.told[0]?.order).toMatchObject({ countSold: 20, countRemaining: 48 })
    expect(game.told[0]?.headers).toMatchObject({
      'x-guildhall-order-id': listed.id,
      'x-guildhall-order-kind': 'mint',
      'x-guildhall-confirm': 'on_2xx',
      'x-guildhall-confirm-by': String(Math.floor(Date.parse(listed.confirmBy) / 1000)),
    })
    const confirmed = await read(listed.id)
    expect(confirmed).toMatchObject({
      state: 'confirmed',
      memberLabel: expect.any(String),
      attempts: [{ number: 1, outcome: 'accepted', status: 204 }],
    })
    const params = { listingId: confirmed.listingId ?? '' }
    expect(await player.call('getListing', { params })).toMatchObject({ state: 'active', remaining: 20 })
    expect(await units()).toBe('48 of 68')
    // The game is told of the order, and not again of its listing.
    await settle()
    expect(game.told).toHaveLength(1)

    game.answerWith(422)
    const declined = await request()
    await settle()
    expect((await read(declined.id)).state).toBe('rejected')
    expect(await units()).toBe('48 of 68')

    game.answerWith('breaks off')
    const late = await request()
    await settle()
    expect(await read(late.id)).toMatchObject({ state: 'requested', isSeen: true, lastOutcome: 'unknown' })
    await world.clock.advance({ days: 4 })
    await settle()
    expect((await read(late.id)).state).toBe('overdue')
    const first = await confirm(late.id)
    const second = await confirm(late.id)
    expect(first.status).toBe(200)
    expect(first.body).toMatchObject({ orderId: late.id, kind: 'mint', state: 'settled_late', countOpen: 0 })
    expect(second.text).toBe(first.text)
    expect((await player.units(game.itemId)).available).toBe(68)
  })

  it('E22 mint order: confirm after the deadline puts the units in the inventory once; the supply cap counted them all along', async () => {
    await start({ confirmMode: 'explicit' }, { supplyCap: 68 })
    const { id } = await request()
    expect(await refused({ quantity: 1 })).toBe('supply_exhausted')
    const params = { appId: game.appId }
    const body = granted(game.itemId, player.memberId, 1)
    expect(await owner.refusal('postUnits', { params, body })).toBe('supply_exhausted')
    const open = await game.calls('GET', `/api/list_orders?clientId=${game.clientId}`)
    expect(open.body).toMatchObject({ orders: [{ orderId: id, kind: 'mint', state: 'requested' }] })
    await world.clock.advance({ days: 4 })
    await settle()
    expect(await read(id)).toMatchObject({ state: 'overdue', isSeen: true })
    expect(await refused({ quantity: 1 })).toBe('supply_exhausted')
    const answers = await Promise.all([confirm(id), confirm(id), confirm(id)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(await units()).toBe('68 of 68')
  })

  it('E23 mint order whose price left the bounds meanwhile, or told not to list: units to the inventory, player told', async () => {
    await start({ confirmMode: 'explicit' })
    const [dear, kept] = [await request(), await request()]
    await player.call('updateMintOrder', { params: { mintOrderId: kept.id }, body: { listOnConfirm: false } })
    const bounds = marketSettings({ maxUnitPrice: 94 })
    await owner.call('saveMarketSettings', { body: bounds })
    expect((await confirm(dear.id)).status).toBe(200)
    await owner.call('saveMarketSettings', { body: { ...bounds, maxUnitPrice: 1000 } })
    await owner.call('confirmMintOrder', { params: { mintOrderId: kept.id } })
    for (const { id } of [dear, kept])
      expect(await read(id)).toMatchObject({ state: 'confirmed', listingId: null })
    expect(await units()).toBe('88 of 88')
  })

  it('E24 supply cap with 50 concurrent grants and mint orders: never exceeded', async () => {
    await start({ confirmMode: 'explicit' }, { supplyCap: 60 })
    const { appId, itemId } = game
    const tries = Array.from({ length: 50 }, (_none, index) =>
      index % 2 === 0
        ? owner.reply('postUnits', { params: { appId }, body: granted(itemId, player.memberId, 1) })
        : player.reply('requestMintOrder', { params: { itemId }, body: { quantity: 1, unitPrice: 9 } }),
    )
    const replies = await Promise.all(tries)
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(12)
  })

  it('is canceled while the game cannot have acted, and expires without having issued anything', async () => {
    await start({ confirmMode: 'explicit' })
    game.answerWith(404)
    const canceled = await request()
    await settle()
    const params = { mintOrderId: canceled.id }
    expect(await player.call('cancelMintOrder', { params })).toMatchObject({ state: 'canceled' })
    const expired = await request()
    await world.clock.advance({ days: 4 })
    await settle()
    expect((await read(expired.id)).state).toBe('expired')
    expect(await units()).toBe('48 of 48')
    const states = (await player.call('listOrders', { query: { kind: 'mint' } })).data
    expect(states.map(({ state }) => state)).toEqual(['expired', 'canceled'])
  })

  it('not_cancelable: once the game has seen it the player can only say where the units go', async () => {
    await start({ confirmMode: 'explicit' })
    const { id: mintOrderId } = await request()
    await settle()
    const params = { mintOrderId }
    expect(await player.refusal('cancelMintOrder', { params })).toBe('not_cancelable')
    const body = { listOnConfirm: false }
    expect(await player.call('updateMintOrder', { params, body })).toMatchObject(body)
  })

  it('is seen once pull_events has returned it, and not before: staff who looks at the feed changes nothing', async () => {
    await start({ confirmMode: 'explicit' })
    game.answerWith(404)
    const { id } = await request()
    await settle()
    await owner.call('listAppEvents', { params: { appId: game.appId } })
    expect(await read(id)).toMatchObject({ isSeen: false })
    const pulled = await game.calls('GET', `/api/pull_events?clientId=${game.clientId}`)
    expect(JSON.stringify(pulled.body)).toContain('SellOrderCreated')
    expect(await read(id)).toMatchObject({ state: 'requested', isSeen: true })
    const params = { mintOrderId: id }
    expect(await player.refusal('cancelMintOrder', { params })).toBe('not_cancelable')
    await world.clock.advance({ days: 4 })
    await settle()
    expect((await read(id)).state).toBe('overdue')
    expect((await confirm(id)).status).toBe(200)
    expect(await units()).toBe('68 of 68')
  })

  it('order_not_pending: the opposite of what was decided, on both wires', async () => {
    await start({ confirmMode: 'explicit' })
    const { id } = await request()
    const params = { mintOrderId: id }
    const body = { reason: 'The units are gone there' }
    await owner.call('rejectMintOrder', { params, body })
    expect(await owner.call('rejectMintOrder', { params, body })).toMatchObject({ state: 'rejected' })
    for (const name of ['confirmMintOrder', 'cancelMintOrder'] as const)
      expect(await (name === 'cancelMintOrder' ? player : owner).refusal(name, { params })).toBe(
        'order_not_pending',
      )
    const changed = { params, body: { listOnConfirm: true } }
    expect(await player.refusal('updateMintOrder', changed)).toBe('order_not_pending')
    const late = await confirm(id)
    expect([late.status, late.body]).toMatchObject([
      409,
      { error: 'order_not_pending', details: [{ state: 'rejected' }] },
    ])
    const other = await request()
    const call = { clientId: game.clientId, orderId: other.id, reason: 'No' }
    const rejected = await game.calls('POST', '/api/reject_order', call)
    expect(rejected.body).toMatchObject({ state: 'rejected', count: 20 })
    await confirm((await request()).id)
    const [confirmed] = (await player.call('listOrders', { query: { kind: 'mint', limit: 1 } })).data
    const again = { params: { mintOrderId: confirmed?.id ?? '' }, body }
    expect(await owner.refusal('rejectMintOrder', again)).toBe('order_not_pending')
  })

  it('unknown_order: a sell order, or none of this app', async () => {
    await start()
    const listing = await player.lists(game.itemId)
    const answer = await confirm(listing.id)
    expect([answer.status, answer.body]).toMatchObject([404, { error: 'unknown_order' }])
    const sold = await game.calls('GET', `/api/list_orders?clientId=${game.clientId}&kind=sell`)
    expect(sold.body).toMatchObject({
      orders: [{ orderId: listing.id, kind: 'sell', state: 'active', countOpen: 5, confirmBy: null }],
      next: null,
    })
  })
})
