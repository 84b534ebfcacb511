/** What a sale was to whoever looks at it. */
import { expect, it } from 'vitest'
import { isOpenOrder, myAmount, orderStateNamed } from './order-words.rules.ts'

it('a buyer pays the whole price, a seller gets their part of it', () => {
  const receiver = { kind: 'member' as const, id: 'sam' }
  const fill = {
    buyer: { kind: 'member' as const, id: 'bea', label: 'Bea' },
    gross: 100,
    parts: [
      { kind: 'seller' as const, receiver, bps: null, amount: 90 },
      { kind: 'fee' as const, receiver: { kind: 'community' as const, id: null }, bps: 1000, amount: 10 },
    ],
  }
  expect([myAmount(fill, 'bea'), myAmount(fill, 'sam')]).toEqual([-100, 90])
})

it('an order is open while something of it can still be sold', () => {
  const states = ['active', 'partly_filled', 'filled', 'canceled', 'expired'] as const
  expect(states.filter((state) => isOpenOrder({ state }))).toEqual(['active', 'partly_filled'])
  expect([orderStateNamed('filled'), orderStateNamed('lost')]).toEqual(['filled', undefined])
})
