/** Gifts over HTTP: held until they are answered, over at the instant, and every way in which one is refused. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { items } from '../../server/features/items/index.ts'
import { proveConservation } from '../../server/operate/conservation.ts'
import type { Caller } from '../world/caller.ts'
import {
  type Friend,
  makeFriend,
  makePair,
  offer,
  ofGift,
  orderOf,
  type Pair,
  unitsOf,
} from '../world/giving.ts'
import { booster, granted } from '../world/item-inputs.ts'
import { giveCoins, marketSettings } from '../world/market-inputs.ts'
import { toldEvents } from '../world/told-events.ts'
import { createWorld, type World } from '../world/world.ts'

let world: World
let owner: Caller
beforeAll(async () => {
  world = await createWorld()
  owner = world.as(world.owner)
})
afterAll(() => world?.stop())

const person = () => makeFriend(world)
const pair = (quantity?: number, more?: object) => makePair(world, quantity, more)
const units = (somebody: Friend, itemId: string) => unitsOf(world, somebody, itemId)
const settle = () => world.app.started.of(items).drainGifts()

describe('a gift', () => {
  it('is held until it is accepted, and then belongs to the other', async () => {
    const made = await pair()
    const { giver, receiver, itemId } = made
    const gift = await offer(made, 2, { message: 'For the raid' })
    expect(gift).toMatchObject({ state: 'offered', message: 'For the raid', quantity: 2 })
    expect(await units(giver, itemId)).toBe('3 of 5, 3 tradable')
    expect(await receiver.caller.call('getGift', ofGift(gift.id))).toEqual(gift)
    const accepted = await receiver.caller.call('acceptGift', ofGift(gift.id))
    expect(accepted.state).toBe('accepted')
    expect(await receiver.caller.call('acceptGift', ofGift(gift.id))).toEqual(accepted)
    expect(await units(giver, itemId)).toBe('3 of 3, 3 tradable')
    expect(await units(receiver, itemId)).toBe('2 of 2, 2 tradable')
    const told = (await toldEvents(world, gift.id)).filter(({ type }) => type.startsWith('gift.'))
    expect(told).toMatchObject([
      { type: 'gift.offered', data: { changes: [{ memberId: giver.memberId, delta: -2, countAfter: 3 }] } },
      {
        type: 'gift.accepted',
        data: { changes: [{ memberId: receiver.memberId, delta: 2, countAfter: 2 }] },
      },
    ])
  })

  it('goes to whom a username names, however it is written', async () => {
    const { giver, receiver, itemId } = await pair()
    const body = { toUsername: receiver.username.toUpperCase(), itemId, quantity: 1 }
    expect((await giver.caller.call('offerGift', { body })).toMemberId).toBe(receiver.memberId)
  })

  it('goes back when it is rejected, taken back by the sender, or canceled by staff', async () => {
    const made = await pair()
    const { giver, receiver, itemId } = made
    const { id: rejected } = await offer(made)
    expect((await receiver.caller.call('rejectGift', ofGift(rejected))).state).toBe('rejected')
    const { id: canceled } = await offer(made)
    expect((await giver.caller.call('cancelGift', ofGift(canceled))).state).toBe('canceled')
    const { id: stopped } = await offer(made)
    expect((await owner.call('cancelGift', ofGift(stopped))).state).toBe('canceled')
    expect(await units(giver, itemId)).toBe('5 of 5, 5 tradable')
    expect(await units(receiver, itemId)).toBe('0 of 0, 0 tradable')
    const sent = await giver.caller.call('listGifts', { query: { direction: 'sent', state: 'canceled' } })
    expect(sent.data.map(({ id }) => id)).toEqual([stopped, canceled])
    expect((await receiver.caller.call('listGifts', { query: { direction: 'sent' } })).data).toEqual([])
  })

  it('is seen by its two members, and by staff among those of all', async () => {
    const made = await pair()
    const stranger = (await person()).caller
    const staff = world.as((await world.staff('Staff', ['approve_apps'])).credential)
    const { id } = await offer(made)
    expect(await stranger.refusal('getGift', ofGift(id))).toBe('not_found')
    expect(await staff.call('getGift', ofGift(id))).toMatchObject({ id, state: 'offered' })
    expect((await staff.call('listGifts', {})).data).toEqual([])
    const all = { query: { whose: 'all' as const, state: 'offered' as const, limit: 1 } }
    expect((await staff.call('listGifts', all)).data).toMatchObject([{ id }])
    expect(await stranger.refusal('listGifts', all)).toBe('forbidden')
    const { memberId } = made.receiver
    const listed = async (caller: Caller, more: object) =>
      (await caller.call('listGifts', { query: { memberId, ...more } })).data.map((each) => each.id)
    expect(await listed(staff, {})).toEqual([id])
    expect(await listed(staff, { direction: 'sent' })).toEqual([])
    expect(await listed(made.receiver.caller, { direction: 'received' })).toEqual([id])
    expect(await stranger.refusal('listGifts', { query: { memberId } })).toBe('forbidden')
    await staff.call('cancelGift', ofGift(id))
  })

  it('gift_not_pending: is over at the instant, whether it was swept or not, and goes back', async () => {
    const made = await pair()
    const { giver, receiver, itemId } = made
    const { id } = await offer(made, 2, { expiresInS: 3600 })
    await world.clock.advance({ hours: 1 })
    expect(await receiver.caller.refusal('acceptGift', ofGift(id))).toBe('gift_not_pending')
    expect(await receiver.caller.refusal('rejectGift', ofGift(id))).toBe('gift_not_pending')
    expect(await giver.caller.refusal('cancelGift', ofGift(id))).toBe('gift_not_pending')
    expect((await giver.caller.call('getGift', ofGift(id))).state).toBe('expired')
    await settle()
    expect(await units(giver, itemId)).toBe('5 of 5, 5 tradable')
    const { data } = await giver.caller.call('listGifts', { query: { state: 'expired' } })
    expect(data.map((each) => each.id)).toEqual([id])
    const told = (await toldEvents(world, id)).map(({ type }) => type)
    expect(told.filter((type) => type === 'gift.expired')).toHaveLength(1)
  })

  it('goes back when its item is retired, or somebody leaves', async () => {
    const retired = await pair()
    const { id: first } = await offer(retired)
    await owner.call('retireItem', { params: { itemId: retired.itemId } })
    const left = await pair()
    const { id: second } = await offer(left)
    await owner.call('removeMember', { params: { memberId: left.receiver.memberId } })
    await settle()
    expect((await retired.giver.caller.call('getGift', ofGift(first))).state).toBe('canceled')
    expect((await left.giver.caller.call('getGift', ofGift(second))).state).toBe('canceled')
    expect(await units(left.giver, left.itemId)).toBe('5 of 5, 5 tradable')
  })

  it('was answered once, by whoever came first', async () => {
    const made = await pair()
    const { id } = await offer(made)
    const replies = await Promise.all([
      made.receiver.caller.reply('acceptGift', ofGift(id)),
      made.receiver.caller.reply('rejectGift', ofGift(id)),
      made.giver.caller.reply('cancelGift', ofGift(id)),
    ])
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409])
  })

  it('E06 gift, listing, cancel and split of units with running periods and trade holds: no expiry and no trade hold of other units changes', async () => {
    const made = await pair(10, { ...booster(), tradeHoldS: { grant: 7200, purchase: 5400, gift: 3600 } })
    const { giver, receiver, itemId, appId } = made
    const params = { itemId }
    await world.clock.advance({ hours: 4 })
    await giver.caller.call('activateItem', { params, body: { units: 1 } })
    await owner.call('postUnits', { params: { appId }, body: granted(itemId, giver.memberId, 4) })
    await giveCoins(world, receiver.memberId, 100)
    /** When the units of the grant may be traded, and when the active time ends. */
    const times = async () => {
      const { data } = await owner.call('getInventory', { params: { memberId: giver.memberId } })
      const { data: periods } = await owner.call('listPeriods', { params: { memberId: giver.memberId } })
      return [data[0]?.tradeHeldUntil, periods[0]?.expiresAt, periods[0]?.version]
    }
    const before = await times()
    expect(before).toEqual([expect.any(String), expect.any(String), 1])
    expect(await units(giver, itemId)).toBe('13 of 13, 9 tradable')
    await giver.caller.call('cancelGift', ofGift((await offer(made, 3)).id))
    await receiver.caller.call('acceptGift', ofGift((await offer(made, 1)).id))
    expect(await units(giver, itemId)).toBe('12 of 12, 8 tradable')
    const order = { quantity: 6, unitPrice: 5 }
    const { id: listingId } = await giver.caller.call('createListing', { params, body: order })
    expect(await units(giver, itemId)).toBe('6 of 12, 2 tradable')
    const sold = { quantity: 2, unitPrice: 5, terms: 1 }
    await receiver.caller.call('purchaseListing', { params: { listingId }, body: sold })
    await giver.caller.call('cancelListing', { params: { listingId } })
    expect(await units(giver, itemId)).toBe('10 of 10, 6 tradable')
    expect(await times()).toEqual(before)
    expect(await units(receiver, itemId)).toBe('3 of 3, 0 tradable')
    expect((await owner.call('listPeriods', { params: { memberId: receiver.memberId } })).data).toEqual([])
  })
})

