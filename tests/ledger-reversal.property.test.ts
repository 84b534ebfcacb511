/**
 * Reversals against a simple reference in memory: whatever is posted and undone, in whatever order, balances are
 * what the reference says, every asset adds up to zero, nothing is undone twice, and who lacks what is told.
 */
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import {
  issuer,
  member,
  postIn,
  type ReversalOutcome,
  reversePostings,
  type ShortfallChoice,
  sink,
  verifyLedger,
} from '../server/features/ledger/index.ts'
import { createWorld, type World } from './world/world.ts'

const memberCount = 3
const assets = ['xp', 'coins'] as const

interface Line {
  from: number
  to: number
  asset: (typeof assets)[number]
  amount: number
}

/** Balances by `member asset`, and what each cause moved. */
class Reference {
  balances = new Map<string, number>()
  readonly causes = new Map<string, { lines: readonly Line[]; isUndone: boolean }>()

  post(cause: string, lines: readonly Line[]): boolean {
    const after = this.moved(this.balances, lines)
    if (after === null) return false
    this.balances = after
    this.causes.set(cause, { lines, isUndone: false })
    return true
  }

  undo(cause: string, shortfall: ShortfallChoice): { told: string; lacking: string[] } {
    const posted = this.causes.get(cause)
    if (!posted) return { told: 'reversed', lacking: [] }
    if (posted.isUndone) return { told: 'already_posted', lacking: [] }
    const taken = new Map(this.balances)
    const lacking: string[] = []
    let movedCount = 0
    for (const { from, to, asset, amount } of [...posted.lines].reverse()) {
      const there = to < 0 ? amount : Math.min(amount, taken.get(`${to} ${asset}`) ?? 0)
      if (there < amount) lacking.push(`${to} ${asset} ${amount - there}`)
      if (there > 0) movedCount += 1
      if (to >= 0) taken.set(`${to} ${asset}`, (taken.get(`${to} ${asset}`) ?? 0) - there)
      if (from >= 0) taken.set(`${from} ${asset}`, (taken.get(`${from} ${asset}`) ?? 0) + there)
    }
    if (lacking.length > 0 && shortfall === 'refuse') return { told: 'insufficient_balance', lacking }
    this.balances = taken
    // A reversal that finds nothing at all leaves no posting, so it may be tried again.
    posted.isUndone = movedCount > 0
    return { told: 'reversed', lacking }
  }

