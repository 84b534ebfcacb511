/** Which orders staff sees first, and which they may decide. */
import { expect, it } from 'vitest'
import { orderStates as statesOfContract } from '../../../../contracts/fills.ts'
import { chosenKind, chosenState, isForSale, isUndecided, orderStates } from './order-words.rules.ts'

it('orders in doubt come first, and any other state or kind when it is asked for', () => {
  expect(chosenState(undefined, undefined)).toBe('overdue')
  expect(chosenState('unheard_of', 'mint')).toBe('overdue')
  expect(chosenState('filled', undefined)).toBe('filled')
  expect(chosenState('all', 'mint')).toBeUndefined()
  expect(chosenState(undefined, 'sell')).toBeUndefined()
  expect([chosenKind('mint'), chosenKind('bid'), chosenKind(undefined)]).toEqual([
    'mint',
    undefined,
    undefined,
  ])
})

it('every state has its word, and at most one thing that staff can do', () => {
  expect(Object.keys(orderStates).sort()).toEqual([...statesOfContract].sort())
  expect(statesOfContract.filter(isUndecided)).toEqual(['requested', 'overdue'])
  expect(statesOfContract.filter(isForSale)).toEqual(['active', 'partly_filled'])
})
