/** The states of an item, and its attributes. */
import { describe, expect, it } from 'vitest'
import { attributesProblem, type ItemTrigger, stepItem } from './items.rules.ts'

describe('an item', () => {
  const standings = {
    draft: { state: 'draft', isFrozen: false },
    live: { state: 'live', isFrozen: false },
    frozen: { state: 'live', isFrozen: true },
    retired: { state: 'retired', isFrozen: false },
  } as const
  /** For each trigger what becomes of draft, live, frozen and retired; `-` where it does not work. */
  const table: Record<ItemTrigger, string> = {
    publish: 'live - - -',
    retire: '- retired retired -',
    freeze: '- frozen - -',
    thaw: '- - live -',
  }
  const nameOf = (standing: { state: string; isFrozen: boolean } | undefined) =>
    standing === undefined ? '-' : standing.isFrozen ? 'frozen' : standing.state

  it.each(Object.entries(table))('%s', (trigger, row) => {
    const results = Object.values(standings).map((standing) => stepItem(standing, trigger as ItemTrigger))
    expect(results.map(nameOf).join(' ')).toBe(row)
  })
})

it('attributes are one JSON object, neither too deep nor too large', () => {
  let deep: object = {}
  for (let level = 0; level < 20; level++) deep = { deep }
  expect(attributesProblem({ rarity: 'epic', stats: { power: 3 } })).toBeUndefined()
  expect(attributesProblem([])).toMatch(/object/)
  expect(attributesProblem(null)).toMatch(/object/)
  expect(attributesProblem(deep)).toMatch(/deep/)
  expect(attributesProblem({ text: 'x'.repeat(20_000) })).toMatch(/KiB/)
})
