/** Which flows are offered for an item, and in which words. */
import { expect, it } from 'vitest'
import { exampleForms, flowOf, flowsOf, stepDone } from './flow.rules.ts'

const steps = (item: Parameters<typeof flowsOf>[0]) => flowsOf(item).map(({ step }) => step)

it('what can be tried goes by the kind of the item and by what it is for', () => {
  expect(steps({ kind: 'permanent', isMarketable: false, isMintable: false })).toEqual(['grant'])
  expect(steps({ kind: 'mergeable', isMarketable: true, isMintable: true })).toEqual([
    'grant',
    'merge',
    'sell_order',
    'mint_order',
  ])
  expect(steps({ kind: 'time_limited', isMarketable: true, isMintable: false })).toEqual([
    'grant',
    'activation',
    'sell_order',
  ])
})

it('only orders have a price', () => {
  expect(flowOf('merge').hasPrice).toBe(false)
  expect(flowOf('mint_order').hasPrice).toBe(true)
})

it('there is an example of each of the four webhooks', () => {
  expect(exampleForms.map(({ name }) => name)).toEqual([
    'ItemMergeRequested',
    'SellOrderCreated',
    'TokenAmountChanged',
    'SubActivated',
  ])
})

it('says what was done, of one unit and of several', () => {
  expect(stepDone('grant', 1)).toBe('The test player was given 1 unit')
  expect(stepDone('merge', 3)).toBe('The merge of 3 units was asked for')
})
