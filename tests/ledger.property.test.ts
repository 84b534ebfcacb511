/**
 * The ledger against a model of forty lines: whatever is posted, in whatever order and company, what comes out is
 * what the model says, every asset adds up to zero, and no cause posts twice.
 */
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import {
  issuer,
  ledger,
  member,
  type Posting,
  type PostingOutcome,
  postIn,
  sink,
  type TransferDraft,
  verifyLedger,
} from '../server/features/ledger/index.ts'
import type { Transaction } from '../server/platform/db/database.ts'
import { createWorld, type World } from './world/world.ts'

const memberCount = 4
const assets = ['xp', 'coins'] as const
/** State goes on from run to run, so a failure cannot be made smaller by trying again. */
const settings = { seed: 20261123, numRuns: 40, endOnFailure: true }

/** One line: who takes part (-1 is outside), and how much of what. */
interface Line {
  from: number
  to: number
  asset: (typeof assets)[number]
  amount: number
}

class Model {
  readonly balances = new Map<string, number>()
  readonly posted = new Set<string>()

  post(cause: string, lines: readonly Line[]): 'posted' | 'insufficient_balance' | 'not again' {
    if (this.posted.has(cause)) return 'not again'
    const after = new Map(this.balances)
    for (const { from, to, asset, amount } of lines) {
      for (const [who, change] of [[from, -amount] as const, [to, amount] as const]) {
        if (who < 0) continue
        const balance = (after.get(`${who} ${asset}`) ?? 0) + change
        if (balance < 0) return 'insufficient_balance'
        after.set(`${who} ${asset}`, balance)
      }
    }
    this.posted.add(cause)
    for (const [key, balance] of after) this.balances.set(key, balance)
    return 'posted'
  }
}

let world: World
let members: string[]
beforeAll(async () => {
  world = await createWorld()
  members = []
  for (let index = 0; index < memberCount; index++) members.push((await world.member(`Member${index}`)).id)
})
afterEach(async () => {
  expect((await verifyLedger(world.app.ctx.db)).problems).toEqual([])
  for (const { isBalanced } of (await world.as(world.owner).call('listSupplies', {})).data)
    expect(isBalanced).toBe(true)
})
afterAll(() => world?.stop())

const anyLine: fc.Arbitrary<Line> = fc
  .record({
    from: fc.integer({ min: -1, max: memberCount - 1 }),
    to: fc.integer({ min: -1, max: memberCount - 1 }),
    asset: fc.constantFrom(...assets),
    amount: fc.integer({ min: 1, max: 60 }),
  })
  .filter(({ from, to }) => from !== to)
const anyPosting = fc.array(anyLine, { minLength: 1, maxLength: 4 })

function postingOf(cause: string, lines: readonly Line[]): Posting {
  const transfers = lines.map(({ from, to, asset, amount }, line): TransferDraft => {
    const sideOf = (who: number, outside: typeof issuer) => (who < 0 ? outside : member(members[who] ?? ''))
    return { line, asset, amount, from: sideOf(from, issuer), to: sideOf(to, sink) }
  })
  return {
    communityId: world.communityId,
    cause: { kind: 'request', id: cause },
    action: 'Property',
    actor: { kind: 'system', id: null, label: 'Model' },
    transfers,
  }
}

const byLane = (posting: Posting) => world.app.started.of(ledger).postTransfers(posting)
const inLargerTransaction = async (posting: Posting): Promise<PostingOutcome> => {
  const { ctx } = world.app
  const [outcome] = await ctx.inTransaction((tx) => postIn(ctx, tx, [posting]))
  if (!outcome) throw new Error('a posting has an outcome')
  return outcome
}
const verdictOf = (outcome: PostingOutcome) => (outcome.isPosted ? 'posted' : outcome.refusal)

/** All balances of the members, by `member asset`. */
async function readBalances(): Promise<Map<string, number>> {
  const found = new Map<string, number>()
  for (const [index, id] of members.entries()) {
    for (const [asset, amount] of Object.entries(await world.balances(id)))
      found.set(`${index} ${asset}`, amount)
  }
  return found
}

