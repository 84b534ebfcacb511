/** Sums of the economy agree with the changes they are made of, whatever these are. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amountMax } from '../../../../contracts/values.ts'
import { type CurrencyChange, daysBetween, flowsOf, sourceOf } from './flows.rules.ts'

const change = (part: Partial<CurrencyChange>): CurrencyChange => ({
  communityId: 'c',
  asset: 'coins',
  day: '2026-11-25',
  action: 'Quest rewards',
  causeKind: 'receipt',
  amount: 5,
  balance: 5,
  moved: 0,
  ...part,
})

describe('flows', () => {
  it('add up by day and source, and count who holds some', () => {
    const { days, sums } = flowsOf([
      change({}),
      change({ amount: 3, balance: 8 }),
      change({ action: 'Shop', amount: -8, balance: 0 }),
    ])
    expect(
      days.map(({ source, ...flow }) => [source, flow.issued, flow.spent, flow.issueCount, flow.spendCount]),
    ).toEqual([
      ['Quest rewards', 8, 0, 2, 0],
      ['Shop', 0, 8, 0, 1],
    ])
    expect(sums).toEqual([{ communityId: 'c', asset: 'coins', issued: 8, spent: 8, holders: 0 }])
  })

  it('count nothing as spent or issued that went into a hold or the treasury, and back', () => {
    const { days, sums } = flowsOf([
      change({}),
      change({ action: 'Entry fee', amount: -5, balance: 0, moved: -5 }),
      change({ action: 'Entry fee', amount: 4, balance: 4, moved: 4 }),
      change({ action: 'Shop', amount: -3, balance: 1, moved: -1 }),
    ])
    expect(days.map(({ source, issued, spent }) => [source, issued, spent])).toEqual([
      ['Quest rewards', 5, 0],
      ['Shop', 0, 2],
    ])
    expect((sums[0]?.issued ?? 0) - (sums[0]?.spent ?? 0)).toBe(1)
  })

  it('end where numbers stop being exact', () => {
    const { days, sums } = flowsOf([change({ amount: amountMax, balance: amountMax }), change({})])
    expect([days[0]?.issued, sums[0]?.issued]).toEqual([amountMax, amountMax])
  })

  it('hold exactly what members hold, however balances went', () => {
    const steps = fc.array(fc.tuple(fc.nat(2), fc.integer({ min: -50, max: 50 })), { maxLength: 60 })
    fc.assert(
      fc.property(steps, (drawn) => {
        const balances = [0, 0, 0]
        const changes: CurrencyChange[] = []
        for (const [member, wanted] of drawn) {
          const before = balances[member] ?? 0
          const amount = Math.max(wanted, -before)
          if (amount === 0) continue
          balances[member] = before + amount
          changes.push(change({ amount, balance: before + amount }))
        }
        const [sum = { issued: 0, spent: 0, holders: 0 }] = flowsOf(changes).sums
        expect(sum.issued - sum.spent).toBe(balances.reduce((total, each) => total + each, 0))
        expect(sum.holders).toBe(balances.filter((each) => each > 0).length)
      }),
    )
  })

  it('take adjustments by hand for one source, whatever their reasons', () => {
    expect(sourceOf({ action: 'Adjustment: Won a race', causeKind: 'request' })).toBe('Adjustment by hand')
    expect(sourceOf({ action: 'Adjustment: a webhook', causeKind: 'receipt' })).toBe('Adjustment: a webhook')
  })
})

it('days are counted back over the end of a month', () => {
  expect(daysBetween('2026-03-02', 4)).toEqual(['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02'])
})
