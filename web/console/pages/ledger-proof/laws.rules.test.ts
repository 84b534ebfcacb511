/** What is said of a run of the conservation proof. */
import { expect, it } from 'vitest'
import { conservationChecks } from '../../../../contracts/conservation.ts'
import { byTrouble, foundOf, laws, shownWords, tookWords } from './laws.rules.ts'

it('every law has its words, and what was found stands under its law', () => {
  expect(laws.map(({ check }) => check)).toEqual([...conservationChecks])
  const problem = { check: 'C4', words: 'x is an open gift', subject: { kind: 'gift', id: 'x' } } as const
  const found = foundOf({ problems: [problem] })
  expect(found.filter(({ problems }) => problems.length > 0)).toMatchObject([
    { check: 'C4', problems: [problem] },
  ])
})

it('findings do not repeat the community that is being read', () => {
  expect(shownWords('hold 7 in community abc has 2 left', 'abc')).toBe('Hold 7 has 2 left')
  expect(shownWords('hold 7 in community abc has 2 left', 'other')).toContain('abc')
})

it('a run says how long it took, and assets that do not add up come first', () => {
  const at = (seconds: number) => new Date(seconds * 1000).toISOString()
  expect([0.2, 1, 42, 60, 150].map((seconds) => tookWords(at(0), at(seconds)))).toEqual([
    'less than a second',
    '1 second',
    '42 seconds',
    '1 minute',
    '3 minutes',
  ])
  const sums = { issued: 1, sunk: 0, members: 1, treasuries: 0, holds: 0, others: 0 }
  const assets = [
    { asset: 'coins', ...sums, sum: 0 },
    { asset: 'xp', ...sums, sum: -1 },
  ]
  expect(byTrouble(assets).map(({ asset }) => asset)).toEqual(['xp', 'coins'])
})
