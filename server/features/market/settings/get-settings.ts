/** The settings of the market of a community; those of the beginning until somebody saves others. */
import {
  feeBpsDefault,
  grossMax,
  type MarketSettings,
  royaltyBpsDefault,
} from '../../../../contracts/market.ts'
import type { Queryable } from '../../../platform/db/database.ts'
import { startingItemsSettings } from '../../items/index.ts'
import { findSettings } from './settings.store.ts'

export async function getMarketSettings(db: Queryable, communityId: string): Promise<MarketSettings> {
  const row = await findSettings(db, communityId)
  return {
    feeBps: row?.fee_bps ?? feeBpsDefault,
    minUnitPrice: row?.min_unit_price ?? 1,
    maxUnitPrice: row?.max_unit_price ?? grossMax,
    listingFee: row?.listing_fee ?? 0,
    currencies: row?.currencies ?? [],
    defaultRoyaltyBps: row?.default_royalty_bps ?? royaltyBpsDefault,
    giftAcceptance: row?.gift_acceptance ?? startingItemsSettings.gift_acceptance,
    tradeHoldFloorS: row?.trade_hold_floor_s ?? startingItemsSettings.trade_hold_floor_s,
    revision: row?.revision ?? 0,
  }
}
