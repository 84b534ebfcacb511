/** Decides a purchase of one listing: the refusal of whoever lost a race, or everything that moves. Pure. */
import type { ListingState } from '../../../../contracts/listings.ts'
import type { MarketSettings } from '../../../../contracts/market.ts'
import type { TradedTier } from '../../items/index.ts'
import { feeAccount, holdAccount, member, treasury } from '../../ledger/accounts.rules.ts'
import type { AccountRef, TransferDraft } from '../../ledger/index.ts'
import type { ListingRow } from '../listings/listing.ts'
import { isOpenState, stateAt } from '../listings/listings.rules.ts'
import { type RefusedOrder, royaltyOf } from '../listings/plan-listing.rules.ts'
import { lowerRates, minimumTake, splitGross } from '../pricing/parts.rules.ts'
import type { FillRow } from './fill.ts'

export interface WantedUnits {
  buyerId: string
  quantity: number
  unitPrice: number
  terms: number
}

/**
 * What needs no lock to be certain: an order that has ended stays ended, `terms` only go up and what remains only goes
 * down. So whoever is too late is told without waiting for those who are not.
 */
export function refusePurchase(
  listing: ListingRow,
  { buyerId, quantity, unitPrice, terms }: WantedUnits,
  now: Date,
): RefusedOrder | undefined {
  const state = stateAt(listing, now)
  const { remaining } = listing
  if (!isOpenState(state) && state !== 'filled')
    return { refusal: 'order_closed', detail: `The listing is ${state}.`, facts: { state } }
  if (listing.seller_kind === 'member' && listing.seller_id === buyerId)
    return { refusal: 'own_order', detail: 'Nobody buys from themselves.' }
  if (listing.terms !== terms || listing.unit_price !== unitPrice) {
    const detail =
      listing.unit_price === unitPrice
        ? 'What is sold looks otherwise now. Nothing was charged.'
        : `A unit costs ${listing.unit_price} now. Nothing was charged.`
    const facts = { unitPrice: listing.unit_price, terms: listing.terms }
    return { refusal: 'terms_changed', detail, facts }
  }
  const isWhole = listing.allow_partial || quantity === remaining
  if (quantity <= remaining && isWhole) return undefined
  const words = isWhole ? `${remaining} are left` : `${remaining} are sold as a whole only`
  return { refusal: 'stock_changed', detail: `${words}. Nothing was charged.`, facts: { remaining } }
}

export interface PlannedFill {
  fill: Omit<FillRow, 'created_at' | 'reversed_at' | 'reversal_reason'>
  transfers: TransferDraft[]
  after: Pick<
    ListingRow,
    'filled' | 'remaining' | 'fee_carry' | 'royalty_carry' | 'fill_count' | 'gross_sum' | 'seller_sum'
  > & { state: ListingState }
  /** What breaks the promise to the seller would be a bug. */
  keepsMinimumTake: boolean
}

/**
 * The accounts that a fill may move amounts between, as transfers of nothing: whatever was sold before it, no other is
 * needed.
 */
export function accountsOf(
  listing: ListingRow,
  tier: TradedTier,
  settings: Pick<MarketSettings, 'feeBps' | 'defaultRoyaltyBps'>,
  { buyerId }: WantedUnits,
  fillId: string,
): TransferDraft[] {
  const { rates, seller, royalty, fee } = partiesOf(listing, tier, settings, fillId)
  const buyer = member(buyerId)
  const pay = (to: AccountRef): TransferDraft => ({
    ...{ line: 0, asset: listing.currency, amount: 0, from: buyer, to },
  })
  return [
    { line: 0, asset: listing.asset, amount: 0, from: holdAccount(listing.id), to: buyer },
    pay(seller),
    ...(rates.royaltyBps > 0 ? [pay(royalty)] : []),
    ...(rates.feeBps > 0 ? [pay(fee)] : []),
  ]
}

/** Lines: 0 the units, 1 to the seller, 2 the royalty, 3 the fee. A part of nothing, or to its own payer, is none. */
export function planFill(
  listing: ListingRow,
  tier: TradedTier,
  settings: Pick<MarketSettings, 'feeBps' | 'defaultRoyaltyBps'>,
  { buyerId, quantity }: WantedUnits,
  fillId: string,
): PlannedFill {
  const { promised, rates, receiver, seller, royalty, fee } = partiesOf(listing, tier, settings, fillId)
  const gross = quantity * listing.unit_price
  const before = { feeCarry: listing.fee_carry, royaltyCarry: listing.royalty_carry }
  const { parts, carries } = splitGross(gross, rates, before)
  const buyer = member(buyerId)
  const pay = (line: number, amount: number, to: AccountRef): TransferDraft[] =>
    amount === 0 || (to.kind === buyer.kind && to.id === buyer.id)
      ? []
      : [{ line, asset: listing.currency, amount, from: buyer, to }]
  const remaining = listing.remaining - quantity
  const after = {
    ...{ filled: listing.filled + quantity, remaining, fill_count: listing.fill_count + 1 },
    ...{ fee_carry: carries.feeCarry, royalty_carry: carries.royaltyCarry },
    ...{ gross_sum: listing.gross_sum + gross, seller_sum: listing.seller_sum + parts.seller },
    state: remaining === 0 ? ('filled' as const) : ('partly_filled' as const),
  }
  return {
    fill: {
      ...{ community_id: listing.community_id, id: fillId, listing_id: listing.id, number: after.fill_count },
      ...{ app_id: listing.app_id, item_id: listing.item_id, tier_id: listing.tier_id },
      ...{ currency: listing.currency, seller_kind: listing.seller_kind, seller_id: listing.seller_id },
      ...{ buyer_id: buyerId, quantity, unit_price: listing.unit_price, gross },
      ...{ seller_amount: parts.seller, royalty_amount: parts.royalty, fee_amount: parts.fee },
      ...{ fee_bps: rates.feeBps, royalty_bps: rates.royaltyBps, royalty_kind: receiver.kind },
      ...{ royalty_id: royalty.id ?? tier.app_id, fee_account: fee.id ?? listing.community_id },
    },
    transfers: [
      { line: 0, asset: listing.asset, amount: quantity, from: holdAccount(listing.id), to: buyer },
      ...pay(1, parts.seller, seller),
      ...pay(2, parts.royalty, royalty),
      ...pay(3, parts.fee, fee),
    ],
    after,
    keepsMinimumTake: after.seller_sum >= minimumTake(after.gross_sum, promised),
  }
}

/** Who is paid, and at which rates. */
function partiesOf(
  listing: ListingRow,
  tier: TradedTier,
  settings: Pick<MarketSettings, 'feeBps' | 'defaultRoyaltyBps'>,
  fillId: string,
) {
  const promised = { feeBps: listing.fee_bps, royaltyBps: listing.royalty_bps }
  const receiver = tier.royalty_receiver
  return {
    ...{ promised, receiver },
    rates: lowerRates(promised, { feeBps: settings.feeBps, royaltyBps: royaltyOf(tier, settings) }),
    seller: listing.seller_kind === 'member' ? member(listing.seller_id) : treasury(listing.seller_id),
    royalty: receiver.kind === 'app' ? treasury(tier.app_id) : member(receiver.memberId),
    fee: feeAccount(listing.community_id, fillId),
  }
}
