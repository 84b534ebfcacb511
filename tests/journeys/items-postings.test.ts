/** Postings of units over HTTP: all or nothing, on the one ledger, within caps and limits, counted without gaps. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Operation } from '../../contracts/postings.ts'
import { appKey, freshApp } from '../world/app-inputs.ts'
import type { Caller } from '../world/caller.ts'
import { booster, granted, liveItem, newItem, week } from '../world/item-inputs.ts'
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
const newMember = async () => (await world.member(`Player${++count}`)).id
const post = (appId: string, operations: Operation[], more: object = {}) =>
  owner.call('postUnits', { params: { appId }, body: { operations, reason: 'A test', ...more } })
const refused = (appId: string, operations: Operation[]) =>
  owner.problem('postUnits', { params: { appId }, body: { operations, reason: 'A test' } })
const holding = async (memberId: string, itemId: string) =>
  (await owner.call('getInventory', { params: { memberId } })).data.find((each) => each.itemId === itemId)
const available = async (memberId: string, itemId: string) =>
  (await holding(memberId, itemId))?.available ?? 0

/** Written as no caller can: so many units nobody can be granted in a test. */
const setBalance = (memberId: string, asset: string, amount: number) =>
  sql`
    insert into ledger_balances (community_id, holder_id, asset, holder_kind, amount)
    values (${world.communityId}, ${memberId}, ${asset}, 'member', ${amount})
    on conflict (community_id, holder_id, asset) do update set amount = excluded.amount`.execute(
    world.app.ctx.db,
  )

describe('a posting', () => {
  it('of staff stands in the audit log with its reason, that of a game and a dry run do not', async () => {
    const memberId = await newMember()
    const { appId, params } = await liveItem({ world })
    const { itemId } = params
    const audited = async () =>
      (await owner.call('listAuditEntries', { query: { limit: 50 } })).data.filter(
        ({ action, subject }) => action === 'units.posted' && subject.id === appId,
      )
    await post(appId, [{ op: 'grant', memberId, itemId, quantity: 1 }], { dryRun: true })
    const byGame = world.as(await appKey(world, appId))
    const body = { operations: [{ op: 'grant' as const, memberId, itemId, quantity: 2 }], reason: 'Won' }
    await byGame.call('postUnits', { params: { appId }, body })
    expect(await audited()).toEqual([])
    const { id } = await owner.call('postUnits', {
      ...{
        params: { appId },
        body: { operations: [{ op: 'take', memberId, itemId, quantity: 1 }], reason: 'Twice' },
      },
      headers: { 'x-audit-reason': 'ticket 7' },
    })
    expect(await audited()).toMatchObject([
      {
        reason: 'ticket 7',
        changes: { posting: id, reason: 'Twice', operations: [{ op: 'take', memberId, quantity: 1 }] },
      },
    ])
  })

  it('grants, stocks, pays out and takes, in order, and tells the balances after', async () => {
    const memberId = await newMember()
    const { appId, params } = await liveItem({ world })
    const { itemId } = params
    const { lines, changes, id } = await post(appId, [
      { op: 'grant', memberId, itemId, quantity: 12 },
      { op: 'take', memberId, itemId, quantity: 2 },
      { op: 'stock', itemId, quantity: 100 },
      { op: 'take', itemId, quantity: 30 },
    ])
    expect(lines.map(({ op, balanceAfter }) => `${op} ${balanceAfter}`)).toEqual([
      'grant 12',
      'take 10',
      'stock 100',
      'take 70',
    ])
    expect(changes).toMatchObject([
      { memberId, itemId, delta: 10, countAfter: 10, ownedAfter: 10, inventorySequence: 1, postingId: id },
    ])
    expect(await available(memberId, itemId)).toBe(10)
  })

  it('is told once per member, with the counts after it, and not as a change of a currency', async () => {
    const memberId = await newMember()
    const { appId, params } = await liveItem({ world })
    const { itemId } = params
    const more = { reference: 'raid-1042', tags: ['raid'] }
    await post(appId, [{ op: 'grant', memberId, itemId, quantity: 3 }], more)
    await post(appId, [{ op: 'take', memberId, itemId, quantity: 1 }])
    const all = await toldEvents(world, memberId)
    const told = all.filter(({ type }) => /^(item|currency)\./.test(type))
    expect(told).toMatchObject([
      { type: 'item.granted', data: { reference: 'raid-1042', changes: [{ delta: 3, countAfter: 3 }] } },
      { type: 'item.taken', data: { reference: null, changes: [{ delta: -1, countAfter: 2 }] } },
    ])
  })

  it('E42 with one bad operation among 100 changes nothing and names its index; `dryRun` predicts the real outcome exactly', async () => {
    const memberId = await newMember()
    const { appId, params } = await liveItem({ world })
    const { itemId } = params
    const operations: Operation[] = Array.from({ length: 99 }, () => ({
      ...{ op: 'grant', memberId, itemId, quantity: 1 },
    })) as Operation[]
    const broken: Operation[] = [...operations, { op: 'take', memberId, itemId, quantity: 100 }]
    const { code, errors } = await refused(appId, broken)
    expect(code).toBe('insufficient_balance')
    expect(errors?.[0]?.pointer).toBe('/operations/99')
    const dry = { params: { appId }, body: { operations: broken, reason: 'A test', dryRun: true } }
    expect(await owner.problem('postUnits', dry)).toMatchObject({ code, errors })
    expect(await available(memberId, itemId)).toBe(0)
    const fine: Operation[] = [...operations, { op: 'take', memberId, itemId, quantity: 99 }]
    const predicted = await post(appId, fine, { dryRun: true })
    expect(predicted.isDryRun).toBe(true)
    const posted = await post(appId, fine)
    expect(predicted.lines).toEqual(posted.lines)
    expect(posted.changes).toEqual([])
  })

  it('happens once for its Idempotency-Key', async () => {
    const memberId = await newMember()
    const { appId, params } = await liveItem({ world })
    const headers = { 'idempotency-key': 'raid-1' }
    const order = { params: { appId }, body: granted(params.itemId, memberId, 5), headers }
    const replies = await Promise.all([1, 2, 3].map(() => owner.reply('postUnits', order)))
    expect(replies.some(({ status }) => status === 201)).toBe(true)
    expect((await owner.reply('postUnits', order)).headers['idempotency-replayed']).toBe('true')
    expect(await available(memberId, params.itemId)).toBe(5)
  })

  it('pays out of the treasury of the app, which is empty at first', async () => {
    const memberId = await newMember()
    const { appId } = await liveItem({ world })
    const payout: Operation = { op: 'payout', memberId, currency: 'coins', quantity: 1 }
    expect((await refused(appId, [payout])).code).toBe('insufficient_balance')
  })

  it('of a key does what the key holds', async () => {
    const memberId = await newMember()
    const { appId, params } = await liveItem({ world })
    const issuer = world.as(await appKey(world, appId, ['items.issue']))
    const body = granted(params.itemId, memberId, 2)
    expect((await issuer.call('postUnits', { params: { appId }, body })).changes).toHaveLength(1)
    const take = { operations: [{ op: 'take' as const, memberId, itemId: params.itemId, quantity: 1 }] }
    const taking = { params: { appId }, body: { ...take, reason: 'A test' } }
    expect(await issuer.refusal('postUnits', taking)).toBe('forbidden')
  })
})

