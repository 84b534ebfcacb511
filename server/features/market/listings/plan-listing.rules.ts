/** Decides whether something may be listed, and at which rates; before the ledger is asked for the units. */
import { grossMax, type MarketSettings } from '../../../../contracts/market.ts'
import type { RefusalCode } from '../../../../contracts/refusals.ts'
import type { TradedTier } from '../../items/index.ts'
import { minimumTake, type Rates, ratesOf } from '../pricing/parts.rules.ts'
import { whyNotTradable } from './listings.rules.ts'

export interface RefusedOrder {
  refusal: RefusalCode
  detail: string
  facts?: Record<string, string | number | null>
}

export interface Asked {
  quantity: number
  unitPrice: number
  currency: string
}

/** What of the currencies of an item is open for trade, in the order of the item. */
export function openCurrencies(
  tier: Pick<TradedTier, 'currencies'>,
  settings: Pick<MarketSettings, 'currencies'>,
): string[] {
  const { currencies } = settings
  return tier.currencies.filter((code) => currencies.length === 0 || currencies.includes(code))
}

/** Why nothing of it is sold or bought now. */
export function refuseTrade(
  tier: TradedTier,
  settings: MarketSettings,
  currency: string,
): RefusedOrder | undefined {
  const reason =
    whyNotTradable(tier) ??
    (tier.is_marketable ? undefined : 'The item is not for sale between members.') ??
    (openCurrencies(tier, settings).includes(currency) ? undefined : `It is not sold for "${currency}".`)
  return reason === undefined ? undefined : { refusal: 'not_tradable', detail: reason }
}

/** `soldBefore`: what was sold of the order already, in currency. */
export function refusePrice(
  { quantity, unitPrice }: Omit<Asked, 'currency'>,
  settings: Pick<MarketSettings, 'minUnitPrice' | 'maxUnitPrice'>,
  soldBefore = 0,
): RefusedOrder | undefined {
  const { minUnitPrice, maxUnitPrice } = settings
  if (unitPrice < minUnitPrice || unitPrice > maxUnitPrice) {
    const detail = `A unit costs ${minUnitPrice} at least and ${maxUnitPrice} at most.`
    return { refusal: 'price_out_of_bounds', detail, facts: { minUnitPrice, maxUnitPrice } }
  }
  // As whole numbers of any size: the product may be beyond what a number holds exactly.
  if (BigInt(quantity) * BigInt(unitPrice) + BigInt(soldBefore) <= BigInt(grossMax)) return undefined
  return { refusal: 'amount_too_large', detail: `Quantity times price is ${grossMax} at most.` }
}

/** As the item says, else as the community does. */
export const royaltyOf = (
  tier: Pick<TradedTier, 'royalty_bps'>,
  settings: Pick<MarketSettings, 'defaultRoyaltyBps'>,
): number => tier.royalty_bps ?? settings.defaultRoyaltyBps

/** The rates of a new order of the item. */
export const ratesNow = (
  tier: Pick<TradedTier, 'royalty_bps'>,
  settings: Pick<MarketSettings, 'feeBps' | 'defaultRoyaltyBps'>,
): Rates => ratesOf({ feeBps: settings.feeBps, royaltyBps: royaltyOf(tier, settings) })

/** The rates, or why not. */
export function planListing(
  tier: TradedTier,
  settings: MarketSettings,
  asked: Asked & { minimumTake?: number | undefined },
): Rates | RefusedOrder {
  const refused = refuseTrade(tier, settings, asked.currency) ?? refusePrice(asked, settings)
  if (refused) return refused
  const rates = ratesNow(tier, settings)
  const least = minimumTake(asked.quantity * asked.unitPrice, rates)
  if (asked.minimumTake === undefined || least >= asked.minimumTake) return rates
  const detail = `The seller would get ${least}, and ${asked.minimumTake} were asked for.`
  return { refusal: 'minimum_take', detail, facts: { minimumTake: least } }
}
