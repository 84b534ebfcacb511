/** The event of the settings of the market. */
import Type from 'typebox'
import { MarketSettings } from '../market.ts'
import { event } from './event-type.ts'

export const marketSettingsUpdated = event(
  'market_settings.updated',
  'Fees, bounds, or other settings of the market were changed',
  {
    settings: MarketSettings,
    changed: Type.Array(Type.String({ maxLength: 40 }), { maxItems: 10, description: 'Names of fields' }),
  },
  {
    settings: {
      feeBps: 400,
      minUnitPrice: 1,
      maxUnitPrice: 1_000_000,
      listingFee: 0,
      currencies: [],
      defaultRoyaltyBps: 500,
      giftAcceptance: 'offered' as const,
      tradeHoldFloorS: 0,
      revision: 2,
    },
    changed: ['feeBps'],
  },
)
