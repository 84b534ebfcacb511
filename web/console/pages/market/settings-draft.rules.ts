/** The settings of the market as a form holds them: rates in percent, times in hours, numbers as they are typed. */
import type { MarketSettings } from '../../../../contracts/market.ts'

const hourS = 3600
const feeMost = 9500

export interface SettingsDraft {
  feePercent: string
  minUnitPrice: string
  maxUnitPrice: string
  listingFee: string
  currencies: string[]
  royaltyPercent: string
  giftAcceptance: MarketSettings['giftAcceptance']
  tradeHoldHours: string
}

export const draftOfSettings = (settings: MarketSettings): SettingsDraft => ({
  feePercent: String(settings.feeBps / 100),
  minUnitPrice: String(settings.minUnitPrice),
  maxUnitPrice: String(settings.maxUnitPrice),
  listingFee: String(settings.listingFee),
  currencies: settings.currencies,
  royaltyPercent: String(settings.defaultRoyaltyBps / 100),
  giftAcceptance: settings.giftAcceptance,
  tradeHoldHours: String(settings.tradeHoldFloorS / hourS),
})

const royaltyMost = 5000
const tradeHoldMost = 30 * 24
const priceMost = 900_000_000_000_000

/** In basis points; undefined for what is no percentage of at most two decimals. */
function rateOf(percent: string, most: number): number | undefined {
  if (!/^\d{1,2}(\.\d{1,2})?$/.test(percent.trim())) return undefined
  const bps = Math.round(Number(percent) * 100)
  return bps <= most ? bps : undefined
}

export const bpsOf = (feePercent: string) => rateOf(feePercent, feeMost)
export const royaltyBpsOf = (royaltyPercent: string) => rateOf(royaltyPercent, royaltyMost)

/** In seconds; undefined for what is no number of hours from 0 to 720. */
export function secondsOf(hours: string): number | undefined {
  if (!/^\d{1,3}(\.\d+)?$/.test(hours.trim()) || Number(hours) > tradeHoldMost) return undefined
  return Math.round(Number(hours) * hourS)
}

const isAmount = (text: string, least: number) =>
  /^\d{1,15}$/.test(text) && Number(text) >= least && Number(text) <= priceMost

export function problemsOfSettings(draft: SettingsDraft) {
  const { feePercent, minUnitPrice, maxUnitPrice, listingFee, royaltyPercent, tradeHoldHours } = draft
  const royaltyBps = royaltyBpsOf(royaltyPercent)
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
    royaltyPercent:
      royaltyBps === undefined
        ? 'From 0 to 50, with at most two decimals.'
        : royaltyBps + (bpsOf(feePercent) ?? 0) > feeMost
          ? 'Together with the fee at most 95.'
          : undefined,
    tradeHoldHours: secondsOf(tradeHoldHours) === undefined ? 'Hours from 0 to 720.' : undefined,
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
    defaultRoyaltyBps: royaltyBpsOf(draft.royaltyPercent) ?? 0,
    giftAcceptance: draft.giftAcceptance,
    tradeHoldFloorS: secondsOf(draft.tradeHoldHours) ?? 0,
  }
}

export const examplePrice = 1000

/** What a sale at 1,000 comes to: each part is rounded down, and the seller gets what is left. */
export function exampleParts(
  feeBps: number,
  royaltyBps: number,
): { royalty: number; fee: number; seller: number } {
  const royalty = Math.floor((examplePrice * royaltyBps) / 10_000)
  const fee = Math.min(Math.floor((examplePrice * feeBps) / 10_000), examplePrice - royalty)
  return { royalty, fee, seller: examplePrice - royalty - fee }
}

/** What the shortest trade hold means for something bought at 10:20; empty for what is no such time. */
export function exampleHold(hours: string): string {
  const seconds = secondsOf(hours)
  if (seconds === undefined) return ''
  if (seconds === 0) return 'What was granted, bought or given is held for as long as its item says.'
  const over = Math.ceil((10 * hourS + 20 * 60 + seconds) / hourS)
  const days = Math.floor(over / 24)
  const later = days === 0 ? '' : days === 1 ? ' of the next day' : `, ${days} days later`
  return `At least, whatever the item says. Bought at 10:20, a unit can be sold, given or merged from ${String(over % 24).padStart(2, '0')}:00${later}.`
}
