/** Comparing what a game believes with what is. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compare } from './compare.rules.ts'

const counts = { available: 5, pendingMerge: 2, pendingMint: 1, merged: 7, minted: 3, granted: 9 }
const known = {
  counts: new Map([['mira', new Map([['item:1', counts]])]]),
  sequences: new Map([['mira', 4]]),
  unitOf: (asset: string) => ({
    ...{ itemId: `item of ${asset}`, tier: 'default', itemUri: `https://items.example/${asset}` },
  }),
}
const said = (line: object, memberId: string | null = 'mira', asset: string | null = 'item:1') => [
  { member: 'mira@example.com', memberId, lines: [{ itemUri: 'https://items.example/1', asset, ...line }] },
]
const verdictsOf = (line: object, ...more: [string | null, string | null] | []) =>
  compare(said(line, ...more), known, { isComplete: false }).differences.map(({ verdict }) => verdict)

it('E38 finds what differs in each number, and explains what is in motion', () => {
  expect(verdictsOf({ count: 5, mergedTotal: 7, mintedTotal: 3, grantedTotal: 9 })).toEqual([])
  expect(verdictsOf({ count: 8, mergedTotal: 9, mintedTotal: 4 })).toEqual(Array(3).fill('in_motion'))
  expect(verdictsOf({ count: 9, mergedTotal: 10, mintedTotal: 5, grantedTotal: 10 })).toEqual(
    Array(4).fill('differs'),
  )
  expect(verdictsOf({ count: 4, mergedTotal: 6, mintedTotal: 2, grantedTotal: 8 })).toEqual(
    Array(4).fill('differs'),
  )
  expect(verdictsOf({ count: 5 }, null, 'item:1')).toEqual(['unknown_member'])
  expect(verdictsOf({ count: 0 }, 'mira', null)).toEqual(['unknown_item'])
})

it('what is not named counts as nothing only where the game says that it named everything', () => {
  const empty = [{ member: 'mira@example.com', memberId: 'mira', lines: [] }]
  expect(compare(empty, known, { isComplete: false })).toMatchObject({ checked: 0, differences: [] })
  expect(compare(empty, known, { isComplete: true })).toMatchObject({
    checked: 1,
    equal: 0,
    counts: { missing: 1 },
    differences: [
      {
        memberId: 'mira',
        itemId: 'item of item:1',
        theirs: 0,
        ours: 5,
        difference: -5,
        inventorySequence: 4,
      },
    ],
  })
})

it('every number that was compared is equal or among the differences', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ count: fc.nat(20), mergedTotal: fc.nat(20) })), (lines) => {
      const members = lines.flatMap((line) => said(line))
      const { checked, equal, differences } = compare(members, known, { isComplete: false })
      expect(checked).toBe(2 * lines.length)
      expect(equal + differences.length).toBe(checked)
      for (const each of differences) expect(each.difference).toBe(each.theirs - each.ours)
    }),
  )
})
