/** A market with a crowd in it: many at once in one book, many orders that end together. */
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { endDue, endOrders } from '../../server/features/market/endings/end-orders.ts'
import { market } from '../../server/features/market/index.ts'
import { rows } from '../../server/platform/db/database.ts'
import { appKey, approvedApp } from '../world/app-inputs.ts'
import type { Caller } from '../world/caller.ts'
import { startCutter } from '../world/cut-connections.ts'
import { liveItem } from '../world/game.ts'
import type { Reply } from '../world/http-client.ts'
import { createRandom } from '../world/random.ts'
import { patienceMs, sizeOf } from '../world/sizes.ts'
import { openTrade, type Trade, type Trader } from '../world/trade.ts'
import { createWorld, type World } from '../world/world.ts'

let world: World
let owner: Caller
let trade: Trade
let currencies: string[]
beforeAll(async () => {
  world = await createWorld()
  owner = world.as(world.owner)
  trade = openTrade(world)
  const gems = await owner.call('createCurrency', { body: { name: 'Gems' } })
  const pearls = await owner.call('createCurrency', { body: { name: 'Pearls' } })
  currencies = ['coins', gems.code, pearls.code]
})
afterEach(async () => expect(await trade.faults()).toEqual([]))
afterAll(() => world?.stop())

/** One seller has so many in one book. */
const perBook = 20
const tierKeys = Array.from({ length: 20 }, (_none, index) => `t${index}`)

interface Stall {
  itemId: string
  listingIds: string[]
}

/** An app that sells one unit in each of so many listings, of one item as long as its books have room. */
async function stallsOf(count: number): Promise<Stall[]> {
  const stalls: Stall[] = []
  const perItem = tierKeys.length * currencies.length * perBook
  for (let left = count; left > 0; left -= perItem) stalls.push(await openStall(Math.min(left, perItem)))
  return stalls
}

async function openStall(count: number): Promise<Stall> {
  const { params } = await approvedApp({ world })
  const tiers = tierKeys.map((key, index) => ({ key, seconds: 3600 * (index + 1) }))
  const { itemId } = await liveItem(world, params.appId, { kind: 'time_limited', tiers, currencies })
  const operations = tierKeys.map((tier) => ({ op: 'stock' as const, itemId, tier, quantity: 60 }))
  await owner.call('postUnits', { params, body: { operations, reason: 'A test' } })
  const app = world.as(await appKey(world, params.appId))
  const listingIds = []
  for (let index = 0; index < count; index++) {
    const book = Math.floor(index / perBook)
    const tier = tierKeys[book % tierKeys.length] ?? ''
    const currency = currencies[Math.floor(book / tierKeys.length)] ?? ''
    const body = { quantity: 1, unitPrice: 5, tier, currency, expiresInS: 7200 }
    listingIds.push((await app.call('createListing', { params: { itemId }, body })).id)
  }
  return { itemId, listingIds }
}

/** By state, the listings of an item, and by transaction, how many events of the type were told. */
const statesOf = ({ itemId }: Stall) =>
  rows(
    world.app.ctx.db,
    sql<{ state: string; count: number; remaining: number; returned: number }>`
      select state, count(*) as count, sum(remaining)::bigint as remaining, sum(returned)::bigint as returned
      from market_listings where item_id = ${itemId} group by state`,
  )
const toldOf = ({ listingIds }: Stall, type: string) =>
  rows(
    world.app.ctx.db,
    sql<{ count: number }>`
      select count(*) as count from events
      where type = ${type} and subject_id = any(${listingIds}::uuid[]) group by xid`,
  )
const shelfOf = ({ itemId }: Stall) =>
  rows(
    world.app.ctx.db,
    sql<{ units: number }>`
      select sum(amount)::bigint as units from ledger_balances balance
      join items_tiers tier on tier.community_id = balance.community_id and tier.asset = balance.asset
      where tier.item_id = ${itemId} and balance.holder_kind = 'treasury'`,
  )
const all = tierKeys.length * 60
const batchMax = 100

it(
  'E12 64 concurrent listings, bids, purchases and cancels in one book: never crossed, price-time kept, no deadlock reaches a caller',
  async () => {
    const random = createRandom(20_261_127)
    const { appId, itemId } = await trade.shelf()
    const traderCount = 5
    const traders: Trader[] = []
    for (let index = 0; index < traderCount; index++)
      traders.push(await trade.trader({ appId, itemId, units: 100, coins: 5000 }))
    const one = <Each>(of: readonly Each[]) => of[random.integer(0, of.length - 1)] as Each
    const mine = new Map<string, Trader>()
    const list = async () => {
      const trader = one(traders)
      const body = { quantity: random.integer(1, 4), unitPrice: random.integer(10, 30) }
      const reply = await trader.reply('createListing', { params: { itemId }, body })
      if (reply.status === 201) mine.set((reply.body as { id: string }).id, trader)
      return reply
    }
    for (let index = 0; index < 24; index++) await list()
    const outcomes = new Map<string, number>()
    for (let round = 0; round < sizeOf({ usual: 2, full: 40 }); round++) {
      const { asks } = await owner.call('getBook', { params: { itemId } })
      const act = (): Promise<Reply> => {
        const { listingId, unitPrice, terms } = one(asks)
        const params = { listingId }
        const seller = mine.get(listingId) ?? one(traders)
        const kind = random.integer(0, 9)
        if (kind < 3) return list()
        if (kind < 4) return seller.reply('cancelListing', { params })
        if (kind < 5)
          return seller.reply('updateListing', { params, body: { unitPrice: random.integer(10, 30) } })
        return one(traders).reply('purchaseListing', { params, body: { quantity: 1, unitPrice, terms } })
      }
      for (const { status, body } of await Promise.all(Array.from({ length: 64 }, act))) {
        const outcome = status < 300 ? String(status) : (body as { code: string }).code
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
      }
    }
    const expected = ['200', '201', 'own_order', 'stock_changed', 'terms_changed', 'order_closed']
    expect(
      [...outcomes.keys()].filter((code) => !expected.includes(code) && code !== 'limit_reached'),
    ).toEqual([])
    for (const code of ['201', 'own_order', 'order_closed'])
      expect(outcomes.get(code), code).toBeGreaterThan(3)
    await expectOrder(itemId)
    const coins = await Promise.all(traders.map((trader) => trader.coins()))
    const units = await Promise.all(traders.map((trader) => trader.units(itemId)))
    const parts = await rows(
      world.app.ctx.db,
      sql<{ parts: number }>`
      select sum(royalty_amount + fee_amount)::bigint as parts from market_fills where item_id = ${itemId}`,
    )
    const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0)
    expect(sum(coins) + (parts[0]?.parts ?? 0)).toBe(traderCount * 5000)
    expect(sum(units.map(({ owned }) => owned))).toBe(traderCount * 100)
  },
  patienceMs,
)

