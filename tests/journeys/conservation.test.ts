/** The conservation proof: what it finds, and its runs over HTTP and by night. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { ConservationCheck } from '../../contracts/conservation.ts'
import { insights } from '../../server/features/insights/index.ts'
import { findBroken } from '../../server/operate/conservation.ts'
import type { Transaction } from '../../server/platform/db/database.ts'
import type { Caller } from '../world/caller.ts'
import { booster } from '../world/item-inputs.ts'
import { freshListing } from '../world/market-inputs.ts'
import { mergeable } from '../world/merge-inputs.ts'
import { boostOf } from '../world/period-inputs.ts'
import { toldEvents } from '../world/told-events.ts'
import { createWorld, type World } from '../world/world.ts'

let world: World
let owner: Caller
/** Of a world in which everything happened that the proof looks at. */
let ids: Record<'appId' | 'itemId' | 'mergeId' | 'endedId' | 'giftId' | 'memberId' | 'listingId', string>
beforeAll(async () => {
  world = await createWorld()
  owner = world.as(world.owner)
  const memberId = world.ownerMemberId
  const { appId, itemId } = await mergeable({ world })
  const merge = { params: { itemId }, body: { quantity: 5 } }
  const { id: mergeId } = await owner.call('requestMerge', merge)
  const { id: endedId } = await owner.call('requestMerge', merge)
  await owner.call('rejectMerge', { params: { mergeId: endedId }, body: { reason: 'A test' } })
  const tradeHoldS = { grant: 5400, purchase: 0, gift: 0 }
  const boost = await boostOf(world, memberId, booster({ tradeHoldS, supplyCap: 5 }))
  await owner.call('activateItem', { params: { itemId: boost.itemId }, body: { units: 1 } })
  await owner.call('adjustBalance', {
    params: { memberId },
    body: { asset: 'coins', amount: 10, reason: 'A test' },
  })
  const { id: toMemberId } = await world.member('Receiver')
  const { id: giftId } = await owner.call('offerGift', { body: { toMemberId, itemId, quantity: 2 } })
  const { listing } = await freshListing({ world }, { unitPrice: 1 })
  const { id: listingId, terms } = listing
  const purchase = { params: { listingId }, body: { quantity: 1, unitPrice: 1, terms } }
  await owner.call('purchaseListing', purchase)
  await world.staff('Lou', ['view_ledger'])
  await world.staff('Kit', ['manage_webhooks'])
  ids = { appId, itemId, mergeId, endedId, giftId, memberId, listingId }
})
afterAll(() => world?.stop())

class Undo extends Error {}

/** What the proof says of a corruption, which is taken back afterwards. */
async function foundAfter(plant: (tx: Transaction) => Promise<unknown>) {
  let found: Awaited<ReturnType<typeof findBroken>> = []
  await world.app.ctx
    .inTransaction(async (tx) => {
      await plant(tx)
      found = await findBroken(tx, world.communityId)
      throw new Undo()
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error
    })
  return found
}

/** Runs it as the page does, until it has finished. */
async function proveNow(): Promise<string> {
  const { id } = await owner.call('checkConservation', {})
  await vi.waitFor(async () => expect((await owner.call('getConservation', {})).last?.id).toBe(id), {
    timeout: 20_000,
    interval: 50,
  })
  return id
}

