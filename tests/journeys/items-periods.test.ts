/** Active time over HTTP: units used up by activation, and how what they give begins, grows and ends. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { items } from '../../server/features/items/index.ts'
import { appKey } from '../world/app-inputs.ts'
import type { Caller } from '../world/caller.ts'
import { liveItem } from '../world/item-inputs.ts'
import { boostOf } from '../world/period-inputs.ts'
import { toldEvents } from '../world/told-events.ts'
import { createWorld, type World } from '../world/world.ts'

const day = 24 * 3600
const month = 30 * day
const tiers = [{ key: 'month', seconds: month }]

let world: World
let owner: Caller
beforeAll(async () => {
  world = await createWorld()
  owner = world.as(world.owner)
})
afterAll(() => world?.stop())

let mira: Caller
let memberId: string
let count = 0
beforeEach(async () => {
  const staff = await world.staff(`Mira${++count}`, [])
  memberId = staff.memberId
  mira = world.as(staff.credential)
})

const boost = (more: object = {}, quantity = 5) => boostOf(world, memberId, { tiers, ...more }, quantity)
const activate = (itemId: string, units = 1, by = mira) =>
  by.call('activateItem', { params: { itemId }, body: { units } })
const sweep = () => world.app.started.of(items).sweepPeriods()
const typesOf = async (id: string) =>
  (await toldEvents(world, id)).map(({ type }) => type).filter((type) => type.startsWith('period.'))
const secondsOf = ({ startedAt, expiresAt }: { startedAt: string; expiresAt: string }) =>
  (Date.parse(expiresAt) - Date.parse(startedAt)) / 1000
const holdings = async () => (await mira.call('getInventory', { params: { memberId } })).data

describe('activation', () => {
  it('E05 two 30-day units activated, one after the other or at the same moment: exactly 60 days', async () => {
    const first = await boost()
    await activate(first.itemId)
    await world.clock.advance({ hours: 5 })
    const later = await activate(first.itemId)
    expect(secondsOf(later)).toBe(60 * day)
    const second = await boost()
    await Promise.all([activate(second.itemId), activate(second.itemId)])
    const { data } = await mira.call('listPeriods', { params: { memberId }, query: { appId: second.appId } })
    expect(data.map(secondsOf)).toEqual([60 * day])
    expect((await typesOf(second.itemId)).sort()).toEqual(['period.activated', 'period.extended'])
  })

  it('uses the units up, as a change of the inventory under its number', async () => {
    const { appId, itemId } = await boost()
    const period = await activate(itemId, 2)
    expect(secondsOf(period)).toBe(60 * day)
    expect(period).toMatchObject({
      appId,
      itemId,
      memberId,
      state: 'active',
      version: 1,
      revokedReason: null,
    })
    expect(await holdings()).toMatchObject([{ owned: 3, available: 3, activeUntil: period.expiresAt }])
    const query = { appId }
    const changes = await mira.call('listInventoryChanges', { params: { memberId }, query })
    expect(changes.data.map(({ delta, inventorySequence }) => [delta, inventorySequence])).toEqual([
      [5, 1],
      [-2, 2],
    ])
    const [told] = (await toldEvents(world, period.id)).filter(({ type }) => type === 'period.activated')
    expect(told?.data).toMatchObject({
      ...{ units: 2, secondsAdded: 60 * day, expiresBefore: null, expiresAt: period.expiresAt },
      activeItems: [{ itemId, expiresAt: period.expiresAt }],
      changes: [{ delta: -2, countAfter: 3, inventorySequence: 2 }],
    })
  })

  it('E26 uses up trade-held units first', async () => {
    const tradeHoldS = { grant: day, purchase: 0, gift: 0 }
    const { appId, itemId } = await boost({ tradeHoldS }, 3)
    await owner.call('updateItem', { params: { itemId }, body: { tradeHoldS: { ...tradeHoldS, grant: 0 } } })
    const grant = { op: 'grant' as const, memberId, itemId, quantity: 2 }
    await owner.call('postUnits', { params: { appId }, body: { operations: [grant], reason: 'A test' } })
    expect(await holdings()).toMatchObject([{ available: 5, tradable: 2 }])
    await activate(itemId, 3)
    expect(await holdings()).toMatchObject([{ available: 2, tradable: 2, tradeHeldUntil: null }])
  })

  it('takes each tier of an item for its own time', async () => {
    const two = [...tiers, { key: 'day', seconds: day }]
    const { appId, itemId } = await boost({ tiers: two })
    const grant = { op: 'grant' as const, memberId, itemId, quantity: 1, tier: 'day' }
    await owner.call('postUnits', { params: { appId }, body: { operations: [grant], reason: 'A test' } })
    await mira.call('activateItem', { params: { itemId }, body: { tier: 'month', units: 1 } })
    const both = await mira.call('activateItem', { params: { itemId }, body: { tier: 'day', units: 1 } })
    expect(secondsOf(both)).toBe(31 * day)
  })

  it('happens once for each Idempotency-Key', async () => {
    const { itemId } = await boost()
    const input = { params: { itemId }, body: { units: 1 }, headers: { 'idempotency-key': `once-${itemId}` } }
    const first = await mira.reply('activateItem', input)
    const again = await mira.reply('activateItem', input)
    expect(again).toMatchObject({ status: 201, text: first.text })
    expect(again.headers['idempotency-replayed']).toBe('true')
    expect(await holdings()).toMatchObject([{ owned: 4 }])
  })

  it('insufficient_balance: more units than there are change nothing', async () => {
    const { itemId } = await boost({}, 2)
    const input = { params: { itemId }, body: { units: 3 } }
    expect(await mira.refusal('activateItem', input)).toBe('insufficient_balance')
    expect(await holdings()).toMatchObject([{ owned: 2, activeUntil: null }])
    expect((await mira.call('listPeriods', { params: { memberId } })).data).toEqual([])
  })

  it('wrong_kind: a permanent item is not activated', async () => {
    const { params } = await liveItem({ world })
    expect(await mira.refusal('activateItem', { params, body: { units: 1 } })).toBe('wrong_kind')
  })

  it('unknown_item: of several tiers one is named', async () => {
    const { itemId } = await boost({ tiers: [...tiers, { key: 'day', seconds: day }] })
    for (const body of [{ units: 1 }, { units: 1, tier: 'year' }]) {
      expect(await mira.refusal('activateItem', { params: { itemId }, body })).toBe('unknown_item')
    }
  })

  it('wrong_state: a frozen item is not activated, a retired one is', async () => {
    const { itemId } = await boost()
    await owner.call('freezeItem', { params: { itemId }, body: { reason: 'A test' } })
    const input = { params: { itemId }, body: { units: 1 } }
    expect(await mira.refusal('activateItem', input)).toBe('wrong_state')
    await owner.call('thawItem', { params: { itemId } })
    await owner.call('retireItem', { params: { itemId } })
    expect((await activate(itemId)).state).toBe('active')
  })

  it('app_suspended: nothing of a suspended app is activated', async () => {
    const { appId, itemId } = await boost()
    await owner.call('suspendApp', { params: { appId }, body: { reason: 'A test' } })
    const input = { params: { itemId }, body: { units: 1 } }
    expect(await mira.refusal('activateItem', input)).toBe('app_suspended')
  })

  it('app_not_approved: nothing of an app that waits for approval is activated', async () => {
    const app = await owner.call('createApp', {
      body: { title: `Draft ${count}`, appUrl: 'https://a.example' },
    })
    const params = { appId: app.id }
    const body = {
      itemUri: `https://a.example/${app.id}`,
      kind: 'time_limited' as const,
      name: 'Boost',
      tiers,
    }
    const { id: itemId } = await owner.call('createItem', { params, body })
    await owner.call('publishItem', { params: { itemId } })
    const tester = await world.staff(`Tester${count}`, ['manage_apps'])
    const grant = { op: 'grant' as const, memberId: tester.memberId, itemId, quantity: 1 }
    await owner.call('postUnits', { params, body: { operations: [grant], reason: 'A test' } })
    const input = { params: { itemId }, body: { units: 1 } }
    expect(await world.as(tester.credential).refusal('activateItem', input)).toBe('app_not_approved')
  })

  it('too_far_ahead: nothing is active more than ten years ahead', async () => {
    const { itemId } = await boost({ tiers: [{ key: 'year', seconds: 366 * day }] }, 11)
    const input = { params: { itemId }, body: { units: 11 } }
    expect(await mira.refusal('activateItem', input)).toBe('too_far_ahead')
    expect((await activate(itemId, 10)).state).toBe('active')
    const { id: periodId } = (await mira.call('listPeriods', { params: { memberId } })).data[0] ?? { id: '' }
    const longer = { params: { periodId }, body: { seconds: day, reason: 'A test' } }
    expect(await owner.refusal('adjustPeriod', longer)).toBe('too_far_ahead')
    expect(await holdings()).toMatchObject([{ owned: 1 }])
  })
})

describe('active time', () => {
  it('is over at its end, is told so once, and begins anew', async () => {
    const { itemId } = await boost({ expiringNoticeS: 0 })
    const first = await activate(itemId)
    await world.clock.advance({ days: 30, seconds: 1 })
    const query = { state: 'expired' as const }
    expect((await mira.call('listPeriods', { params: { memberId }, query })).data).toHaveLength(1)
    expect(await holdings()).toMatchObject([{ activeUntil: null }])
    await Promise.all([sweep(), sweep()])
    await sweep()
    expect(await typesOf(first.id)).toEqual(['period.activated', 'period.expired'])
    const second = await activate(itemId)
    expect(second).toMatchObject({ id: first.id, state: 'active', version: 2 })
    expect(secondsOf(second)).toBe(month)
  })

  it('that nobody swept is told of by the activation that follows, and then not again', async () => {
    const { itemId } = await boost({ expiringNoticeS: 0 })
    const { id } = await activate(itemId)
    await world.clock.advance({ days: 31 })
    await activate(itemId)
    await sweep()
    expect(await typesOf(id)).toEqual(['period.activated', 'period.expired', 'period.activated'])
  })

  it('E29 period.expiring comes once, again after an extension, never after expiry', async () => {
    const { itemId } = await boost({ expiringNoticeS: day })
    const { id } = await activate(itemId)
    await sweep()
    expect(await typesOf(id)).toEqual(['period.activated'])
    await world.clock.advance({ days: 29, seconds: 1 })
    await Promise.all([sweep(), sweep()])
    await sweep()
    expect(await typesOf(id)).toEqual(['period.activated', 'period.expiring'])
    await activate(itemId)
    await world.clock.advance({ days: 30 })
    await sweep()
    const extended = ['period.activated', 'period.expiring', 'period.extended', 'period.expiring']
    expect(await typesOf(id)).toEqual(extended)
    await activate(itemId)
    await world.clock.advance({ days: 60 })
    await sweep()
    expect(await typesOf(id)).toEqual([...extended, 'period.extended', 'period.expired'])
  })

  it('E28 a revoked period is not active at the next read; the unit is not back', async () => {
    const { appId, itemId } = await boost()
    const { id: periodId } = await activate(itemId)
    const game = world.as(await appKey(world, appId, ['items.take']))
    const input = { params: { periodId }, body: { reason: 'Stolen card' } }
    const revoked = await game.call('revokePeriod', input)
    expect(revoked).toMatchObject({ state: 'revoked', revokedReason: 'Stolen card' })
    expect(await holdings()).toMatchObject([{ owned: 4, activeUntil: null }])
    const query = { state: 'active' as const }
    expect((await mira.call('listPeriods', { params: { memberId }, query })).data).toEqual([])
    expect(await game.refusal('revokePeriod', input)).toBe('wrong_state')
    await world.clock.advance({ days: 60 })
    await sweep()
    expect(await typesOf(periodId)).toEqual(['period.activated', 'period.revoked'])
  })

  it('is made longer and shorter, and ends now if it would have ended before', async () => {
    const { appId, itemId } = await boost({ expiringNoticeS: 0 })
    const { id: periodId, expiresAt } = await activate(itemId)
    const adjust = (seconds: number) =>
      owner.call('adjustPeriod', { params: { periodId }, body: { seconds, reason: 'The server was down' } })
    const longer = await adjust(day)
    expect(Date.parse(longer.expiresAt) - Date.parse(expiresAt)).toBe(day * 1000)
    expect((await adjust(-100 * day)).state).toBe('expired')
    const input = { params: { periodId }, body: { seconds: day, reason: 'A test' } }
    expect(await owner.refusal('adjustPeriod', input)).toBe('wrong_state')
    await sweep()
    const told = ['period.activated', 'period.adjusted', 'period.adjusted', 'period.expired']
    expect(await typesOf(periodId)).toEqual(told)
    const { data } = await owner.call('listAuditEntries', { query: { limit: 5 } })
    expect(data.map(({ action }) => action)).toContain('period.adjusted')
    await owner.call('suspendApp', { params: { appId }, body: { reason: 'A test' } })
  })

  it('app_suspended: a suspended app changes no active time; staff does', async () => {
    const { appId, itemId } = await boost()
    const { id: periodId } = await activate(itemId)
    const game = world.as(await appKey(world, appId))
    await owner.call('suspendApp', { params: { appId }, body: { reason: 'A test' } })
    const revocation = { params: { periodId }, body: { reason: 'A test' } }
    const adjustment = { params: { periodId }, body: { seconds: 60, reason: 'A test' } }
    expect(await game.refusal('revokePeriod', revocation)).toBe('app_suspended')
    expect(await game.refusal('adjustPeriod', adjustment)).toBe('app_suspended')
    expect((await owner.call('adjustPeriod', adjustment)).state).toBe('active')
  })

  it('is seen by its member, by staff, and by each app as far as it is of that app', async () => {
    const first = await boost()
    const second = await boost()
    const one = await activate(first.itemId)
    await activate(second.itemId)
    expect((await mira.call('listPeriods', { params: { memberId } })).data).toHaveLength(2)
    const game = world.as(await appKey(world, first.appId, ['inventory.read']))
    expect((await game.call('listPeriods', { params: { memberId } })).data).toEqual([one])
    const other = world.as(await appKey(world, second.appId))
    const input = { params: { periodId: one.id }, body: { reason: 'A test' } }
    expect(await other.refusal('revokePeriod', input)).toBe('not_found')
  })

  it('cursor_invalid: a cursor goes with its list', async () => {
    const query = { cursor: Buffer.from('other.12').toString('base64url') }
    expect(await mira.refusal('listPeriods', { params: { memberId }, query })).toBe('cursor_invalid')
  })
})