describe('a gift where gifts are accepted automatically', () => {
  const save = (more: object) => owner.call('saveMarketSettings', { body: marketSettings(more) })
  beforeAll(() => save({ giftAcceptance: 'automatic' }))
  afterAll(() => save({}))

  it('belongs to the other at once, under the trade hold of gifts, and is told as accepted', async () => {
    const made = await pair(5, { tradeHoldS: { grant: 0, purchase: 0, gift: 3600 } })
    const { giver, receiver, itemId } = made
    const gift = await offer(made)
    expect(gift).toMatchObject({ state: 'accepted', endedAt: expect.any(String) })
    expect(await receiver.caller.call('acceptGift', ofGift(gift.id))).toEqual(gift)
    expect(await giver.caller.refusal('cancelGift', ofGift(gift.id))).toBe('gift_not_pending')
    expect(await units(giver, itemId)).toBe('3 of 3, 3 tradable')
    expect(await units(receiver, itemId)).toBe('2 of 2, 0 tradable')
    const changes = [
      { memberId: giver.memberId, delta: -2, countAfter: 3, inventorySequence: 2 },
      { memberId: receiver.memberId, delta: 2, countAfter: 2, inventorySequence: 1 },
    ]
    expect(await toldEvents(world, gift.id)).toMatchObject([{ type: 'gift.accepted', data: { changes } }])
    expect((await proveConservation(world.app.ctx.db)).problems).toEqual([])
  })

  it('is refused beyond what the receiver may have, and moves nothing', async () => {
    const made = await pair(5, { maxPerMember: 5 })
    const { giver, receiver, appId, itemId } = made
    await offer(made, 3)
    await owner.call('postUnits', { params: { appId }, body: granted(itemId, giver.memberId, 3) })
    expect(await giver.caller.refusal('offerGift', orderOf(receiver, itemId, 3))).toBe('member_limit')
    expect(await units(giver, itemId)).toBe('5 of 5, 5 tradable')
  })
})

