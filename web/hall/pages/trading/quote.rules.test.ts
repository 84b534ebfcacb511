/** How a quote reads. */
import { expect, it } from 'vitest'
import { isWholeNumber, quoteLines, rateWords } from './quote.rules.ts'

it('a quote says what buyers pay, what goes off, and what is left, which adds up', () => {
  const receiver = { kind: 'community' as const, id: null }
  const lines = quoteLines({
    gross: 1000,
    parts: [
      { kind: 'seller', receiver, bps: null, amount: 895 },
      { kind: 'royalty', receiver, bps: 550, amount: 55 },
      { kind: 'fee', receiver, bps: 500, amount: 50 },
    ],
  })
  expect(lines).toEqual([
    { name: 'Buyers pay', amount: 1000 },
    { name: 'Royalty, 5.5%', amount: -55 },
    { name: 'Market fee, 5%', amount: -50 },
    { name: 'You get', amount: 895 },
  ])
})

it('rates are told to the hundredth of a percent', () => {
  expect([500, 1, 9500].map(rateWords)).toEqual(['5%', '0.01%', '95%'])
})

it('a price is a whole number from one on', () => {
  expect(['1', '900000000000000', '', '0', '1.5', '-1', '9999999999999999'].map(isWholeNumber)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
    false,
  ])
})
