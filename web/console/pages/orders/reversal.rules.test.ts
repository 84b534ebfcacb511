/** What a reversal is said to move. */
import { expect, it } from 'vitest'
import type { Fill } from '../../../../contracts/fills.ts'
import { linesOfReversal } from './reversal.rules.ts'

const side = (id: string, label: string) => ({ kind: 'member' as const, id, label })
const part = (
  kind: Fill['parts'][number]['kind'],
  receiver: Fill['parts'][number]['receiver'],
  amount: number,
) => ({
  ...{ kind, receiver, amount, bps: null },
})
const seller = side('sam', 'Sam')
const buyer = side('bea', 'Bea')
const parts = [
  part('seller', { kind: 'member', id: 'sam' }, 352),
  part('royalty', { kind: 'app', id: 'game' }, 9),
  part('fee', { kind: 'community', id: null }, 19),
]

it('units go to the seller, and each part of the price to the buyer', () => {
  const lines = linesOfReversal({ quantity: 4, parts, seller, buyer })
  expect(lines.map(({ what, amount, from, to }) => `${what}: ${amount}, ${from} to ${to}`)).toEqual([
    'units: 4, Bea to Sam',
    'seller: 352, Sam to Bea',
    'royalty: 9, The app, its royalty to Bea',
    'fee: 19, Market fees to Bea',
  ])
  const coins = lines.filter(({ what }) => what !== 'units')
  expect(coins.reduce((sum, { amount }) => sum + amount, 0)).toBe(380)
})

it('a part of nothing, or one that the buyer got, moves nowhere', () => {
  const own = [
    part('seller', { kind: 'app', id: 'game' }, 90),
    part('royalty', { kind: 'member', id: 'bea' }, 10),
    part('fee', { kind: 'community', id: null }, 0),
  ]
  const shelf = { kind: 'app' as const, id: 'game', label: null }
  const lines = linesOfReversal({ quantity: 1, parts: own, seller: shelf, buyer })
  expect(lines.map(({ what }) => what)).toEqual(['units', 'seller'])
})
