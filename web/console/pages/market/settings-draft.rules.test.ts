/** The settings of the market in their form. */
import { describe, expect, it } from 'vitest'
import {
  bpsOf,
  changesOfSettings,
  draftOfSettings,
  exampleHold,
  exampleParts,
  problemsOfSettings,
} from './settings-draft.rules.ts'

const settings = {
  feeBps: 525,
  minUnitPrice: 1,
  maxUnitPrice: 5000,
  listingFee: 0,
  currencies: ['coins'],
  defaultRoyaltyBps: 500,
  giftAcceptance: 'offered' as const,
  tradeHoldFloorS: 5400,
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
    const rates = { ...draft, feePercent: '50', royaltyPercent: '45.01' }
    expect(problemsOfSettings(rates).royaltyPercent).toBe('Together with the fee at most 95.')
    expect(problemsOfSettings({ ...draft, tradeHoldHours: '721' }).tradeHoldHours).toBe(
      'Hours from 0 to 720.',
    )
  })

  it('shows the trade hold in hours, to the second, and until when it would be', () => {
    expect(draftOfSettings(settings).tradeHoldHours).toBe('1.5')
    const odd = draftOfSettings({ ...settings, tradeHoldFloorS: 1000 })
    const changed = changesOfSettings({ ...odd, giftAcceptance: 'automatic' }, settings)
    expect(changed).toMatchObject({ tradeHoldFloorS: 1000, giftAcceptance: 'automatic' })
    const from = (hours: string) => exampleHold(hours).split('from ').at(-1)
    expect(['1.5', '13.7', '72', '0.1'].map(from)).toEqual([
      ...['12:00.', '01:00 of the next day.', '11:00, 3 days later.', '11:00.'],
    ])
    expect(exampleHold('0')).toContain('as its item says')
    expect(exampleHold('x')).toBe('')
  })

  it('works out an example whose parts add up, whatever the fee is', () => {
    for (const feeBps of [0, 1, 525, 9500]) {
      const { royalty, fee, seller } = exampleParts(feeBps, 500)
      expect(royalty + fee + seller).toBe(1000)
      expect(Math.min(royalty, fee, seller)).toBeGreaterThanOrEqual(0)
    }
    expect(exampleParts(525, 500)).toEqual({ royalty: 50, fee: 52, seller: 898 })
  })
})
