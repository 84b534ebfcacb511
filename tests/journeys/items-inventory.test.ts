/** Inventories over HTTP: what is owned, available and tradable, and every change of it without a gap. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Operation } from '../../contracts/postings.ts'
import { appKey } from '../world/app-inputs.ts'
import type { Caller } from '../world/caller.ts'
import { booster, granted, heldItem, liveItem, newItem, week } from '../world/item-inputs.ts'
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
  it('tells holdings by the order of their addresses, and which app they are of', async () => {
    const memberId = await newMember()
    const shown = { imageUrl: 'https://items.game.example/b.png', tags: ['blade'] }
    const { appId, params } = await liveItem({ world }, { itemUri: 'https://items.game.example/b', ...shown })
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
    expect(inventory.data[1]).toMatchObject({ owned: 3, available: 3, tradable: 3, held: [], ...shown })
    // One posting, one number, however many items it moved.
    const { title } = await owner.call('getApp', { params: { appId } })
    expect(inventory.apps).toEqual([{ appId, title, inventorySequence: 1 }])
    const kinds = await owner.call('getInventory', { params: { memberId }, query: { kind: 'permanent' } })
    expect(kinds.data).toHaveLength(1)
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

  it('tells what is under a trade hold; taking uses up what is held longest', async () => {
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
  })
})

describe('the changes of an inventory', () => {
  it('are numbered without gaps and lead to the inventory, under sixteen writers', async () => {
    const memberId = await newMember()
    const { appId, params } = await liveItem({ world })
    const { id: otherId } = await owner.call('createItem', { params: { appId }, body: newItem() })
    await owner.call('publishItem', { params: { itemId: otherId } })
    const itemIds = [params.itemId, otherId]
    await Promise.all(
      Array.from({ length: 48 }, (_, index) => {
        const itemId = itemIds[index % 2] ?? ''
        const body = granted(itemId, memberId, 1 + (index % 3))
        return owner.call('postUnits', { params: { appId }, body })
      }),
    )
    const changes = []
    for (let after = 0; ; ) {
      const query = { appId, after, limit: 10 }
      const page = await owner.call('listInventoryChanges', { params: { memberId }, query })
      expect(page.inventorySequence).toBe(48)
      if (page.data.length === 0) break
      changes.push(...page.data)
      after = page.data.at(-1)?.inventorySequence ?? 0
    }
    expect(changes.map(({ inventorySequence }) => inventorySequence)).toEqual(
      Array.from({ length: 48 }, (_, index) => index + 1),
    )
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
