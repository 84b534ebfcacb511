/** Merges over HTTP: held, answered once by whoever comes first, and every way in which one is refused. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { access } from '../../server/features/access/index.ts'
import { appKey, approvedApp } from '../world/app-inputs.ts'
import type { Caller } from '../world/caller.ts'
import { granted, liveItem, newItem } from '../world/item-inputs.ts'
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
async function player(quantity = 20, confirmMode: 'explicit' | 'on_2xx' = 'explicit') {
  const { memberId, credential } = await world.staff(`Merger${++count}`, [])
  const made = await mergeable({ world }, { memberId, quantity, confirmMode })
  return { memberId, caller: world.as(credential), ...made }
}
const request = (caller: Caller, itemId: string, quantity = 5) =>
  caller.call('requestMerge', { params: { itemId }, body: { quantity } })
const refused = (caller: Caller, itemId: string, quantity = 5) =>
  caller.refusal('requestMerge', { params: { itemId }, body: { quantity } })
const ofMerge = (mergeId: string) => ({ params: { mergeId } })
const rejection = (mergeId: string) => ({ ...ofMerge(mergeId), body: { reason: 'No room' } })

async function holding(memberId: string, itemId: string) {
  const { data, apps } = await owner.call('getInventory', { params: { memberId } })
  const found = data.find((each) => each.itemId === itemId)
  const held = found?.held.map(({ purpose, quantity }) => `${purpose} ${quantity}`).join() ?? ''
  const sequence = apps.at(-1)?.inventorySequence
  return { available: found?.available ?? 0, owned: found?.owned ?? 0, held, sequence }
}

describe('a merge', () => {
  it('holds the units, and burns them when the app confirms, however often', async () => {
    const { memberId, caller, itemId, appId } = await player()
    const merge = await request(caller, itemId, 12)
    expect(merge).toMatchObject({ quantity: 12, state: 'requested', isSeen: false, isCancelable: true })
    expect(await holding(memberId, itemId)).toEqual({
      available: 8,
      owned: 20,
      held: 'merge 12',
      sequence: 2,
    })
    const game = world.as(await appKey(world, appId, ['merges.answer']))
    const confirmed = await game.call('confirmMerge', ofMerge(merge.id))
    expect(confirmed.state).toBe('confirmed')
    expect(await game.call('confirmMerge', ofMerge(merge.id))).toEqual(confirmed)
    expect(await holding(memberId, itemId)).toEqual({ available: 8, owned: 8, held: '', sequence: 2 })
  })

  it('gives the units back when it is rejected or canceled, counted each time', async () => {
    const { memberId, caller, itemId } = await player()
    const first = await request(caller, itemId)
    const rejected = await owner.call('rejectMerge', rejection(first.id))
    expect(rejected).toMatchObject({ state: 'rejected', reason: 'No room', decidedBy: expect.any(String) })
    expect(await holding(memberId, itemId)).toMatchObject({ available: 20, held: '', sequence: 3 })
    const second = await request(caller, itemId)
    const canceled = await caller.call('cancelMerge', ofMerge(second.id))
    expect(canceled.state).toBe('canceled')
    expect(await caller.call('cancelMerge', ofMerge(second.id))).toEqual(canceled)
    expect(await holding(memberId, itemId)).toMatchObject({ available: 20, held: '', sequence: 5 })
    const changes = await owner.call('listInventoryChanges', {
      params: { memberId },
      query: { appId: first.appId },
    })
    expect(changes.data.map(({ delta, countAfter }) => `${delta} ${countAfter}`)).toEqual([
      ...['20 20', '-5 15', '5 20', '-5 15', '5 20'],
    ])
  })

  it('is told as events with the counts after it', async () => {
    const { memberId, caller, itemId } = await player()
    const { id } = await request(caller, itemId)
    await owner.call('confirmMerge', ofMerge(id))
    const told = (await toldEvents(world, memberId)).filter(({ type }) => type.startsWith('merge.'))
    expect(told).toMatchObject([
      {
        type: 'merge.requested',
        data: { merge: { id }, changes: [{ delta: -5, countAfter: 15, ownedAfter: 20 }] },
      },
      { type: 'merge.confirmed', data: { merge: { id, state: 'confirmed' }, changes: [] } },
    ])
  })

  it('is listed to its member, to staff, and to the app', async () => {
    const { caller, itemId, appId, memberId } = await player()
    const { id } = await request(caller, itemId)
    expect((await caller.call('listMerges', {})).data.map((each) => each.id)).toEqual([id])
    const query = { memberId, state: 'requested' as const }
    expect((await owner.call('listMerges', { query })).data.map((each) => each.id)).toEqual([id])
    const game = world.as(await appKey(world, appId, ['merges.answer']))
    expect((await game.call('listMerges', {})).data.map((each) => each.id)).toEqual([id])
    expect(await game.call('getMerge', ofMerge(id))).toMatchObject({ id, attempts: [] })
    const other = await world.staff(`Stranger${count}`, [])
    expect(await world.as(other.credential).refusal('getMerge', ofMerge(id))).toBe('forbidden')
    expect(await world.as(other.credential).refusal('cancelMerge', ofMerge(id))).toBe('not_found')
  })

  it('cursor_invalid: a cursor goes with its filter', async () => {
    const { caller, itemId } = await player()
    await request(caller, itemId)
    await request(caller, itemId)
    const { page } = await caller.call('listMerges', { query: { limit: 1 } })
    const query = { limit: 1, cursor: page.next ?? '', state: 'requested' as const }
    expect(await caller.refusal('listMerges', { query })).toBe('cursor_invalid')
  })

  it('is announced by letter, once for each saving of the webhook, where an answer of 2xx burns units', async () => {
    const { caller, itemId, appId } = await player(20, 'on_2xx')
    const params = { appId }
    const { title } = await owner.call('getApp', { params })
    const letters = async () => {
      const kept = await world.app.started.of(access).mail.listKept()
      return kept.filter(({ subject }) => subject.startsWith(`${title}:`)).map(({ recipient }) => recipient)
    }
    await owner.call('saveAppWebhook', { params, body: { url: 'https://receiver.invalid/fingi' } })
    await request(caller, itemId, 1)
    await request(caller, itemId, 1)
    expect(await letters()).toEqual(['owner@example.com'])
    await owner.call('saveAppWebhook', { params, body: { url: 'https://other.invalid/fingi' } })
    await request(caller, itemId, 1)
    expect(await letters()).toHaveLength(2)
  })

  it('still works of a retired item', async () => {
    const { caller, itemId } = await player()
    await owner.call('retireItem', { params: { itemId } })
    const { id } = await request(caller, itemId)
    expect((await owner.call('confirmMerge', ofMerge(id))).state).toBe('confirmed')
  })

  it('wrong_state: nobody ends its hold by hand', async () => {
    const { caller, itemId, memberId } = await player()
    await request(caller, itemId)
    const { data } = await owner.call('listHolds', { query: { holderId: memberId, state: 'pending' } })
    expect(data).toMatchObject([{ isKept: true }])
    const params = { holdId: data[0]?.id ?? '' }
    expect(await owner.refusal('voidHold', { params })).toBe('wrong_state')
    const body = { to: { kind: 'sink' as const } }
    expect(await owner.refusal('postHold', { params, body })).toBe('wrong_state')
  })
})

describe('a merge is not begun', () => {
  it('wrong_kind: of an item that stays outside', async () => {
    const { caller, appId, memberId } = await player()
    const { id: itemId } = await owner.call('createItem', { params: { appId }, body: newItem() })
    await owner.call('publishItem', { params: { itemId } })
    await owner.call('postUnits', { params: { appId }, body: granted(itemId, memberId) })
    expect(await refused(caller, itemId, 1)).toBe('wrong_kind')
  })

  it('wrong_state: of an item that is frozen', async () => {
    const { caller, itemId } = await player()
    await owner.call('freezeItem', { params: { itemId }, body: { reason: 'Units were copied' } })
    expect(await refused(caller, itemId)).toBe('wrong_state')
  })

  it('insufficient_balance: of more than is available', async () => {
    const { caller, itemId } = await player(20)
    await request(caller, itemId, 15)
    expect(await refused(caller, itemId, 6)).toBe('insufficient_balance')
  })

  it('limit_reached: while fifty of them are open', async () => {
    const { caller, itemId } = await player(60)
    for (let turn = 0; turn < 50; turn++) await request(caller, itemId, 1)
    expect(await refused(caller, itemId, 1)).toBe('limit_reached')
  })

  it('app_not_connected: where the game could never answer, or not know whose it is', async () => {
    const { caller, itemId } = await player(5, 'on_2xx')
    expect(await refused(caller, itemId)).toBe('app_not_connected')
    const nameless = await player()
    await owner.call('updateMember', { params: { memberId: nameless.memberId }, body: { email: null } })
    expect(await refused(nameless.caller, nameless.itemId)).toBe('app_not_connected')
  })

  it('app_suspended: while the app is; what is open can be answered', async () => {
    const { caller, itemId, appId } = await player()
    const { id } = await request(caller, itemId)
    await owner.call('suspendApp', { params: { appId }, body: { reason: 'A test' } })
    expect(await refused(caller, itemId)).toBe('app_suspended')
    const game = world.as(await appKey(world, appId, ['merges.answer']))
    expect((await game.call('confirmMerge', ofMerge(id))).state).toBe('confirmed')
  })

  it('app_not_approved: before the app is', async () => {
    const { params } = await approvedApp({ world })
    const draft = await owner.call('createApp', {
      body: { title: `Draft ${params.appId}`, appUrl: 'https://draft.example' },
    })
    const app = { params: { appId: draft.id } }
    const { id: itemId } = await owner.call('createItem', { ...app, body: newItem({ kind: 'mergeable' }) })
    await owner.call('publishItem', { params: { itemId } })
    await owner.call('postUnits', { ...app, body: granted(itemId, world.ownerMemberId) })
    expect(await refused(owner, itemId, 1)).toBe('app_not_approved')
  })

  it('trade_held: E26 trade-held units cannot be merged until the hour', async () => {
    const { memberId, credential } = await world.staff(`Merger${++count}`, [])
    const tradeHoldS = { grant: 1800, purchase: 0, gift: 0 }
    const { appId, params } = await liveItem({ world }, { kind: 'mergeable', tradeHoldS })
    await owner.call('saveAppWebhook', { params: { appId }, body: { settings: { confirmMode: 'explicit' } } })
    await owner.call('postUnits', { params: { appId }, body: granted(params.itemId, memberId) })
    const caller = world.as(credential)
    expect(await refused(caller, params.itemId, 1)).toBe('trade_held')
    await world.clock.advance({ hours: 2 })
    expect((await request(caller, params.itemId, 1)).state).toBe('requested')
  })

  it('validation_failed: of nothing', async () => {
    const { caller, itemId } = await player()
    expect(await refused(caller, itemId, 0)).toBe('validation_failed')
  })
})

describe('a merge that was decided', () => {
  it('merge_not_pending: takes no other answer', async () => {
    const { caller, itemId } = await player()
    const { id } = await request(caller, itemId)
    await owner.call('confirmMerge', ofMerge(id))
    expect(await owner.refusal('rejectMerge', rejection(id))).toBe('merge_not_pending')
    expect(await caller.refusal('cancelMerge', ofMerge(id))).toBe('merge_not_pending')
    const { id: second } = await request(caller, itemId)
    await owner.call('rejectMerge', rejection(second))
    expect(await owner.refusal('confirmMerge', ofMerge(second))).toBe('merge_not_pending')
  })

  it('was decided once, by whoever came first', async () => {
    const { memberId, caller, itemId } = await player()
    const { id } = await request(caller, itemId)
    const replies = await Promise.all(
      Array.from({ length: 10 }, (_, turn) =>
        turn % 2 === 0 ? owner.reply('confirmMerge', ofMerge(id)) : owner.reply('rejectMerge', rejection(id)),
      ),
    )
    const statuses = (parity: number) =>
      new Set(replies.filter((_, turn) => turn % 2 === parity).map(({ status }) => status))
    expect([[...statuses(0)], [...statuses(1)]].sort()).toEqual([[200], [409]])
    const { available, held } = await holding(memberId, itemId)
    expect([15, 20]).toContain(available)
    expect(held).toBe('')
  })
})