/** By price, then by when it was set, then by id: no matter who committed when. */
async function expectOrder(itemId: string): Promise<void> {
  const { asks } = await owner.call('getBook', { params: { itemId } })
  const open = await rows(
    world.app.ctx.db,
    sql<{ id: string; unit_price: number; priced_at: number; remaining: number }>`
      select id, unit_price, (extract(epoch from priced_at) * 1000000)::bigint as priced_at, remaining from market_listings where item_id = ${itemId} and remaining > 0`,
  )
  const inOrder = open.sort(
    (one, other) =>
      one.unit_price - other.unit_price || one.priced_at - other.priced_at || (one.id < other.id ? -1 : 1),
  )
  expect(asks.length).toBeGreaterThan(5)
  expect(asks.map(({ listingId, remaining }) => [listingId, remaining])).toEqual(
    inOrder.slice(0, asks.length).map(({ id, remaining }) => [id, remaining]),
  )
}

it(
  'E18 10,000 orders expire at the same second: swept in bounded batches, purchases go on',
  async () => {
    const stalls = await stallsOf(sizeOf({ usual: 120, full: 10_000 }))
    const { appId, itemId } = await trade.shelf()
    const buyer = await trade.trader({ coins: 50_000 })
    const seller = await trade.trader({ appId, itemId, units: 1000 })
    const kept = await seller.lists(itemId, { quantity: 1000, unitPrice: 2 })
    await sql`
    update market_listings set expires_at = date_trunc('second', expires_at)
    where item_id = any(${stalls.map((stall) => stall.itemId)}::uuid[])`.execute(world.app.ctx.db)
    await world.clock.advance({ hours: 3 })
    let isSwept = false
    const sweeping = trade.sweep().then(() => {
      isSwept = true
    })
    const replies: Reply[] = []
    while (!isSwept) replies.push(await buyer.buys(kept))
    await sweeping
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201]))
    expect(await endDue(world.app.ctx)).toBe(0)
    for (const stall of stalls) {
      const count = stall.listingIds.length
      expect(await statesOf(stall)).toEqual([{ state: 'expired', count, remaining: 0, returned: count }])
      const batches = (await toldOf(stall, 'listing.expired')).map((batch) => batch.count)
      expect(Math.max(...batches)).toBeLessThanOrEqual(batchMax)
      expect(batches.reduce((sum, each) => sum + each, 0)).toBe(count)
      expect(await shelfOf(stall)).toEqual([{ units: all }])
    }
  },
  patienceMs,
)

it(
  'E32 retiring an item with 1,000 open orders returns everything once, across a crash',
  async () => {
    const stall = await openStall(sizeOf({ usual: 120, full: 1000 }))
    const count = stall.listingIds.length
    const cutter = await startCutter({
      connectionString: world.app.ctx.config.connection.connectionString ?? '',
    })
    const isFirst = (text: string) => text.includes('market_listings') && text.includes('skip locked')
    const untilCut = async () => {
      while (cutter.wasCutAfter() === undefined) await endOrders(world.app.ctx).catch(() => undefined)
    }
    try {
      cutter.cut({ isFirst, at: 30 })
      await owner.call('retireItem', { params: { itemId: stall.itemId } })
      await untilCut()
      expect(await statesOf(stall)).toEqual([{ state: 'active', count, remaining: count, returned: 0 }])
      cutter.cut({ isFirst, at: 'committed' })
      await untilCut()
      const canceled = (await statesOf(stall)).find(({ state }) => state === 'canceled')
      expect(canceled).toMatchObject({ count: batchMax, returned: batchMax })
    } finally {
      cutter.restart()
      await cutter.close()
    }
    await world.app.started.of(market).drain()
    expect(await statesOf(stall)).toEqual([{ state: 'canceled', count, remaining: 0, returned: count }])
    const told = await toldOf(stall, 'listing.canceled')
    expect(told.reduce((sum, batch) => sum + batch.count, 0)).toBe(count)
    expect(await shelfOf(stall)).toEqual([{ units: all }])
    for (const line of world.takeErrors()) expect(line).toContain('PostgreSQL active client generated error')
  },
  patienceMs,
)
