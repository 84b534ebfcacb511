/** The order in which tables are filled. */
import { expect, it } from 'vitest'
import { orderTables } from './table-order.rules.ts'

it('fills what is referred to first', () => {
  const references = [
    { from: 'a', to: 'b' },
    { from: 'b', to: 'c' },
  ]
  expect(orderTables(['a', 'b', 'c', 'd'], references)).toEqual(['c', 'd', 'b', 'a'])
})

it('a table may refer to itself, and to one that is not moved', () => {
  const references = [
    { from: 'a', to: 'a' },
    { from: 'a', to: 'elsewhere' },
  ]
  expect(orderTables(['a'], references)).toEqual(['a'])
})

it('a circle is refused by name', () => {
  const references = [
    { from: 'a', to: 'b' },
    { from: 'b', to: 'a' },
  ]
  expect(() => orderTables(['a', 'b'], references)).toThrow('refer to each other: a, b')
})
