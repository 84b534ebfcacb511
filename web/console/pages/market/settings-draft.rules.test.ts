/** The settings of the market in their form. */
import { describe, expect, it } from 'vitest'
import {
  bpsOf,
  changesOfSettings,
  draftOfSettings,
  exampleParts,
  problemsOfSettings,
} from './settings-draft.rules.ts'

const settings = {
  feeBps: 525,
  minUnitPrice: 1,
  maxUnitPrice: 5000,
  listingFee: 0,
  currencies: ['coins'],
  revision: 3,
}

describe('the form of the market', () => {
  it('shows the fee in percent and saves it in basis points, to the hundredth', () => {
    expect(draftOfSettings(settings).feePercent).toBe('5.25')
    expect(['5.25', '0', '95', '0.07', '95.01', '5.255', '', 'x'].map(bpsOf)).toEqual([
      525,
      0,
      9500,
      7,
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })

  it('saves all or nothing', () => {
    const draft = draftOfSettings(settings)
    const { revision: _, ...all } = settings
    expect(changesOfSettings(draft, settings)).toEqual({})
    expect(changesOfSettings({ ...draft, listingFee: '3' }, settings)).toEqual({ ...all, listingFee: 3 })
  })

  it('says what is wrong beside the field that it is about', () => {
    const draft = { ...draftOfSettings(settings), minUnitPrice: '9000' }
    expect(problemsOfSettings(draft)).toMatchObject({
      minUnitPrice: undefined,
      maxUnitPrice: 'Not below the lowest price.',
    })
    expect(problemsOfSettings({ ...draft, listingFee: '-1' }).listingFee).toBe('A whole number from 0.')
  })

  it('works out an example whose parts add up, whatever the fee is', () => {
    for (const feeBps of [0, 1, 525, 9500]) {
      const { royalty, fee, seller } = exampleParts(feeBps)
      expect(royalty + fee + seller).toBe(1000)
      expect(Math.min(royalty, fee, seller)).toBeGreaterThanOrEqual(0)
    }
    expect(exampleParts(525)).toEqual({ royalty: 50, fee: 52, seller: 898 })
  })
})
