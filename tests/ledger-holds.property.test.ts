/**
 * Holds and treasury against a model of forty lines: whatever is held, posted in parts, voided and expired, in
 * whatever order and company, the balances are those of the model and every asset adds up to zero.
 */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { expireHolds } from '../server/features/ledger/holds/expire-holds.ts'
import { verifyLedger } from '../server/features/ledger/index.ts'
import type { Caller } from './world/caller.ts'
import { createWorld, type World } from './world/world.ts'

const memberCount = 3
const settings = { seed: 20261125, numRuns: 12, endOnFailure: true }

/** Who: a member's number, or -1 for the treasury. */
type Step =
  | { kind: 'adjust'; who: number; amount: number }
  | { kind: 'open'; who: number; amount: number; expires: boolean }
  | { kind: 'post'; hold: number; amount: number; to: number }
  | { kind: 'void'; hold: number }
  | { kind: 'expire' }

class Model {
  readonly balances = new Map<number, number>()
  readonly holds: { who: number; remaining: number; expires: boolean }[] = []

  take(step: Step): boolean {
    if (step.kind === 'adjust') return this.add(step.who, step.amount)
    if (step.kind === 'open') {
      if (!this.add(step.who, -step.amount)) return false
      this.holds.push({ who: step.who, remaining: step.amount, expires: step.expires })
      return true
    }
    if (step.kind === 'expire') {
      for (const hold of this.holds) if (hold.expires) this.release(hold)
      return true
    }
    const hold = this.holds[step.hold % Math.max(1, this.holds.length)]
    if (!hold || hold.remaining === 0) return false
    if (step.kind === 'void') return this.release(hold)
    if (step.amount > hold.remaining) return false
    hold.remaining -= step.amount
    return this.add(step.to, step.amount)
  }

  private release(hold: Model['holds'][number]): boolean {
    this.add(hold.who, hold.remaining)
    hold.remaining = 0
    return true
  }

  private add(who: number, amount: number): boolean {
    const after = (this.balances.get(who) ?? 0) + amount
    if (after < 0) return false
    this.balances.set(who, after)
    return true
  }
}

let world: World
let owner: Caller
let members: string[]
beforeAll(async () => {
  world = await createWorld()
  owner = world.as(world.owner)
  members = []
  for (let index = 0; index < memberCount; index++) members.push((await world.member(`Holder${index}`)).id)
})
afterAll(() => world?.stop())

const who = fc.integer({ min: -1, max: memberCount - 1 })
const amount = fc.integer({ min: 1, max: 40 })
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('adjust' as const),
    who,
    amount: fc.oneof(
      amount,
      amount.map((each) => -each),
    ),
  }),
  fc.record({ kind: fc.constant('open' as const), who, amount, expires: fc.boolean() }),
  fc.record({ kind: fc.constant('post' as const), hold: fc.nat(20), amount, to: who }),
  fc.record({ kind: fc.constant('void' as const), hold: fc.nat(20) }),
  fc.record({ kind: fc.constant('expire' as const) }),
)

it('holds, parts, voids, expiries and treasury payments are what the model says', async () => {
  const model = new Model()
  const ids: string[] = []
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 5, maxLength: 20 }), async (steps) => {
      for (const step of steps) expect(await perform(step, ids), JSON.stringify(step)).toBe(model.take(step))
      for (const [index, memberId] of members.entries())
        expect((await world.balances(memberId)).coins).toBe(model.balances.get(index) ?? 0)
      const { data } = await owner.call('listTreasuryBalances', {})
      expect(data.find(({ asset }) => asset === 'coins')?.amount ?? 0).toBe(model.balances.get(-1) ?? 0)
      for (const { isBalanced } of (await owner.call('listSupplies', {})).data) expect(isBalanced).toBe(true)
      expect((await verifyLedger(world.app.ctx.db)).problems).toEqual([])
    }),
    settings,
  )
  expect(model.holds.length).toBeGreaterThan(10)
})

/** Answers whether it was done rather than refused. */
async function perform(step: Step, ids: string[]): Promise<boolean> {
  const asset = 'coins'
  const done = (reply: { status: number }) => reply.status < 300
  if (step.kind === 'adjust') {
    const body = { asset, amount: step.amount, reason: 'Model' }
    if (step.who < 0) return done(await owner.reply('adjustTreasury', { body }))
    return done(await owner.reply('adjustBalance', { params: { memberId: members[step.who] ?? '' }, body }))
  }
  if (step.kind === 'open') {
    const memberId = step.who < 0 ? null : (members[step.who] ?? '')
    const expiresAt = step.expires ? await soon() : null
    const reply = await owner.reply('openHold', {
      body: { memberId, asset, amount: step.amount, purpose: 'Model', expiresAt },
    })
    if (done(reply)) ids.push((reply.body as { id: string }).id)
    return done(reply)
  }
  if (step.kind === 'expire') {
    await world.clock.advance({ hours: 1 })
    await expireHolds(world.app.ctx)
    return true
  }
  const holdId = ids[step.hold % Math.max(1, ids.length)]
  if (holdId === undefined) return false
  const params = { holdId }
  if (step.kind === 'void') return done(await owner.reply('voidHold', { params }))
  const to =
    step.to < 0
      ? { kind: 'treasury' as const }
      : { kind: 'member' as const, memberId: members[step.to] ?? '' }
  return done(await owner.reply('postHold', { params, body: { amount: step.amount, to } }))
}

/** Within the hour by which the model's clock moves on. */
async function soon(): Promise<string> {
  const { openedAt } = await openedNow()
  return new Date(new Date(openedAt).getTime() + 1_800_000).toISOString()
}

/** The server's time, from a hold that is given back at once. */
async function openedNow() {
  await owner.call('adjustTreasury', { body: { asset: 'xp', amount: 1, reason: 'Clock' } })
  const hold = await owner.call('openHold', { body: { asset: 'xp', amount: 1, purpose: 'Clock' } })
  await owner.call('voidHold', { params: { holdId: hold.id } })
  return hold
}
