/** Sums of the economy agree with the changes they are made of, whatever these are. */
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { amountMax } from '../../../../contracts/values.ts'
import { createWorld, type World } from '../../../../tests/world/world.ts'
import type { EventCause, NewEvent } from '../../../platform/events/events.ts'
import { hasUnread } from '../../../platform/events/reader.ts'
import { readEconomy } from './read-economy.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world?.stop())

/** Each test has an asset of its own. */
let asset = 'coins'
let count = 0
beforeEach(() => {
  asset = `asset${++count}`
})

interface Change {
  action?: string
  amount?: number
  balance?: number
  moved?: number
  cause?: EventCause['kind']
}

async function addUp(...changes: Change[]): Promise<void> {
  const { ctx } = world.app
  await ctx.inTransaction((tx) => ctx.events.publishAll(tx, changes.map(eventOf)))
  await readAll()
}

/** Events of transactions that are open elsewhere hide those behind them for a moment. */
async function readAll(): Promise<void> {
  const { db } = world.app.ctx
  await vi.waitUntil(
    async () => {
      await Promise.all([readEconomy(db), readEconomy(db)])
      return !(await hasUnread(db, 'insights.economy'))
    },
    { timeout: 10_000 },
  )
}

function eventOf({ cause = 'receipt', ...change }: Change): NewEvent {
  const memberId = world.app.ctx.ids.next()
  return {
    communityId: world.communityId,
    type: 'currency.changed',
    subjectId: memberId,
    payload: { memberId, asset, amount: 5, balance: 5, action: 'Quest rewards', ...change },
    actor: { kind: 'system', id: null, label: 'Test' },
    cause: { kind: cause, id: memberId },
  } as NewEvent
}

async function flows() {
  const { rows } = await sql<
    Record<'issued' | 'spent' | 'issue_count' | 'spend_count', number> & { source: string }
  >`
    select source, issued, spent, issue_count, spend_count from insights_economy_days
    where community_id = ${world.communityId} and asset = ${asset} order by source`.execute(world.app.ctx.db)
  return rows.map((row) => [row.source, row.issued, row.spent, row.issue_count, row.spend_count])
}

async function sums() {
  const { rows } = await sql<Record<'issued' | 'spent' | 'holders', number>>`
    select issued, spent, holders from insights_economy_sums
    where community_id = ${world.communityId} and asset = ${asset}`.execute(world.app.ctx.db)
  return rows[0] ?? { issued: 0, spent: 0, holders: 0 }
}

it('changes add up by day and source, and it is counted who holds some', async () => {
  await addUp({}, { amount: 3, balance: 8 })
  await addUp({ action: 'Shop', amount: -8, balance: 0 })
  expect(await flows()).toEqual([
    ['Quest rewards', 8, 0, 2, 0],
    ['Shop', 0, 8, 0, 1],
  ])
  expect(await sums()).toEqual({ issued: 8, spent: 8, holders: 0 })
})

it('nothing counts as spent or issued that went into a hold or the treasury, and back', async () => {
  await addUp(
    {},
    { action: 'Entry fee', amount: -5, balance: 0, moved: -5 },
    { action: 'Entry fee', amount: 4, balance: 4, moved: 4 },
    { action: 'Shop', amount: -3, balance: 1, moved: -1 },
  )
  expect((await flows()).map(([source, issued, spent]) => [source, issued, spent])).toEqual([
    ['Quest rewards', 5, 0],
    ['Shop', 0, 2],
  ])
  const { issued, spent } = await sums()
  expect(issued - spent).toBe(1)
})

it('sums end where numbers stop being exact', async () => {
  await addUp({ amount: amountMax, balance: amountMax }, {})
  await addUp({})
  expect((await flows())[0]?.[1]).toBe(amountMax)
  expect((await sums()).issued).toBe(amountMax)
})

it('adjustments by hand are one source, whatever their reasons', async () => {
  await addUp(
    { action: 'Adjustment: Won a race', cause: 'request' },
    { action: 'Adjustment: Was kind', cause: 'request' },
    { action: 'Adjustment: a webhook' },
  )
  expect((await flows()).map(([source, issued]) => [source, issued])).toEqual([
    ['Adjustment by hand', 10],
    ['Adjustment: a webhook', 5],
  ])
})

it('sums hold exactly what members hold, however balances went', async () => {
  const steps = fc.array(fc.tuple(fc.nat(2), fc.integer({ min: -50, max: 50 })), { maxLength: 60 })
  await fc.assert(
    fc.asyncProperty(steps, async (drawn) => {
      asset = `asset${++count}`
      const balances = [0, 0, 0]
      const changes: Change[] = []
      for (const [member, wanted] of drawn) {
        const before = balances[member] ?? 0
        const amount = Math.max(wanted, -before)
        if (amount === 0) continue
        balances[member] = before + amount
        changes.push({ amount, balance: before + amount })
      }
      await addUp(...changes)
      const sum = await sums()
      expect(sum.issued - sum.spent).toBe(balances.reduce((total, each) => total + each, 0))
      expect(sum.holders).toBe(balances.filter((each) => each > 0).length)
    }),
    { numRuns: 25 },
  )
})

it('more events than one step takes are all counted, once, also by two readers at the same time', async () => {
  await addUp(...Array.from({ length: 3_000 }, () => ({ amount: 1, balance: 1 })))
  expect(await sums()).toEqual({ issued: 3_000, spent: 0, holders: 3_000 })
})