describe('what a posting is refused for', () => {
  it('unknown_item: the item is of another app, or has several tiers and none is named', async () => {
    const memberId = await newMember()
    const own = await liveItem({ world })
    const other = await liveItem({ world })
    const { code, errors } = await refused(own.appId, [
      { op: 'grant', memberId, itemId: own.params.itemId, quantity: 1 },
      { op: 'grant', memberId, itemId: other.params.itemId, quantity: 1 },
    ])
    expect({ code, at: errors?.[0]?.pointer }).toEqual({ code: 'unknown_item', at: '/operations/1' })
    const tiers = [
      { key: 'week', seconds: week },
      { key: 'month', seconds: 5 * week },
    ]
    const timed = await liveItem({ world }, booster({ tiers }))
    const { itemId } = timed.params
    expect((await refused(timed.appId, [{ op: 'stock', itemId, quantity: 1 }])).code).toBe('unknown_item')
    expect(
      (await post(timed.appId, [{ op: 'stock', itemId, tier: 'week', quantity: 1 }])).lines,
    ).toHaveLength(1)
  })

  it('not_found: a member who is not here', async () => {
    const { appId, params } = await liveItem({ world })
    const operation: Operation = { op: 'grant', memberId: appId, itemId: params.itemId, quantity: 1 }
    expect((await refused(appId, [operation])).code).toBe('not_found')
  })

  it('asset_unknown: a payout in a currency that is none, or in XP', async () => {
    const memberId = await newMember()
    const { appId } = await liveItem({ world })
    for (const currency of ['xp', 'nothing']) {
      const { code } = await refused(appId, [{ op: 'payout', memberId, currency, quantity: 1 }])
      expect(code).toBe('asset_unknown')
    }
  })

  it('wrong_state: nothing is issued of a draft, a frozen or a retired item; what is held can be taken', async () => {
    const memberId = await newMember()
    const { appId, params } = await liveItem({ world })
    const { itemId } = params
    const grant: Operation = { op: 'grant', memberId, itemId, quantity: 5 }
    const take: Operation = { op: 'take', memberId, itemId, quantity: 1 }
    await post(appId, [grant])
    await owner.call('freezeItem', { params, body: { reason: 'A test' } })
    expect((await refused(appId, [grant])).code).toBe('wrong_state')
    expect((await post(appId, [take])).lines[0]?.balanceAfter).toBe(4)
    await owner.call('retireItem', { params })
    expect((await refused(appId, [{ op: 'stock', itemId, quantity: 1 }])).code).toBe('wrong_state')
    expect((await post(appId, [take])).lines[0]?.balanceAfter).toBe(3)
    const { id: draftId } = await owner.call('createItem', { params: { appId }, body: newItem() })
    for (const operation of [grant, take]) {
      expect((await refused(appId, [{ ...operation, itemId: draftId }])).code).toBe('wrong_state')
    }
  })

  it('supply_exhausted: a cap is never exceeded, also by fifty at once', async () => {
    const memberId = await newMember()
    const { appId, params } = await liveItem({ world }, { supplyCap: 30 })
    const { itemId } = params
    const order = { params: { appId }, body: granted(itemId, memberId, 1) }
    const replies = await Promise.all(Array.from({ length: 50 }, () => owner.reply('postUnits', order)))
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(30)
    const codes = replies.flatMap(({ status, body }) =>
      status === 201 ? [] : (body as { code: string }).code,
    )
    expect(new Set(codes)).toEqual(new Set(['supply_exhausted']))
    await post(appId, [{ op: 'take', memberId, itemId, quantity: 10 }])
    expect((await post(appId, [{ op: 'stock', itemId, quantity: 10 }])).lines).toHaveLength(1)
    await owner.call('updateItem', { params, body: { capCounts: 'issued_ever', supplyCap: 45 } })
    expect((await refused(appId, [{ op: 'stock', itemId, quantity: 6 }])).code).toBe('supply_exhausted')
    expect((await post(appId, [{ op: 'stock', itemId, quantity: 5 }])).lines).toHaveLength(1)
  })

  it('member_limit: nobody gets more than an item allows, also in one posting', async () => {
    const memberId = await newMember()
    const { appId, params } = await liveItem({ world }, { maxPerMember: 3 })
    const grant: Operation = { op: 'grant', memberId, itemId: params.itemId, quantity: 2 }
    const { code, errors } = await refused(appId, [grant, grant])
    expect({ code, at: errors?.[0]?.pointer }).toEqual({ code: 'member_limit', at: '/operations/1' })
    await post(appId, [grant])
    expect((await refused(appId, [grant])).code).toBe('member_limit')
    const take: Operation = { ...grant, op: 'take', quantity: 1 }
    expect((await post(appId, [take, grant])).lines.at(-1)?.balanceAfter).toBe(3)
  })

  it('insufficient_balance: nobody gives what they do not have', async () => {
    const memberId = await newMember()
    const { appId, params } = await liveItem({ world })
    const take: Operation = { op: 'take', memberId, itemId: params.itemId, quantity: 1 }
    expect((await refused(appId, [take])).code).toBe('insufficient_balance')
    expect(await holding(memberId, params.itemId)).toBeUndefined()
    const told = await toldEvents(world, memberId)
    expect(told.map(({ type }) => type)).not.toContain('item.taken')
  })

  it('app_not_approved: before that, units go to those who manage apps only', async () => {
    const memberId = await newMember()
    const app = await freshApp({ world })
    const { id: itemId } = await owner.call('createItem', { ...app, body: newItem() })
    await owner.call('publishItem', { params: { itemId } })
    const { appId } = app.params
    const grant: Operation = { op: 'grant', memberId, itemId, quantity: 1 }
    expect((await refused(appId, [grant])).code).toBe('app_not_approved')
    const tester = (await world.staff('Tester', ['manage_apps'])).memberId
    expect((await post(appId, [{ ...grant, memberId: tester }])).lines).toHaveLength(1)
  })

  it('app_suspended: a suspended app neither issues nor takes', async () => {
    const memberId = await newMember()
    const { appId, params } = await liveItem({ world })
    await owner.call('suspendApp', { params: { appId }, body: { reason: 'A test' } })
    const body = granted(params.itemId, memberId)
    expect(await owner.refusal('postUnits', { params: { appId }, body })).toBe('app_suspended')
  })

  it('amount_out_of_bounds: a balance holds so many units', async () => {
    const memberId = await newMember()
    const { appId, params } = await liveItem({ world })
    const asset = (await owner.call('getItem', { params })).tiers[0]?.asset ?? ''
    await setBalance(memberId, asset, Number.MAX_SAFE_INTEGER - 1)
    const grant: Operation = { op: 'grant', memberId, itemId: params.itemId, quantity: 2 }
    expect((await refused(appId, [grant])).code).toBe('amount_out_of_bounds')
    await setBalance(memberId, asset, 0)
  })
})