  private moved(balances: ReadonlyMap<string, number>, lines: readonly Line[]) {
    const after = new Map(balances)
    for (const { from, to, asset, amount } of lines) {
      for (const [who, change] of [[from, -amount] as const, [to, amount] as const]) {
        if (who < 0) continue
        const balance = (after.get(`${who} ${asset}`) ?? 0) + change
        if (balance < 0) return null
        after.set(`${who} ${asset}`, balance)
      }
    }
    return after
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

async function post(cause: string, lines: readonly Line[]): Promise<boolean> {
  const { ctx } = world.app
  const sideOf = (who: number, outside: typeof issuer) => (who < 0 ? outside : member(members[who] ?? ''))
  const transfers = lines.map(({ from, to, asset, amount }, line) => ({
    line,
    asset,
    amount,
    from: sideOf(from, issuer),
    to: sideOf(to, sink),
  }))
  const posting = {
    communityId: world.communityId,
    cause: { kind: 'request' as const, id: cause },
    action: 'Property',
    actor: { kind: 'system' as const, id: null, label: 'Reference' },
    transfers,
  }
  const [outcome] = await ctx.inTransaction((tx) => postIn(ctx, tx, [posting]))
  return outcome?.isPosted === true
}

async function undo(causes: readonly string[], shortfall: ShortfallChoice): Promise<ReversalOutcome[]> {
  const { ctx } = world.app
  const wanted = causes.map((causeId) => ({ communityId: world.communityId, causeId }))
  const actor = { kind: 'system' as const, id: null, label: 'Reference' }
  return ctx.inTransaction((tx) => reversePostings(ctx, tx, wanted, { actor, shortfall }))
}

function told(outcome: ReversalOutcome) {
  const lacking = outcome.shortfalls.map(
    ({ holderId, asset, amount }) => `${members.indexOf(holderId)} ${asset} ${amount}`,
  )
  return { told: outcome.isReversed ? 'reversed' : outcome.refusal, lacking }
}

async function expectBalances(reference: Reference): Promise<void> {
  for (const [index, id] of members.entries()) {
    const balances = await world.balances(id)
    for (const asset of assets) {
      expect(balances[asset], `${index} ${asset}`).toBe(reference.balances.get(`${index} ${asset}`) ?? 0)
    }
  }
}

const who = fc.integer({ min: 0, max: memberCount - 1 })
const line = (from: fc.Arbitrary<number>, to: fc.Arbitrary<number>, max: number): fc.Arbitrary<Line> =>
  fc
    .record({ from, to, asset: fc.constantFrom(...assets), amount: fc.integer({ min: 1, max }) })
    .filter((each) => each.from !== each.to)
const outside = fc.constant(-1)
const gift = line(outside, who, 60)
const spending = line(who, fc.oneof(outside, who), 50)
const anyStep = fc.oneof(
  fc.record({ lines: fc.array(gift, { minLength: 1, maxLength: 4 }) }),
  fc.record({ lines: fc.array(spending, { minLength: 1, maxLength: 2 }) }),
  fc.record({ drained: who }),
  fc.record({ lines: fc.array(fc.oneof(gift, spending), { minLength: 2, maxLength: 4 }) }),
  fc.record({
    undone: fc.uniqueArray(fc.nat({ max: 12 }), { minLength: 1, maxLength: 4 }),
    shortfall: fc.constantFrom<ShortfallChoice>('refuse', 'take_what_is_left'),
  }),
)

/** Somebody spends all that they have. */
const everythingOf = (reference: Reference, from: number): Line[] =>
  assets.flatMap((asset) => {
    const amount = reference.balances.get(`${from} ${asset}`) ?? 0
    return amount === 0 ? [] : [{ from, to: -1, asset, amount }]
  })

it('postings and their reversals come out as the reference says, in any order', async () => {
  const reference = new Reference()
  const causes: string[] = []
  let undoneCount = 0
  let lackingCount = 0
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 8, maxLength: 24 }), async (steps) => {
      for (const step of steps) {
        if (!('undone' in step)) {
          const cause = world.app.ctx.ids.next()
          const lines = 'lines' in step ? step.lines : everythingOf(reference, step.drained)
          expect(await post(cause, lines)).toBe(reference.post(cause, lines))
          causes.push(cause)
          continue
        }
        // The latest causes, so that most have not been undone yet.
        const chosen = [...new Set(step.undone.map((place) => causes[causes.length - 1 - place]))].filter(
          (cause) => cause !== undefined,
        )
        const outcomes = await undo(chosen, step.shortfall)
        const expected = chosen.map((cause) => reference.undo(cause, step.shortfall))
        expect(outcomes.map(told)).toEqual(expected)
        undoneCount += expected.filter((each) => each.told === 'reversed').length
        lackingCount += expected.filter(({ lacking }) => lacking.length > 0).length
      }
      await expectBalances(reference)
    }),
    { seed: 20261125, numRuns: 30, endOnFailure: true },
  )
  expect(undoneCount).toBeGreaterThan(50)
  expect(lackingCount).toBeGreaterThan(20)
})

it('already_posted: a cause is undone once, however many try it at once', async () => {
  const [adaId = ''] = members
  const cause = world.app.ctx.ids.next()
  await post(cause, [{ from: -1, to: 0, asset: 'coins', amount: 7 }])
  const before = (await world.balances(adaId)).coins
  const settled = await Promise.allSettled(Array.from({ length: 8 }, () => undo([cause], 'refuse')))
  const reversed = settled.filter((one) => one.status === 'fulfilled' && one.value[0]?.isReversed === true)
  expect(reversed).toHaveLength(1)
  expect((await world.balances(adaId)).coins).toBe(before - 7)
  expect((await undo([cause], 'refuse')).map(told)).toEqual([{ told: 'already_posted', lacking: [] }])
})

it('the log shows the reversal beside the original, under the same cause and with a word for it', async () => {
  const cause = world.app.ctx.ids.next()
  await post(cause, [{ from: -1, to: 0, asset: 'coins', amount: 3 }])
  await undo([cause], 'refuse')
  const { data } = await world.as(world.owner).call('listGamificationLogs', { query: { causeId: cause } })
  expect(data).toMatchObject([
    { action: 'Property (undone)', amount: -3, cause: { kind: 'reversal', id: cause } },
    { action: 'Property', amount: 3, cause: { kind: 'request', id: cause } },
  ])
})
