/** What counts as chosen while a list changes under the choice. */
import { expect, it } from 'vitest'
import { allToggled, chosenOf, toggled } from './selection.rules.ts'

const orders = (...open: string[]) => ({
  rows: ['ore', 'shard', 'sword'],
  keyOf: (row: string) => row,
  canChoose: (row: string) => open.includes(row),
})

it('a row is ticked, and ticked again it is not', () => {
  const once = toggled(new Set(), 'ore')
  expect([...once]).toEqual(['ore'])
  expect([...toggled(once, 'ore')]).toEqual([])
})

it('all are only those that can be chosen, and all again are none', () => {
  const all = allToggled(orders('ore', 'sword'), new Set(['ore']))
  expect([...all]).toEqual(['ore', 'sword'])
  expect([...allToggled(orders('ore', 'sword'), all)]).toEqual([])
})

it('what was ticked and cannot be chosen any more does not count', () => {
  const ticked = new Set(['ore', 'sword'])
  expect(chosenOf(orders('ore', 'shard'), ticked)).toEqual(['ore'])
  expect(chosenOf({ ...orders('ore'), rows: [] }, ticked)).toEqual([])
})