it('postings that arrive together are decided in their order, as the model decides them', async () => {
  const model = new Model()
  for (const [key, amount] of await readBalances()) model.balances.set(key, amount)
  const causes: string[] = []
  const anyRound = fc.array(fc.record({ lines: anyPosting, repeats: fc.option(fc.nat(), { freq: 4 }) }), {
    minLength: 1,
    maxLength: 12,
  })
  await fc.assert(
    fc.asyncProperty(anyRound, async (round) => {
      const seen = new Set<string>()
      const batch = round.flatMap(({ lines, repeats }) => {
        const old = repeats === null ? undefined : causes[repeats % Math.max(1, causes.length)]
        const cause = old ?? world.app.ctx.ids.next()
        if (seen.has(cause)) return []
        seen.add(cause)
        return [{ cause, lines }]
      })
      const outcomes = await Promise.all(batch.map(({ cause, lines }) => byLane(postingOf(cause, lines))))
      // A repeat that could not be paid either may be told so instead; it is not posted again.
      const repeated = new Set(batch.map(({ cause }) => cause).filter((cause) => model.posted.has(cause)))
      const told = batch.map(({ cause }, index) => {
        const verdict = verdictOf(outcomes[index] as PostingOutcome)
        return repeated.has(cause) && verdict !== 'posted' ? 'not again' : verdict
      })
      expect(told).toEqual(batch.map(({ cause, lines }) => model.post(cause, lines)))
      causes.push(...batch.map(({ cause }) => cause))
      for (const [key, amount] of await readBalances()) expect(amount, key).toBe(model.balances.get(key) ?? 0)
    }),
    settings,
  )
  expect(model.posted.size).toBeGreaterThan(20)
})

it('the lane and larger transactions at once lose nothing and double nothing', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(anyPosting, fc.boolean()), { minLength: 8, maxLength: 24 }),
      async (posts) => {
        const before = await readBalances()
        const outcomes = await Promise.all(
          posts.map(([lines, isLane]) =>
            (isLane ? byLane : inLargerTransaction)(postingOf(world.app.ctx.ids.next(), lines)),
          ),
        )
        const expected = new Map(before)
        for (const [index, outcome] of outcomes.entries()) {
          if (!outcome.isPosted) continue
          for (const { from, to, asset, amount } of posts[index]?.[0] ?? []) {
            if (from >= 0) expected.set(`${from} ${asset}`, (expected.get(`${from} ${asset}`) ?? 0) - amount)
            if (to >= 0) expected.set(`${to} ${asset}`, (expected.get(`${to} ${asset}`) ?? 0) + amount)
          }
        }
        expect(await readBalances()).toEqual(expected)
        for (const amount of expected.values()) expect(amount).toBeGreaterThanOrEqual(0)
      },
    ),
    { ...settings, numRuns: 20 },
  )
})

it('already_posted: one cause posts once, however often and by whichever way it is tried', async () => {
  const [adaId = ''] = members
  const before = (await world.balances(adaId)).coins
  const posting = postingOf(world.app.ctx.ids.next(), [{ from: -1, to: 0, asset: 'coins', amount: 7 }])
  const tries = Array.from({ length: 12 }, (_, index) =>
    (index % 2 === 0 ? byLane : inLargerTransaction)(posting),
  )
  const settled = await Promise.allSettled(tries)
  const posted = settled.filter((one) => one.status === 'fulfilled' && one.value.isPosted)
  expect(posted).toHaveLength(1)
  expect((await world.balances(adaId)).coins).toBe(before + 7)
})

it('the database itself refuses a balance below zero, whoever asks', async () => {
  const { db } = world.app.ctx
  const [adaId = ''] = members
  await byLane(postingOf(world.app.ctx.ids.next(), [{ from: -1, to: 0, asset: 'xp', amount: 1 }]))
  const take = sql`update ledger_balances set amount = -1 where community_id = ${world.communityId} and holder_id = ${adaId}`
  await expect(take.execute(db)).rejects.toThrow(/ledger_balances_amount_check/)
})

it('postings to accounts that nobody used before wait for each other and never deadlock', async () => {
  const { ctx } = world.app
  const anyPairs = fc.array(fc.tuple(fc.nat(memberCount - 1), fc.nat(memberCount - 1)), {
    minLength: 8,
    maxLength: 16,
  })
  await fc.assert(
    fc.asyncProperty(anyPairs, async (pairs) => {
      // Before all others in the order in which balances are locked.
      const fresh = members.map(() => ctx.ids.next().replace(/^.{8}/, '00000000'))
      const accounts = [...fresh, ...members]
      await Promise.all(
        pairs.map(([one, other]) => {
          const transfers = [one, other + memberCount].map(
            (place, line): TransferDraft => ({
              ...{ line, asset: 'coins', amount: 1, from: issuer },
              to: member(accounts[place] ?? ''),
            }),
          )
          const posting = { ...postingOf(ctx.ids.next(), []), transfers }
          // As one transaction each, which nobody begins anew.
          return ctx.db.transaction().execute((tx) => postIn(ctx, tx as unknown as Transaction, [posting]))
        }),
      )
    }),
    settings,
  )
})
