/** The settings of the market as a form holds them: the fee in percent, numbers as they are typed. */
import type { MarketSettings } from '../../../../contracts/market.ts'

export interface SettingsDraft {
  feePercent: string
  minUnitPrice: string
  maxUnitPrice: string
  listingFee: string
  currencies: string[]
}

export const draftOfSettings = (settings: MarketSettings): SettingsDraft => ({
  feePercent: String(settings.feeBps / 100),
  minUnitPrice: String(settings.minUnitPrice),
  maxUnitPrice: String(settings.maxUnitPrice),
  listingFee: String(settings.listingFee),
  currencies: settings.currencies,
})

const feeMost = 9500
const priceMost = 900_000_000_000_000

/** In basis points; undefined for what is no percentage of at most two decimals. */
export function bpsOf(percent: string): number | undefined {
  if (!/^\d{1,2}(\.\d{1,2})?$/.test(percent.trim())) return undefined
  const bps = Math.round(Number(percent) * 100)
  return bps <= feeMost ? bps : undefined
}

const isAmount = (text: string, least: number) =>
  /^\d{1,15}$/.test(text) && Number(text) >= least && Number(text) <= priceMost

export function problemsOfSettings(draft: SettingsDraft) {
  const { feePercent, minUnitPrice, maxUnitPrice, listingFee } = draft
  const price = 'A whole number from 1 to 900,000,000,000,000.'
  const isMax = isAmount(maxUnitPrice, 1)
  return {
    feePercent: bpsOf(feePercent) === undefined ? 'From 0 to 95, with at most two decimals.' : undefined,
    minUnitPrice: isAmount(minUnitPrice, 1) ? undefined : price,
    maxUnitPrice: !isMax
      ? price
      : Number(maxUnitPrice) < Number(minUnitPrice)
        ? 'Not below the lowest price.'
        : undefined,
    listingFee: isAmount(listingFee, 0) ? undefined : 'A whole number from 0.',
  }
}

export type SettingsChange = Omit<MarketSettings, 'revision'>

/** All of them, because they are saved as a whole; nothing where nothing was changed. */
export function changesOfSettings(draft: SettingsDraft, base: MarketSettings): Partial<SettingsChange> {
  if (JSON.stringify(draft) === JSON.stringify(draftOfSettings(base))) return {}
  return {
    feeBps: bpsOf(draft.feePercent) ?? 0,
    minUnitPrice: Number(draft.minUnitPrice),
    maxUnitPrice: Number(draft.maxUnitPrice),
    listingFee: Number(draft.listingFee),
    currencies: draft.currencies,
  }
}

export const examplePrice = 1000
export const exampleRoyaltyBps = 500

/** What a sale at 1,000 comes to: each part is rounded down, and the seller gets what is left. */
export function exampleParts(feeBps: number): { royalty: number; fee: number; seller: number } {
  const royalty = Math.floor((examplePrice * exampleRoyaltyBps) / 10_000)
  const fee = Math.min(Math.floor((examplePrice * feeBps) / 10_000), examplePrice - royalty)
  return { royalty, fee, seller: examplePrice - royalty - fee }
}