const plants: Record<string, [ConservationCheck, () => string, (tx: Transaction) => Promise<unknown>]> = {
  'a balance without a transfer': [
    'C1',
    () => 'coins',
    (tx) =>
      sql`update ledger_balances set amount = amount + 1 where asset = 'coins' and holder_id = ${ids.memberId}`.execute(
        tx,
      ),
  ],
  'a transfer that was changed': [
    'C2',
    () => ids.memberId,
    (tx) =>
      sql`update ledger_transfers set amount = amount + 1 where asset = 'coins' and to_id = ${ids.memberId}`.execute(
        tx,
      ),
  ],
  'a merge that is gone while its hold goes on': [
    'C3',
    () => 'for a merge that is not there',
    (tx) => sql`delete from items_merges where id = ${ids.mergeId}`.execute(tx),
  ],
  'a gift of more than its hold': [
    'C4',
    () => ids.giftId,
    (tx) => sql`update items_gifts set quantity = quantity + 1 where id = ${ids.giftId}`.execute(tx),
  ],
  'a merge of more than its hold': [
    'C4',
    () => ids.mergeId,
    (tx) => sql`update items_merges set quantity = quantity + 1 where id = ${ids.mergeId}`.execute(tx),
  ],
  'a listing that is gone while its hold goes on': [
    'C3',
    () => 'for a listing that is not there',
    (tx) => sql`delete from market_listings where id = ${ids.listingId}`.execute(tx),
  ],
  'a listing with more for sale than its hold has': [
    'C4',
    () => ids.listingId,
    (tx) =>
      sql`update market_listings set quantity = quantity + 1, remaining = remaining + 1
          where id = ${ids.listingId}`.execute(tx),
  ],
  'a listing that says more than its fills': [
    'C6',
    () => ids.listingId,
    (tx) => sql`update market_listings set gross_sum = gross_sum + 5 where id = ${ids.listingId}`.execute(tx),
  ],
  'a seller who got less than was promised': [
    'C6',
    () => 'less than the minimum take',
    (tx) =>
      sql`update market_listings set gross_sum = 100, seller_sum = 80 where id = ${ids.listingId}`.execute(
        tx,
      ),
  ],
  'a listing that has ended with its hold pending': [
    'C8',
    () => ids.listingId,
    (tx) =>
      sql`update market_listings set state = 'canceled', returned = remaining, remaining = 0, closed_at = now()
          where id = ${ids.listingId}`.execute(tx),
  ],
  'a balance below its floor': [
    'C5',
    () => ids.memberId,
    async (tx) => {
      await sql`alter table ledger_balances drop constraint ledger_balances_amount_check`.execute(tx)
      await sql`update ledger_balances set amount = -1 where asset = 'coins' and holder_id = ${ids.memberId}`.execute(
        tx,
      )
    },
  ],
  'more units than the cap': [
    'C5',
    () => 'above its cap of 3',
    (tx) =>
      sql`update items_definitions set settings = jsonb_set(settings::jsonb, '{supplyCap}', '3')::json
          where settings ->> 'supplyCap' = '5'`.execute(tx),
  ],
  'more units under trade holds than there are': [
    'C7',
    () => ids.memberId,
    (tx) => sql`update items_trade_holds set quantity = quantity + 100`.execute(tx),
  ],
  'a change that is missing': [
    'C7',
    () => ids.appId,
    (tx) => sql`delete from items_changes where app_id = ${ids.appId} and sequence = 2`.execute(tx),
  ],
  'a merge that has ended with its hold pending': [
    'C8',
    () => ids.mergeId,
    (tx) =>
      sql`update items_merges set state = 'rejected', decided_at = guildhall_now(), decided_by = 'A test'
          where id = ${ids.mergeId}`.execute(tx),
  ],
  'a cause that was posted twice': [
    'C8',
    () => 'was posted 2 times',
    (tx) =>
      sql`insert into ledger_transfers
          select (jsonb_populate_record(t, jsonb_build_object('id', ${world.app.ctx.ids.next()}::text))).*
          from ledger_transfers t where asset = 'coins' limit 1`.execute(tx),
  ],
}

