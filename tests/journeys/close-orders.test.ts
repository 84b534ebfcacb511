/** Units that are taken although they lie in orders: first out of those, and all or nothing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { proveConservation } from '../../server/operate/conservation.ts'
import { appKey } from '../world/app-inputs.ts'
import type { Caller } from '../world/caller.ts'
import { heldItem } from '../world/item-inputs.ts'
import { mergeable } from '../world/merge-inputs.ts'
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

async function holding(memberId: string, itemId: string) {
  const { data, apps } = await owner.call('getInventory', { params: { memberId } })
  const { available = 0, owned = 0 } = data.find((each) => each.itemId === itemId) ?? {}
  return { available, owned, sequence: apps[0]?.inventorySequence }
}

describe('units in orders that are taken', () => {
  const taking = (appId: string, memberId: string, itemId: string, quantity: number, more: object = {}) => ({
    params: { appId },
    body: {
      operations: [{ op: 'take' as const, memberId, itemId, quantity, closeOrders: true }],
      ...{ reason: 'Won by cheating', ...more },
    },
  })

  async function withOrders() {
    const { memberId, credential } = await world.staff(`Trader${++count}`, [])
    const made = await mergeable({ world }, { memberId, quantity: 20 })
    const { itemId } = made
    const caller = world.as(credential)
    const to = await world.member(`Friend${count}`)
    const { id: merge } = await caller.call('requestMerge', { params: { itemId }, body: { quantity: 5 } })
    const body = { itemId, toMemberId: to.id, quantity: 4 }
    const { id: gift } = await caller.call('offerGift', { body })
    const sale = { params: { itemId }, body: { quantity: 3, unitPrice: 10 } }
    const { id: listing } = await caller.call('createListing', sale)
    return { ...made, memberId, caller, merge, gift, listing }
  }

  it('come out of all of them first, each under a number of its own; a dry run tells so before', async () => {
    const { caller, itemId, memberId, appId, merge, gift, listing } = await withOrders()
    const foretold = await owner.call('postUnits', taking(appId, memberId, itemId, 20, { dryRun: true }))
    expect(await holding(memberId, itemId)).toMatchObject({ available: 8, owned: 20, sequence: 4 })
    const taken = await owner.call('postUnits', taking(appId, memberId, itemId, 20))
    expect(taken.closed).toMatchObject([
      { kind: 'listing', id: listing, memberId, itemId, tier: 'default', quantity: 3 },
      { kind: 'gift', id: gift, quantity: 4 },
      { kind: 'merge', id: merge, quantity: 5 },
    ])
    expect(taken.changes).toMatchObject([{ delta: -20, countAfter: 0, ownedAfter: 0, inventorySequence: 8 }])
    expect({ lines: foretold.lines, closed: foretold.closed }).toEqual({
      ...{ lines: taken.lines, closed: taken.closed },
    })
    expect(foretold.changes).toMatchObject([{ delta: -20, countAfter: 0, inventorySequence: 8 }])
    expect(await holding(memberId, itemId)).toEqual({ available: 0, owned: 0, sequence: 8 })
    const told = (await toldEvents(world, memberId)).slice(-4)
    expect(told).toMatchObject([
      {
        type: 'listing.canceled',
        data: {
          reason: 'Won by cheating',
          changes: [{ delta: 3, countAfter: 11, ownedAfter: 20, inventorySequence: 5 }],
        },
      },
      { type: 'gift.canceled', data: { changes: [{ countAfter: 15, inventorySequence: 6 }] } },
      { type: 'merge.canceled', data: { inventorySequence: 7, changes: [{ countAfter: 20 }] } },
      { type: 'item.taken', data: { changes: [{ countAfter: 0, inventorySequence: 8 }] } },
    ])
    const ended = await caller.call('getMerge', { params: { mergeId: merge } })
    expect(ended).toMatchObject({ state: 'canceled', reason: 'Won by cheating' })
    expect((await proveConservation(world.app.ctx.db)).problems).toEqual([])
  })

  it('stay in them where there are too few all the same, or nobody asked to close any', async () => {
    const { itemId, memberId, appId, merge, gift, listing } = await withOrders()
    const wanted = taking(appId, memberId, itemId, 21)
    const problem = await owner.problem('postUnits', wanted)
    expect(problem).toMatchObject({ code: 'insufficient_balance', facts: { required: 21, available: 20 } })
    const [operation] = wanted.body.operations
    const operations = [{ ...operation, quantity: 9, closeOrders: false } as NonNullable<typeof operation>]
    const unclosed = { ...wanted, body: { ...wanted.body, operations } }
    expect(await owner.refusal('postUnits', unclosed)).toBe('insufficient_balance')
    expect(await holding(memberId, itemId)).toMatchObject({ available: 8, owned: 20, sequence: 4 })
    expect((await owner.call('getMerge', { params: { mergeId: merge } })).state).toBe('requested')
    expect((await owner.call('getGift', { params: { giftId: gift } })).state).toBe('offered')
    const params = { listingId: listing }
    expect((await owner.call('getListing', { params })).state).toBe('active')
  })

  it('are told to the game once, with the counts after all of it', async () => {
    const { memberId, credential } = await world.staff(`Trader${++count}`, [])
    const { appId, params } = await heldItem({ world, memberId })
    const { itemId } = params
    const url = 'https://receiver.invalid/fingi'
    await owner.call('saveAppWebhook', { params: { appId }, body: { url } })
    const sale = { params, body: { quantity: 1, unitPrice: 10 } }
    for (const _ of [1, 2]) await world.as(credential).call('createListing', sale)
    const before = (await toldEvents(world, memberId)).length
    await owner.call('postUnits', taking(appId, memberId, itemId, 5))
    const told = (await toldEvents(world, memberId)).slice(before)
    const snapshots = told.filter(({ type }) => type === 'inventory.changed')
    expect(told.map(({ type }) => type).slice(0, 3)).toEqual([
      ...['listing.canceled', 'listing.canceled', 'item.taken'],
    ])
    expect(snapshots).toMatchObject([{ data: { inventorySequence: 6, items: [{ count: 0 }] } }])
  })

  it('come out of what is for sale of the shelf of the app, as well', async () => {
    const { itemId, appId } = await mergeable({ world }, { memberId: world.ownerMemberId })
    const params = { appId }
    const stock = [{ op: 'stock' as const, itemId, quantity: 9 }]
    await owner.call('postUnits', { params, body: { operations: stock, reason: 'For sale' } })
    const seller = world.as(await appKey(world, appId, ['items.issue']))
    const sale = { params: { itemId }, body: { quantity: 9, unitPrice: 10 } }
    const { id } = await seller.call('createListing', sale)
    const operations = [{ op: 'take' as const, itemId, quantity: 9, closeOrders: true }]
    const { closed } = await owner.call('postUnits', { params, body: { operations, reason: 'Sold out' } })
    expect(closed).toMatchObject([{ kind: 'listing', id, memberId: null, quantity: 9 }])
  })
})
