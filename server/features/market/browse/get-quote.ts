/** What a price comes to, part by part, before anybody sells or buys: by the same rules as the sale itself. */
import type { Part, Quote, quoteSides } from '../../../../contracts/market.ts'
import type { Context } from '../../../context.ts'
import type { Queryable } from '../../../platform/db/database.ts'
import { invariant } from '../../../platform/invariant.ts'
import { Refusal, refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import { listTraded, requireOwnApp, type TradedTier } from '../../items/index.ts'
import { planFill, refusePurchase } from '../fills/plan-fill.rules.ts'
import { getTradedTier } from '../listings/find-tier.ts'
import { noListing } from '../listings/get-listing.ts'
import { findListing } from '../listings/listings.store.ts'
import { viewerOf } from '../listings/listings.views.ts'
import { openCurrencies, planListing, refuseTrade } from '../listings/plan-listing.rules.ts'
import { refuseOrder } from '../listings/refuse-order.ts'
import { minimumTake, splitGross, viewParts } from '../pricing/parts.rules.ts'
import { getMarketSettings } from '../settings/get-settings.ts'

export interface QuoteRequest {
  communityId: string
  itemId: string
  tier?: string | undefined
  currency?: string | undefined
  side: (typeof quoteSides)[number]
  quantity: number
  unitPrice?: number | undefined
  listingId?: string | undefined
}

export async function getQuote(
  ctx: Pick<Context, 'db'>,
  actor: Actor,
  request: QuoteRequest,
): Promise<Quote> {
  return request.side === 'sell' ? quoteSale(ctx.db, actor, request) : quotePurchase(ctx.db, actor, request)
}

async function quoteSale(db: Queryable, actor: Actor, request: QuoteRequest): Promise<Quote> {
  const { communityId, quantity } = request
  const unitPrice = request.unitPrice ?? refuseMissing('unitPrice')
  const tier = await getTradedTier(db, actor, request, request.tier)
  const settings = await getMarketSettings(db, communityId)
  const currency = request.currency ?? openCurrencies(tier, settings)[0] ?? 'coins'
  const rates = planListing(tier, settings, { quantity, unitPrice, currency })
  if ('refusal' in rates) return refuseOrder(rates)
  const gross = quantity * unitPrice
  const { parts } = splitGross(gross, rates, { feeCarry: 0, royaltyCarry: 0 })
  const { appId, memberId } = viewerOf(actor)
  const seller: Part['receiver'] =
    appId === null ? { kind: 'member', id: memberId } : { kind: 'app', id: appId }
  return {
    ...{ side: 'sell', currency, quantity, unitPrice, gross },
    parts: viewParts(parts, rates, { seller, royalty: royaltyReceiver(tier), communityId }),
    minimumTake: minimumTake(gross, rates),
    listingFee: settings.listingFee,
  }
}

async function quotePurchase(db: Queryable, actor: Actor, request: QuoteRequest): Promise<Quote> {
  const { communityId, itemId, quantity } = request
  const listingId = request.listingId ?? refuseMissing('listingId')
  const listing = await findListing(db, { communityId, listingId })
  if (!listing || listing.item_id !== itemId) return refuse('not_found', noListing)
  requireOwnApp(actor, listing.app_id, noListing)
  const tiers = await listTraded(db, communityId, itemId)
  const tier = tiers.find(({ tier_id }) => tier_id === listing.tier_id)
  invariant(tier, 'the tier of a listing stays')
  const settings = await getMarketSettings(db, communityId)
  const { terms, unit_price: unitPrice, currency } = listing
  // Of whoever asks, also the seller, what somebody else would pay.
  const purchase = { buyerId: '', quantity, unitPrice, terms }
  const refused = refusePurchase(listing, purchase, listing.now) ?? refuseTrade(tier, settings, currency)
  if (refused) return refuseOrder(refused)
  const { fill } = planFill(listing, tier, settings, purchase, listingId)
  const rates = { feeBps: fill.fee_bps, royaltyBps: fill.royalty_bps }
  const parts = { seller: fill.seller_amount, royalty: fill.royalty_amount, fee: fill.fee_amount }
  const { memberId, seesAll } = viewerOf(actor)
  const isNamed = listing.seller_kind === 'app' || seesAll || listing.seller_id === memberId
  const seller = { kind: listing.seller_kind, id: isNamed ? listing.seller_id : null }
  return {
    ...{ side: 'buy', currency, quantity, unitPrice, gross: fill.gross },
    parts: viewParts(parts, rates, { seller, royalty: royaltyReceiver(tier), communityId }),
    minimumTake: minimumTake(fill.gross, { feeBps: listing.fee_bps, royaltyBps: listing.royalty_bps }),
    listingFee: 0,
  }
}

const royaltyReceiver = ({ royalty_receiver: receiver, app_id }: TradedTier): Part['receiver'] =>
  receiver.kind === 'app' ? { kind: 'app', id: app_id } : { kind: 'member', id: receiver.memberId }

function refuseMissing(name: string): never {
  throw new Refusal('validation_failed', {
    errors: [{ pointer: `/${name}`, reason: 'is needed for this side' }],
  })
}