describe('the conservation proof', () => {
  it('finds nothing wrong in a world where units were granted, merged, held, used and sold', async () => {
    expect(await findBroken(world.app.ctx.db, null)).toEqual([])
  })

  it.each(Object.entries(plants))('E39 the conservation command finds and names %s', async (_name, plant) => {
    const [check, named, corrupt] = plant
    const found = await foundAfter(corrupt)
    const words = found.filter((finding) => finding.check === check).map((finding) => finding.words)
    expect(words.join('\n')).toContain(named())
    expect(new Set(found.map(({ communityId }) => communityId))).toEqual(new Set([world.communityId]))
  })

  it('says how far it is, before its first check and after each', async () => {
    const told: { done: number; count: number }[] = []
    await findBroken(world.app.ctx.db, world.communityId, async (steps) => void told.push(steps))
    const count = told.length - 1
    expect(count).toBeGreaterThan(8)
    expect(told).toEqual(Array.from({ length: count + 1 }, (_, done) => ({ done, count })))
  })

  it('keeps to the community that it is asked of', async () => {
    const other = world.app.ctx.ids.next()
    await world.app.ctx
      .inTransaction(async (tx) => {
        await sql`update ledger_balances set amount = amount + 1 where asset = 'coins'`.execute(tx)
        expect(await findBroken(tx, other)).toEqual([])
        throw new Undo()
      })
      .catch((error: unknown) => expect(error).toBeInstanceOf(Undo))
  })

  it('runs on demand: the sums of each asset, and what was found', async () => {
    const before = await owner.call('getConservation', {})
    expect(before.last).toBeNull()
    await proveNow()
    const { last, isRunning } = await owner.call('getConservation', {})
    expect(isRunning).toBe(false)
    expect(last).toMatchObject({ state: 'done', problems: [], finishedAt: expect.any(String) })
    const coins = last?.assets.find(({ asset }) => asset === 'coins')
    expect(coins).toMatchObject({ issued: 10, sunk: 0, members: 9, treasuries: 1, holds: 0, sum: 0 })
    expect(last?.assets.every(({ sum }) => sum === 0)).toBe(true)
  })

  it('tells of what it found: in the run, in the log of the server, as an event, and in an alert that staff is mailed', async () => {
    const add = (amount: number) =>
      sql`update ledger_balances set amount = amount + ${amount}
          where asset = 'coins' and holder_id = ${ids.memberId}`.execute(world.app.ctx.db)
    await add(1)
    const id = await proveNow()
    await add(-1)
    const { evaluateAlerts } = world.app.started.of(insights)
    const alertsNow = async (state: 'open' | 'all') =>
      (await owner.call('listAlerts', { query: { state } })).data.filter(
        ({ kind }) => kind === 'conservation_failed',
      )
    await evaluateAlerts()
    await evaluateAlerts()
    const [alert, ...others] = await alertsNow('open')
    expect(others).toEqual([])
    expect(alert).toMatchObject({
      subject: { kind: 'ledger', id: world.communityId, name: 'Ledger proof' },
      words: 'Ledger proof: 3 rows do not agree',
      advice: expect.stringContaining('add up to 1 instead of 0'),
    })
    const letters = (await owner.call('listMailbox', {})).data.filter(({ subject }) =>
      subject.includes('Ledger proof'),
    )
    expect(letters.map(({ to }) => to).sort()).toEqual(['lou@example.com', 'owner@example.com'])
    expect(letters[0]?.link).toContain(`/console/${world.communityId}/ledger-proof`)
    expect(letters[0]?.text).toContain('Staff who may manage webhooks can mute it')
    const { last } = await owner.call('getConservation', {})
    expect(last?.problems.map(({ check, subject }) => [check, subject])).toEqual([
      ['C1', { kind: 'asset', id: 'coins' }],
      ['C2', { kind: 'member', id: ids.memberId }],
      ['C2', { kind: 'asset', id: 'coins' }],
    ])
    const [told] = await toldEvents(world, id)
    expect(told).toMatchObject({ type: 'conservation.failed', data: { problemCount: 3 } })
    await vi.waitFor(() =>
      expect(world.takeErrors().join()).toContain('the conservation proof found problems'),
    )
    // Mended, and proved: it is over.
    await proveNow()
    await evaluateAlerts()
    expect(await alertsNow('open')).toEqual([])
    expect(await alertsNow('all')).toMatchObject([{ id: alert?.id, closedAt: expect.any(String) }])
  })

  it('check_running: one run at a time', async () => {
    await sql`
      insert into ledger_conservation_runs (community_id, id)
      values (${world.communityId}, ${world.app.ctx.ids.next()})`.execute(world.app.ctx.db)
    expect(await owner.call('getConservation', {})).toMatchObject({
      isRunning: true,
      running: { stepsDone: 0, stepCount: 0 },
    })
    expect(await owner.refusal('checkConservation', {})).toBe('check_running')
    // A run whose server was lost stands in the way for an hour at most.
    await world.clock.advance({ hours: 1, seconds: 1 })
    expect((await owner.reply('checkConservation', {})).status).toBe(202)
    await vi.waitFor(async () => expect((await owner.call('getConservation', {})).isRunning).toBe(false), {
      timeout: 20_000,
      interval: 50,
    })
  })
})

describe('a cap', () => {
  it('fixed_field: cannot be set below what there is already', async () => {
    const body = { supplyCap: 19 }
    const input = { params: { itemId: ids.itemId }, body }
    expect(await owner.refusal('updateItem', input)).toBe('fixed_field')
    expect((await owner.call('updateItem', { ...input, body: { supplyCap: 20 } })).supplyCap).toBe(20)
  })
})
