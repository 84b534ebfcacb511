/** Bounds of amounts: what each is about, how it adds up, and what a receipt beyond it says. */
import { describe, expect, it } from 'vitest'
import type { AmountBound, Mapping } from '../../../../contracts/mapping.ts'
import { compileMapping } from '../rules/compile-mapping.rules.ts'
import { mapPayload } from '../rules/map-payload.rules.ts'
import { dayBoundFailures, dayGains, requestBoundFailures } from './amount-bounds.rules.ts'
import { planReceipt } from './plan-receipt.rules.ts'

const lines: Mapping['lines'] = [
  { kind: 'currency', asset: 'coins', operator: 'add', path: '$.won' },
  { kind: 'currency', asset: 'coins', operator: 'add', path: '$.bonus', default: 1 },
  { kind: 'currency', asset: 'coins', operator: 'subtract', path: '$.fee', optional: true },
  { kind: 'currency', asset: 'xp', operator: 'add', path: '$.won' },
]

function judge(bound: Omit<AmountBound, 'asset'>, players: object[], given = 0) {
  const mapping = compileMapping({
    member: { identifier: 'username', path: '$.who' },
    lines,
    forEach: '$',
    bounds: [{ asset: 'coins', ...bound }],
  })
  const mapped = mapPayload(mapping, players, { fields: [] })
  if (!mapped.ok) throw new Error('the payload of a test maps')
  const plan = planReceipt(mapping, mapped.elements, (_, original) => `id of ${original}`)
  return {
    failures: [...requestBoundFailures(mapping, plan), ...dayBoundFailures(mapping, plan, () => given)],
    gains: dayGains(mapping, plan),
  }
}

describe('the bound of a request', () => {
  it('holds over all lines and elements of one member, and lets the bound itself pass', () => {
    expect(
      judge({ addMax: 22 }, [
        { who: 'ada', won: 10 },
        { who: 'ada', won: 10 },
      ]).failures,
    ).toEqual([])
    expect(
      judge({ addMax: 11 }, [
        { who: 'ada', won: 10 },
        { who: 'bob', won: 10 },
      ]).failures,
    ).toEqual([])
  })

  it('is told at the first line beyond it, with bound, asset, line and member', () => {
    expect(
      judge({ addMax: 20 }, [
        { who: 'ada', won: 10 },
        { who: 'ada', won: 9, bonus: 5 },
        { who: 'ada', won: 1 },
      ]).failures,
    ).toEqual([
      {
        reason: 'Amount is out of bounds',
        detail:
          'The bound addMax lets one request add 20 coins to a member, and line 2 brings the sum for ada to 25. Nothing was changed.',
        path: null,
        value: '5',
        line: 1,
        element: 1,
      },
    ])
  })

  it('takes what is added and what is taken apart, and other assets do not count', () => {
    expect(judge({ addMax: 11, subtractMax: 50 }, [{ who: 'ada', won: 10, fee: 50 }]).failures).toEqual([])
    expect(judge({ subtractMax: 50 }, [{ who: 'ada', won: 999, fee: 51 }]).failures).toMatchObject([
      { detail: expect.stringContaining('subtractMax lets one request take 50 coins'), line: 2 },
    ])
  })
})

describe('the bound of a day', () => {
  it('begins with what the member got before', () => {
    expect(judge({ addPerDayMax: 100 }, [{ who: 'ada', won: 9 }], 90).failures).toEqual([])
    expect(judge({ addPerDayMax: 100 }, [{ who: 'ada', won: 10 }], 90).failures).toMatchObject([
      {
        detail:
          'The bound addPerDayMax lets a member get 100 coins from this webhook in a day (UTC), and line 2 brings the sum for ada to 101. Nothing was changed.',
      },
    ])
  })

  it('counts what is added, once for each member, and nothing without such a bound', () => {
    const players = [
      { who: 'ada', won: 10, fee: 5 },
      { who: 'ada', won: 1 },
      { who: 'bob', won: 2 },
    ]
    expect(judge({ addPerDayMax: 100 }, players).gains).toEqual([
      { memberId: 'id of ada', asset: 'coins', amount: 13 },
      { memberId: 'id of bob', asset: 'coins', amount: 3 },
    ])
    expect(judge({ addMax: 100 }, players).gains).toEqual([])
  })
})