describe('a gift is not offered', () => {
  const refused = async (made: Pair, quantity = 2, more: object = {}) =>
    made.giver.caller.refusal('offerGift', orderOf(made.receiver, made.itemId, quantity, more))

  it('not_giftable: of what cannot be given, and to oneself', async () => {
    expect(await refused(await pair(5, { isGiftable: false }))).toBe('not_giftable')
    const made = await pair()
    expect(await made.giver.caller.refusal('offerGift', orderOf(made.giver, made.itemId))).toBe(
      'not_giftable',
    )
  })

  it('not_found: to nobody; and not to none or two who are named', async () => {
    const made = await pair()
    const to = (named: object) => refused(made, 1, { toMemberId: undefined, ...named })
    const codes = [await to({ toMemberId: made.itemId }), await to({ toUsername: 'Nobody' }), await to({})]
    expect(codes).toEqual(['not_found', 'not_found', 'validation_failed'])
    expect(await refused(made, 1, { toUsername: 'Nobody' })).toBe('validation_failed')
  })

  it('unknown_item: of a tier that is not there', async () => {
    expect(await refused(await pair(), 1, { tier: 'golden' })).toBe('unknown_item')
  })

  it('wrong_state: of a frozen item; nor is one accepted', async () => {
    const made = await pair()
    const { id } = await offer(made)
    await owner.call('freezeItem', { params: { itemId: made.itemId }, body: { reason: 'A test' } })
    expect(await refused(made)).toBe('wrong_state')
    expect(await made.receiver.caller.refusal('acceptGift', ofGift(id))).toBe('wrong_state')
  })

  it('insufficient_balance: of more than there is', async () => {
    const made = await pair(5)
    await offer(made, 4)
    expect(await refused(made, 2)).toBe('insufficient_balance')
  })

  it('trade_held: E26 trade-held units cannot be given until the hour', async () => {
    const made = await pair(2, { tradeHoldS: { grant: 1800, purchase: 0, gift: 0 } })
    expect(await refused(made)).toBe('trade_held')
    await world.clock.advance({ hours: 2 })
    expect((await offer(made)).state).toBe('offered')
  })

  it('member_limit: beyond what the receiver may have; nor is one accepted', async () => {
    const made = await pair(5, { maxPerMember: 5 })
    expect(await refused({ ...made, giver: made.giver }, 6)).toBe('insufficient_balance')
    const grant = (quantity: number) =>
      owner.call('postUnits', {
        params: { appId: made.appId },
        body: granted(made.itemId, made.receiver.memberId, quantity),
      })
    await grant(3)
    expect(await refused(made, 3)).toBe('member_limit')
    const { id } = await offer(made, 2)
    await grant(1)
    expect(await made.receiver.caller.refusal('acceptGift', ofGift(id))).toBe('member_limit')
    expect((await made.giver.caller.call('cancelGift', ofGift(id))).state).toBe('canceled')
  })

  it('app_suspended: while the app is; what was offered can be answered', async () => {
    const made = await pair()
    const { id } = await offer(made)
    await owner.call('suspendApp', { params: { appId: made.appId }, body: { reason: 'A test' } })
    expect(await refused(made)).toBe('app_suspended')
    expect((await made.receiver.caller.call('acceptGift', ofGift(id))).state).toBe('accepted')
  })

  it('app_not_approved: before the app is', async () => {
    const made = await pair()
    const draft = await owner.call('createApp', {
      body: { title: `Draft ${made.appId}`, appUrl: 'https://draft.example' },
    })
    const params = { appId: draft.id }
    const body = booster({ isGiftable: true })
    const { id: itemId } = await owner.call('createItem', { params, body })
    await owner.call('publishItem', { params: { itemId } })
    await owner.call('postUnits', { params, body: granted(itemId, world.ownerMemberId) })
    expect(await owner.refusal('offerGift', orderOf(made.receiver, itemId, 1))).toBe('app_not_approved')
  })

  it('cursor_invalid: a cursor goes with its filter', async () => {
    const made = await pair()
    await offer(made, 1)
    await offer(made, 1)
    const { page } = await made.giver.caller.call('listGifts', { query: { limit: 1 } })
    const query = { limit: 1, cursor: page.next ?? '', state: 'offered' as const }
    expect(await made.giver.caller.refusal('listGifts', { query })).toBe('cursor_invalid')
  })
})
