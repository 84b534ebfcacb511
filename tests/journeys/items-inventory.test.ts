/** Inventories over HTTP: what is owned, available and tradable, and every change of it without a gap. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Operation } from '../../contracts/postings.ts'
import { items } from '../../server/features/items/index.ts'
import { type HoldingFilter, listHoldingRows } from '../../server/features/items/inventory/holdings.store.ts'
import type { Transaction } from '../../server/platform/db/database.ts'
import { appKey } from '../world/app-inputs.ts'
import type { Caller } from '../world/caller.ts'
import { booster, granted, heldItem, liveItem, newItem, week } from '../world/item-inputs.ts'
import { uploadOf } from '../world/pictures.ts'
import { rowsReadBy } from '../world/rows-read.ts'
import { toldEvents } from '../world/told-events.ts'
import { createWorld, type World } from '../world/world.ts'

let world: World
let owner: Caller
beforeAll(async () => {
  world = await createWorld()
  owner = world.as(world.owner)
})
afterAll(() => world?.stop())

let count = 0
const newMember = async () => (await world.member(`Holder${++count}`)).id
const post = (appId: string, operations: Operation[]) =>
  owner.call('postUnits', { params: { appId }, body: { operations, reason: 'A test' } })

describe('an inventory', () => {
  it('tells holdings, newest items first, and which app they are of', async () => {
    const memberId = await newMember()
    const { url: imageUrl } = await owner.call('uploadImage', { body: await uploadOf() })
    const more = { imageUrl, tags: ['blade'] }
    const { appId, params } = await liveItem({ world }, { itemUri: 'https://items.game.example/b', ...more })
    const timed = booster({ itemUri: 'https://items.game.example/a' })
    const { id: timedId } = await owner.call('createItem', { params: { appId }, body: timed })
    await owner.call('publishItem', { params: { itemId: timedId } })
    await post(appId, [
      { op: 'grant', memberId, itemId: params.itemId, quantity: 3 },
      { op: 'grant', memberId, itemId: timedId, quantity: 1 },
    ])
    const inventory = await owner.call('getInventory', { params: { memberId } })
    expect(inventory.data.map(({ itemUri }) => itemUri.at(-1))).toEqual(['a', 'b'])
    expect(inventory.data[0]).toMatchObject({ kind: 'time_limited', seconds: week, tier: 'week' })
    const holding = { owned: 3, available: 3, tradable: 3, held: [], picture: imageUrl, tags: ['blade'] }
    expect(inventory.data[1]).toMatchObject(holding)
    // One posting, one number, however many items it moved.
    const { title } = await owner.call('getApp', { params: { appId } })
    expect(inventory.apps).toEqual([{ appId, title, inventorySequence: 1 }])
  })

  it('is read in pages, which together are all of it once', async () => {
    const memberId = await newMember()
    const keys = Array.from({ length: 12 }, (_, index) => ({ key: `t${index}`, seconds: 60 * (index + 1) }))
    const { appId, params } = await liveItem({ world }, booster({ tiers: keys }))
    const { itemId } = params
    const grants = keys.map(({ key: tier }) => ({
      op: 'grant' as const,
      memberId,
      itemId,
      tier,
      quantity: 1,
    }))
    await post(appId, grants)
    // A balance of nothing is no holding.
    await post(appId, [{ op: 'take', memberId, itemId, tier: 't6', quantity: 1 }])
    const seen = []
    const pages = []
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const query = { limit: 4, ...(cursor === undefined ? {} : { cursor }) }
      const { data, page, apps } = await owner.call('getInventory', { params: { memberId }, query })
      expect(apps.map(({ inventorySequence }) => inventorySequence)).toEqual([2])
      seen.push(...data.map(({ tier }) => tier))
      pages.push(data.length)
      cursor = page.next
    }
    expect(pages).toEqual([4, 4, 3])
    expect(seen).toEqual(
      keys
        .map(({ key }) => key)
        .filter((key) => key !== 't6')
        .reverse(),
    )
  })

  it('is narrowed by app, item, kind, tag and a part of the name', async () => {
    const memberId = await newMember()
    const sword = await heldItem({ world, memberId }, 1, { name: 'Sword of Dawn', tags: ['blade'] })
    const ore = await heldItem({ world, memberId }, 1, { name: 'Cave ore', kind: 'mergeable' })
    const named = async (query: object) => {
      const { data } = await owner.call('getInventory', { params: { memberId }, query })
      return data.map(({ name }) => name)
    }
    expect(await named({})).toEqual(['Cave ore', 'Sword of Dawn'])
    expect(await named({ appId: sword.appId })).toEqual(['Sword of Dawn'])
    expect(await named({ itemId: ore.params.itemId })).toEqual(['Cave ore'])
    expect(await named({ kind: 'mergeable' })).toEqual(['Cave ore'])
    expect(await named({ tag: 'blade' })).toEqual(['Sword of Dawn'])
    expect(await named({ q: 'sWORD' })).toEqual(['Sword of Dawn'])
    expect(await named({ q: 'sword', kind: 'mergeable' })).toEqual([])
  })

  it('tells what is held to the last unit, and why', async () => {
    const { memberId, credential } = await world.staff('Seller', [])
    const { params } = await heldItem({ world, memberId })
    const before = (await owner.call('getInventory', { params: { memberId } })).data[0]
    const body = { quantity: before?.available ?? 0, unitPrice: 10 }
    await world.as(credential).call('createListing', { params, body })
    const [holding] = (await owner.call('getInventory', { params: { memberId } })).data
    const held = [{ purpose: 'listing', quantity: body.quantity }]
    expect(holding).toMatchObject({ owned: body.quantity, available: 0, tradable: 0, held })
  })

  it('cursor_invalid: a cursor goes with its filter', async () => {
    const memberId = await newMember()
    await heldItem({ world, memberId })
    await heldItem({ world, memberId })
    const params = { memberId }
    const { page } = await owner.call('getInventory', { params, query: { limit: 1 } })
    const query = { cursor: page.next ?? '', kind: 'mergeable' } as const
    expect(await owner.refusal('getInventory', { params, query })).toBe('cursor_invalid')
  })

  it('is read by its member, by staff, and by each app as far as it is of that app', async () => {
    const { memberId, credential } = await world.staff('Reader', [])
    const other = await world.staff('Other', [])
    const first = await heldItem({ world, memberId })
    await heldItem({ world, memberId })
    expect((await world.as(credential).call('getInventory', { params: { memberId } })).data).toHaveLength(2)
    expect(await world.as(other.credential).refusal('getInventory', { params: { memberId } })).toBe(
      'forbidden',
    )
    const app = world.as(await appKey(world, first.appId, ['inventory.read']))
    const seen = await app.call('getInventory', { params: { memberId } })
    expect(seen.data.map(({ itemId }) => itemId)).toEqual([first.params.itemId])
    expect(seen.apps.map(({ appId }) => appId)).toEqual([first.appId])
    expect(await owner.refusal('getInventory', { params: { memberId: first.appId } })).toBe('not_found')
  })

  it('has an ETag that changes with every available count, and with nothing else', async () => {
    const memberId = await newMember()
    const { appId, params } = await heldItem({ world, memberId })
    const etag = async () => (await owner.reply('getInventory', { params: { memberId } })).headers.etag
    const before = await etag()
    await owner.call('updateItem', { params, body: { description: 'Sharp' } })
    expect(await etag()).toBe(before)
    await post(appId, [{ op: 'take', memberId, itemId: params.itemId, quantity: 1 }])
    expect(await etag()).not.toBe(before)
  })

  it('tells what is under a trade hold, and once that it is over; taking uses up what is held longest', async () => {
    const memberId = await newMember()
    const tradeHoldS = { grant: 5400, purchase: 0, gift: 0 }
    const { appId, params } = await liveItem({ world }, { tradeHoldS })
    const { itemId } = params
    await post(appId, [{ op: 'grant', memberId, itemId, quantity: 4 }])
    await owner.call('updateItem', { params, body: { tradeHoldS: { ...tradeHoldS, grant: 0 } } })
    await post(appId, [{ op: 'grant', memberId, itemId, quantity: 6 }])
    const holding = async () => (await owner.call('getInventory', { params: { memberId } })).data[0]
    const held = await holding()
    expect(held).toMatchObject({ available: 10, tradable: 6 })
    expect(held?.tradeHeldUntil).toMatch(/:00:00\.000Z$/)
    await post(appId, [{ op: 'take', memberId, itemId, quantity: 3 }])
    expect(await holding()).toMatchObject({ available: 7, tradable: 6 })
    await world.clock.advance({ hours: 3 })
    expect(await holding()).toMatchObject({ available: 7, tradable: 7, tradeHeldUntil: null })
    for (const _ of [1, 2]) await world.app.started.of(items).drainTradeHolds()
    const told = (await toldEvents(world, memberId)).filter(({ type }) => type === 'trade_hold.ended')
    const ended = { appId, memberId, itemId, tier: 'default', quantity: 1, endedAt: held?.tradeHeldUntil }
    expect(told).toMatchObject([{ data: ended }])
  })
})

describe('the changes of an inventory', () => {
  it('E33 member change counters are gap-free, and the changes feed replays to the inventory, under 32 writers', async () => {
    const { memberId, credential } = await world.staff(`Holder${++count}`, [])
    const holder = world.as(credential)
    const toMemberId = await newMember()
    const { appId, params } = await liveItem({ world })
    const { id: otherId } = await owner.call('createItem', { params: { appId }, body: newItem() })
    await owner.call('publishItem', { params: { itemId: otherId } })
    const itemIds = [params.itemId, otherId]
    for (const itemId of itemIds)
      await owner.call('postUnits', { params: { appId }, body: granted(itemId, memberId, 100) })
    // Each writer twice: granted, given, listed and taken back, and taken by the game.
    const ways = [
      (itemId: string) => owner.call('postUnits', { params: { appId }, body: granted(itemId, memberId, 3) }),
      (itemId: string) => holder.call('offerGift', { body: { toMemberId, itemId, quantity: 2 } }),
      (itemId: string) => post(appId, [{ op: 'take', memberId, itemId, quantity: 1 }]),
      async (itemId: string) => {
        const body = { quantity: 2, unitPrice: 5 }
        const { id: listingId } = await holder.call('createListing', { params: { itemId }, body })
        await holder.call('cancelListing', { params: { listingId } })
      },
    ]
    await Promise.all(
      Array.from({ length: 32 }, async (_, writer) => {
        await ways[writer % 4]?.(itemIds[writer % 2] ?? '')
        await ways[(writer + 1) % 4]?.(itemIds[writer % 2] ?? '')
      }),
    )
    // A listing that was taken back changed it twice.
    const changeCount = 2 + 64 + 16
    const changes = []
    for (let after = 0; ; ) {
      const query = { appId, after, limit: 10 }
      const page = await owner.call('listInventoryChanges', { params: { memberId }, query })
      expect(page.inventorySequence).toBe(changeCount)
      if (page.data.length === 0) break
      changes.push(...page.data)
      after = page.data.at(-1)?.inventorySequence ?? 0
    }
    expect(changes.map(({ inventorySequence }) => inventorySequence)).toEqual(
      Array.from({ length: changeCount }, (_, index) => index + 1),
    )
    const backwards = []
    for (let after: number | undefined; after !== 1; ) {
      const query = { appId, order: 'newest', limit: 20, ...(after === undefined ? {} : { after }) } as const
      const { data: page } = await owner.call('listInventoryChanges', { params: { memberId }, query })
      backwards.push(...page)
      after = page.at(-1)?.inventorySequence ?? 1
    }
    expect(backwards.toReversed()).toEqual(changes)
    const { data } = await owner.call('getInventory', { params: { memberId } })
    for (const { itemId, available } of data) {
      const own = changes.filter((change) => change.itemId === itemId)
      expect(own.reduce((sum, { delta }) => sum + delta, 0)).toBe(available)
      expect(own.at(-1)?.countAfter).toBe(available)
    }
  })

  it('are read by the app they are of, and by no other', async () => {
    const memberId = await newMember()
    const { appId } = await heldItem({ world, memberId })
    const query = { appId }
    const own = world.as(await appKey(world, appId, ['inventory.read']))
    expect((await own.call('listInventoryChanges', { params: { memberId }, query })).data).toHaveLength(1)
    const other = world.as(await appKey(world, undefined, ['inventory.read']))
    expect(await other.refusal('listInventoryChanges', { params: { memberId }, query })).toBe('not_found')
  })
})

describe('an inventory of ten thousand holdings', () => {
  const tables = ['ledger\\_balances', 'items\\_tiers', 'items\\_definitions']
  const perHolding = ['its balance', 'its tier', 'its item', 'the count of tiers of its item'].length
  const take = 51

  it('is read a page at a time: no more of it than the page shows', async () => {
    const memberId = await newMember()
    const { appId } = await liveItem({ world })
    const { communityId } = world
    const inventory = sql`(
      select ${communityId}::uuid as community_id, ${memberId}::uuid as member_id, ${appId}::uuid as app_id, number,
             lpad(to_hex(number), 32, '0') as hex from generate_series(1, 10000) number) inventory`
    const read = async (tx: Transaction, filter: HoldingFilter, after: string | null) => {
      const page = { after, take }
      const { result: found, count } = await rowsReadBy(tx, tables, () =>
        listHoldingRows(tx, { communityId, memberId }, filter, page),
      )
      return { names: found.map(({ name }) => name), lastId: found.at(-1)?.tier_id ?? '', count }
    }
    const { db } = world.app.ctx
    const tx = await db.startTransaction().execute()
    await sql`
      insert into items_definitions (community_id, id, app_id, item_uri, uri_digest, kind, state, name, tags, settings)
      select community_id, hex::uuid, app_id, 'https://items.game.example/' || number, sha256(hex::bytea), 'permanent',
             'live', 'Item ' || number, '{}', '{}' from ${inventory}`.execute(tx)
    await sql`
      insert into items_tiers (community_id, id, app_id, item_id, key, asset)
      select community_id, hex::uuid, app_id, hex::uuid, 'default', 'item:' || hex from ${inventory}`.execute(
      tx,
    )
    await sql`
      insert into ledger_balances (community_id, holder_id, asset, holder_kind, amount)
      select community_id, member_id, 'item:' || hex, 'member', 1 from ${inventory}`.execute(tx)
    // Whether or not the planner knows yet how much there is.
    for (const isCounted of [false, true]) {
      if (isCounted) await sql`analyze ledger_balances, items_tiers, items_definitions`.execute(tx)
      for (const filter of [{}, { appId }]) {
        const first = await read(tx, filter, null)
        expect([first.names.length, first.names[0]]).toEqual([take, 'Item 10000'])
        const second = await read(tx, filter, first.lastId)
        expect([second.names.length, second.names[0]]).toEqual([take, 'Item 9949'])
        expect([first.count, second.count]).toEqual([take * perHolding, take * perHolding])
      }
      const { names, count } = await read(tx, { itemId: '00000000-0000-0000-0000-000000000007' }, null)
      expect(names).toEqual(['Item 7'])
      expect(count).toBeLessThan(take)
    }
    // What was never posted is not in the ledger.
    await tx.rollback().execute()
  })
})
