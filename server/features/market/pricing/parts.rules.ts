/**
 * The parts of a price: the seller's, the royalty and the fee. What is too small to be paid in one fill is carried to
 * the next of the same order, so that nobody avoids fees by splitting; what is left of it in the end is the seller's.
 *
 * Amounts times rates go beyond what a number holds exactly, so they are multiplied as whole numbers of any size.
 */
import type { Part } from '../../../../contracts/market.ts'

/** Basis points: 1/10,000 of the price. */
export interface Rates {
  feeBps: number
  royaltyBps: number
}

/** In 1/10,000 of a unit of the currency. */
export interface Carries {
  feeCarry: number
  royaltyCarry: number
}

export interface PriceParts {
  seller: number
  royalty: number
  fee: number
}

const whole = 10_000n
const togetherBpsMax = 9500

/** The rates of a new order. The royalty is what the item says; the fee gives way, so that the seller gets something. */
export const ratesOf = ({ feeBps, royaltyBps }: Rates): Rates => ({
  royaltyBps,
  feeBps: Math.min(feeBps, togetherBpsMax - royaltyBps),
})

/** Each the lower of what was promised and what holds now. */
export const lowerRates = (promised: Rates, now: Rates): Rates => ({
  feeBps: Math.min(promised.feeBps, now.feeBps),
  royaltyBps: Math.min(promised.royaltyBps, now.royaltyBps),
})

/** The parts of one fill, none negative, and what is carried on. `gross` is at most 900,000,000,000,000. */
export function splitGross(
  gross: number,
  { feeBps, royaltyBps }: Rates,
  before: Carries,
): { parts: PriceParts; carries: Carries } {
  const all = BigInt(gross)
  const feeOwed = BigInt(before.feeCarry) + all * BigInt(feeBps)
  const royaltyOwed = BigInt(before.royaltyCarry) + all * BigInt(royaltyBps)
  const royalty = lower(royaltyOwed / whole, all)
  const fee = lower(feeOwed / whole, all - royalty)
  return {
    parts: { seller: Number(all - royalty - fee), royalty: Number(royalty), fee: Number(fee) },
    carries: {
      feeCarry: Number(feeOwed - fee * whole),
      royaltyCarry: Number(royaltyOwed - royalty * whole),
    },
  }
}

const lower = (one: bigint, other: bigint) => (one < other ? one : other)

/** The least that a seller gets for sales of so much in all. */
export function minimumTake(gross: number, { feeBps, royaltyBps }: Rates): number {
  const all = BigInt(gross)
  return Number(all - (all * BigInt(feeBps)) / whole - (all * BigInt(royaltyBps)) / whole)
}

export interface PartReceivers {
  seller: Part['receiver']
  royalty: Part['receiver']
  communityId: string
}

/** As quotes and fills tell them: the seller's always, the others where there is a rate. */
export function viewParts(
  { seller, royalty, fee }: PriceParts,
  { feeBps, royaltyBps }: Rates,
  receivers: PartReceivers,
): Part[] {
  const parts: Part[] = [{ kind: 'seller', receiver: receivers.seller, bps: null, amount: seller }]
  if (royaltyBps > 0)
    parts.push({ kind: 'royalty', receiver: receivers.royalty, bps: royaltyBps, amount: royalty })
  if (feeBps > 0) {
    const receiver = { kind: 'community' as const, id: receivers.communityId }
    parts.push({ kind: 'fee', receiver, bps: feeBps, amount: fee })
  }
  return parts
}
