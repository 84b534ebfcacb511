/** What is said before and after many orders are canceled. */
import { expect, it } from 'vitest'
import type { Order } from '../../../../contracts/fills.ts'
import { asCanceled, canBeCanceled, canceledWords, mayHeal, whatComesBack } from './cancel-orders.rules.ts'

const order = (more: Partial<Order>): Order => ({
  id: 'order',
  kind: 'sell',
  state: 'active',
  appId: 'app',
  itemId: 'ore',
  itemUri: 'https://game.example/ore',
  itemName: 'Cave ore',
  tier: 'default',
  currency: 'coins',
  member: 'mira',
  memberLabel: 'Mira',
  quantity: 10,
  filled: 4,
  remaining: 6,
  unitPrice: 40,
  terms: 1,
  createdAt: '2026-11-27T09:00:00.000Z',
  confirmBy: null,
  expiresAt: '2026-12-11T09:00:00.000Z',
  closedAt: null,
  ...more,
})
const wind = { itemId: 'wind', itemName: 'Wind booster', tier: 'day' }
const mint = { kind: 'mint', state: 'requested', quantity: 1, filled: 0, remaining: 1, ...wind } as const

it('listings that are for sale can be canceled, and mint orders while the game still has time to answer', () => {
  const states = ['requested', 'overdue', 'active', 'partly_filled', 'filled', 'canceled', 'expired'] as const
  expect(states.filter((state) => canBeCanceled({ state }))).toEqual(['requested', 'active', 'partly_filled'])
})

it('what comes back is summed for each item and tier, and what stays in the game stands apart', () => {
  const orders = [order({}), order(mint), order({ ...wind, remaining: 1 }), order({ remaining: 1200 })]
  const { back, inGame } = whatComesBack(orders.map(asCanceled))
  expect(back.map(({ words }) => words)).toEqual(['1,206 units of Cave ore', '1 unit of Wind booster, day'])
  expect(inGame.map(({ words }) => words)).toEqual(['1 unit of Wind booster, day'])
})

it('the end is told in orders and units', () => {
  expect(canceledWords([order({}), order({ remaining: 1 })].map(asCanceled))).toBe(
    '2 orders were canceled: 7 units came back',
  )
  expect(canceledWords([asCanceled(order(mint))])).toBe('1 order was canceled: 1 unit stays in the game')
  expect(canceledWords([order({}), order({ ...mint, quantity: 3 })].map(asCanceled))).toBe(
    '2 orders were canceled: 6 units came back, 3 units stay in the game',
  )
})

it('the same again is offered where nobody knows what came of it, and not after a refusal', () => {
  expect([0, 409, 429, 503].map((status) => mayHeal({ status }))).toEqual([true, false, true, true])
})
