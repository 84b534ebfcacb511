/** Mint orders that are refused: nothing is held, and no game is told. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '../world/caller.ts'
import { granted } from '../world/item-inputs.ts'
import { marketSettings } from '../world/market-inputs.ts'
import { egressToLoopback } from '../world/receiver.ts'
import { openTrade, type Trade, type Trader } from '../world/trade.ts'
import { startTradingGame, type TradingGame } from '../world/trading-game.ts'
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

/** To the player, of as many units of the same item. */
async function giftOf(quantity: number) {
  const { itemId, appId } = game
  await owner.call('updateItem', { params: { itemId }, body: { isGiftable: true } })
  const giver = await trade.trader({ appId, itemId, units: quantity })
  return giver.refusal('offerGift', { body: { toMemberId: player.memberId, itemId, quantity } })
}

describe('a mint order is refused', () => {
  it('not_mintable, not_tradable and unknown_item: of items that are not sold so', async () => {
    await start({ confirmMode: 'explicit' }, { isMintable: false })
    expect(await refused()).toBe('not_mintable')
    await owner.call('updateItem', { params: { itemId: game.itemId }, body: { isMintable: true } })
    expect(await refused({ tier: 'none' })).toBe('unknown_item')
    await owner.call('freezeItem', { params: { itemId: game.itemId }, body: { reason: 'A test' } })
    expect(await refused()).toBe('not_tradable')
  })

  it('price_out_of_bounds and amount_too_large: as listings are', async () => {
    const bounds = marketSettings({ maxUnitPrice: 1000 })
    await owner.call('saveMarketSettings', { body: bounds })
    await start({ confirmMode: 'explicit' })
    expect(await refused({ unitPrice: 1001 })).toBe('price_out_of_bounds')
    expect(await refused({ quantity: 9_000_000_000_000, unitPrice: 1000 })).toBe('amount_too_large')
  })

  it('app_not_connected: where nobody could answer', async () => {
    await start()
    await owner.call('saveAppWebhook', { params: { appId: game.appId }, body: { url: null } })
    expect(await refused()).toBe('app_not_connected')
  })

  it('member_limit and limit_reached: pending mint orders count towards what a member may have', async () => {
    await start({ confirmMode: 'explicit' }, { maxPerMember: 60 })
    await request({ quantity: 10 })
    expect(await refused({ quantity: 3 })).toBe('member_limit')
    const params = { appId: game.appId }
    const body = granted(game.itemId, player.memberId, 3)
    expect(await owner.refusal('postUnits', { params, body })).toBe('member_limit')
    expect(await giftOf(3)).toBe('member_limit')
    await owner.call('updateItem', { params: { itemId: game.itemId }, body: { maxPerMember: null } })
    for (let index = 1; index < 50; index++) await request({ quantity: 1 })
    expect(await refused({ quantity: 1 })).toBe('limit_reached')
  })

  it('members_only: a key has nothing in a game', async () => {
    await start({ confirmMode: 'explicit' })
    const key = world.as(await world.key(['administrator']))
    const input = { params: { itemId: game.itemId }, body: { quantity: 1, unitPrice: 10 } }
    expect(await key.refusal('requestMintOrder', input)).toBe('members_only')
  })
})

describe('a mint order that the game reads of while its player cancels it', () => {
  const list = (method: 'GET' | 'HEAD') => {
    const path = `/api/list_orders?clientId=${game.clientId}`
    return world.fetch(method, path, { headers: { authorization: `Bearer ${game.key}` } })
  }

  it('is either canceled or told as one that waits, never both', async () => {
    await start({ confirmMode: 'explicit' })
    await owner.call('saveAppWebhook', { params: { appId: game.appId }, body: { url: null } })
    for (let turn = 0; turn < 30; turn++) {
      const { id } = await request({ quantity: 1 })
      const [canceled, listed] = await Promise.all([
        player.reply('cancelMintOrder', { params: { mintOrderId: id } }),
        list('GET'),
      ])
      const isTold = listed.text.includes(id)
      expect([canceled.status, isTold]).toEqual(isTold ? [409, true] : [200, false])
      if (isTold) await owner.call('confirmMintOrder', { params: { mintOrderId: id } })
    }
  })

  it('is not seen by a HEAD, which tells nothing of it', async () => {
    await start({ confirmMode: 'explicit' })
    await owner.call('saveAppWebhook', { params: { appId: game.appId }, body: { url: null } })
    const { id: mintOrderId } = await request()
    expect((await list('HEAD')).status).toBe(200)
    const feed = `/api/pull_events?clientId=${game.clientId}`
    await world.fetch('HEAD', feed, { headers: { authorization: `Bearer ${game.key}` } })
    const canceled = await player.call('cancelMintOrder', { params: { mintOrderId } })
    expect(canceled.state).toBe('canceled')
  })
})
