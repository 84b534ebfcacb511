/** Bounds as typed and as meant. */
import { expect, it } from 'vitest'
import type { AmountBound } from '../../../../../contracts/mapping.ts'
import { boundInWords, boundsOf, draftBoundsOf, emptyBound } from './draft-bounds.rules.ts'

it('every bound is typed so that it means the same again', () => {
  const bounds: AmountBound[] = [
    { asset: 'xp', addMax: 1 },
    { asset: 'coins', subtractMax: 50, addPerDayMax: 9007199254740991 },
  ]
  expect(boundsOf(draftBoundsOf(bounds))).toEqual(bounds)
  expect(boundsOf([])).toEqual([])
})

it('what is not complete says what it lacks', () => {
  expect(boundsOf([emptyBound])).toBe('Choose the currency of the bounds.')
  expect(boundsOf([{ ...emptyBound, asset: 'xp' }])).toBe('Type at least one bound of the currency.')
  for (const addMax of ['0', '1.5', 'many', '9007199254740992']) {
    expect(boundsOf([{ ...emptyBound, asset: 'xp', addMax }])).toBe(
      'Type each bound as a whole number from 1.',
    )
  }
})

it('a bound reads as a sentence', () => {
  expect(boundInWords({ asset: 'coins', addMax: 5, subtractMax: 2, addPerDayMax: 9 }, 'Coins')).toBe(
    'One request may add 5 and take 2 Coins at most, one day 9 Coins',
  )
  expect(boundInWords({ asset: 'coins', addPerDayMax: 9 }, 'Coins')).toBe('One day may add 9 Coins at most')
})
