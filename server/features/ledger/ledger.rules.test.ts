/** The pure heart of the ledger: postings are all or nothing, and amounts are never made up. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amountMax } from '../../../contracts/values.ts'
import { holdAccount, issuer, member, sink } from './accounts.rules.ts'
import { type Balances, balanceKey, netChanges, post } from './ledger.rules.ts'
import type { Posting, TransferDraft } from './posting.ts'

const communityId = 'c'
const key = (id: string, asset = 'coins') => balanceKey(communityId, id, asset)

function posting(...transfers: Omit<TransferDraft, 'line'>[]): Posting {
  return {
    communityId,
    cause: { kind: 'request', id: 'r' },
    action: 'Quest',
    actor: { kind: 'system', id: null, label: 'Test' },
    transfers: transfers.map((transfer, line) => ({ line, ...transfer })),
  }
}

const gives = (id: string, amount: number) => ({ asset: 'coins', amount, from: issuer, to: member(id) })
const takes = (id: string, amount: number) => ({ asset: 'coins', amount, from: member(id), to: sink })

describe('a posting', () => {
  it('moves an amount and says the balances after each transfer', () => {
    const balances: Balances = new Map([[key('a'), 10]])
    const decision = post(balances, posting(gives('a', 5), takes('a', 3)))
    expect(decision).toMatchObject({ isPosted: true, transfers: [{ toBalance: 15 }, { fromBalance: 12 }] })
    expect(balances.get(key('a'))).toBe(12)
  })

  it('insufficient_balance: is refused whole when one line takes more than there is', () => {
    const balances: Balances = new Map([[key('a'), 10]])
    const decision = post(balances, posting(gives('b', 5), takes('a', 11)))
    expect(decision).toEqual({ isPosted: false, refusal: 'insufficient_balance', line: 1, balance: 10 })
    expect([...balances]).toEqual([[key('a'), 10]])
  })

  it('may spend what an earlier line of it gave', () => {
    const balances: Balances = new Map()
    expect(post(balances, posting(gives('a', 5), takes('a', 5))).isPosted).toBe(true)
    expect(balances.get(key('a'))).toBe(0)
  })

  it('amount_out_of_bounds: refuses what is not a whole number from 1 to 2^53-1', () => {
    for (const amount of [0, -1, 1.5, Number.NaN, amountMax + 1, Number.POSITIVE_INFINITY]) {
      const balances: Balances = new Map()
      expect(post(balances, posting(gives('a', amount)))).toMatchObject({ refusal: 'amount_out_of_bounds' })
      expect(balances.size).toBe(0)
    }
  })

  it('amount_out_of_bounds: refuses a balance beyond 2^53-1, also when the sum is rounded', () => {
    for (const amount of [1, 2, 3, amountMax]) {
      const balances: Balances = new Map([[key('a'), amountMax]])
      expect(post(balances, posting(gives('a', amount)))).toMatchObject({ refusal: 'amount_out_of_bounds' })
      expect(balances.get(key('a'))).toBe(amountMax)
    }
  })

  it('amount_out_of_bounds: refuses a movement from an account to itself', () => {
    const decision = post(new Map([[key('a'), 5]]), posting({ ...takes('a', 1), to: member('a') }))
    expect(decision).toMatchObject({ isPosted: false, refusal: 'amount_out_of_bounds' })
  })

  it('never loses, makes or overdraws anything, whatever is posted', () => {
    const account = fc.constantFrom(issuer, sink, member('a'), member('b'), member('c'))
    const transfer = fc.record({
      asset: fc.constantFrom('xp', 'coins'),
      amount: fc.oneof(fc.integer({ min: -2, max: 30 }), fc.constant(amountMax)),
      from: account,
      to: account,
    })
    const postings = fc.array(fc.array(transfer, { minLength: 1, maxLength: 5 }), { maxLength: 30 })
    fc.assert(
      fc.property(postings, (all) => {
        const balances: Balances = new Map()
        const outside: Record<string, bigint> = { xp: 0n, coins: 0n }
        for (const transfers of all) {
          const before = new Map(balances)
          const decision = post(balances, posting(...transfers))
          if (!decision.isPosted) {
            expect(balances).toEqual(before)
            continue
          }
          for (const { transfer: posted } of decision.transfers) {
            if (posted.from.id === null)
              outside[posted.asset] = (outside[posted.asset] ?? 0n) - BigInt(posted.amount)
            if (posted.to.id === null)
              outside[posted.asset] = (outside[posted.asset] ?? 0n) + BigInt(posted.amount)
          }
        }
        for (const asset of ['xp', 'coins']) {
          const held = [...balances]
            .filter(([name]) => name.endsWith(` ${asset}`))
            .map(([, amount]) => amount)
          expect(held.every((amount) => amount >= 0 && amount <= amountMax)).toBe(true)
          expect(held.reduce((sum, amount) => sum + BigInt(amount), 0n) + (outside[asset] ?? 0n)).toBe(0n)
        }
      }),
    )
  })
})

describe('net changes', () => {
  it('say once per member and asset what a posting did as a whole', () => {
    const decision = post(new Map(), posting(gives('a', 5), takes('a', 2), gives('b', 1)))
    expect(decision.isPosted && netChanges(decision.transfers)).toEqual([
      { memberId: 'a', asset: 'coins', amount: 3, balance: 3 },
      { memberId: 'b', asset: 'coins', amount: 1, balance: 1 },
    ])
  })

  it('tell apart what was only moved into or out of holds and the treasury', () => {
    const intoHold = { line: 0, asset: 'coins', amount: 4, from: member('a'), to: holdAccount('h') }
    const transfers = [
      {
        transfer: { ...intoHold, from: issuer, to: member('a'), amount: 10 },
        fromBalance: null,
        toBalance: 10,
      },
      { transfer: intoHold, fromBalance: 6, toBalance: 4 },
    ]
    expect(netChanges(transfers as never)).toEqual([
      { memberId: 'a', asset: 'coins', amount: 6, balance: 6, moved: -4 },
    ])
  })

  it('leave out a member who has as much as before', () => {
    const decision = post(new Map(), posting(gives('a', 5), takes('a', 5)))
    expect(decision.isPosted && netChanges(decision.transfers)).toEqual([])
  })
})
