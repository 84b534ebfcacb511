/** Which statements are remembered as slow. */
import { expect, it } from 'vitest'
import { createSlowStatements } from './slow-statements.ts'

it('are those over 200 ms, the slowest first, each once with its count', () => {
  const slow = createSlowStatements(() => 7)
  slow.note('select 1', 199)
  slow.note('select\n  2', 300.4)
  slow.note('select 2', 250)
  slow.note('select 3', 900)
  expect(slow.list(10)).toEqual([
    { statement: 'select 3', count: 1, slowestMs: 900, lastAt: 7 },
    { statement: 'select 2', count: 2, slowestMs: 300, lastAt: 7 },
  ])
  expect(slow.list(1)).toHaveLength(1)
})

it('are so many at most, and the slowest stay', () => {
  const slow = createSlowStatements(() => 7)
  for (let index = 0; index < 300; index++) slow.note(`select ${index}`, 1000 + index)
  const kept = slow.list(1000)
  expect(kept).toHaveLength(200)
  expect(kept.at(-1)?.statement).toBe('select 100')
})
