/**
 * Puts units up for sale: they leave the seller's balance and lie in a hold of the listing's own. The order of locks:
 * the seller, the app and its item, the book, own listings that are over, the counter of the member, the balances.
 */
import {
  type Listing,
  openListingsMax,
  openListingsPerBookMax,
  orderSecondsDefault,
} from '../../../../contracts/listings.ts'
import type { Context } from '../../../context.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import { refuse } from '../../../platform/refusal.ts'
import { type Actor, recordedActor } from '../../actor.ts'
import { shareTraded, type TradedTier } from '../../items/index.ts'
import { insertHold } from '../../ledger/index.ts'
import { getMarketSettings } from '../settings/get-settings.ts'
import { asTraded } from '../testing/as-traded.ts'
import { getTradedTier } from './find-tier.ts'
import { showListing } from './get-listing.ts'
import { type ListingSeller, listedLooks } from './listing.ts'
import { countOpen, insertListing, lockBook, lockSeller } from './listings.store.ts'
import { openListing } from './open-listing.ts'
import { openCurrencies, planListing } from './plan-listing.rules.ts'
import { refuseOrder } from './refuse-order.ts'

export interface ListingOrder {
  communityId: string
  itemId: string
  quantity: number
  unitPrice: number
  tier?: string | undefined
  currency?: string | undefined
  expiresInS?: number | undefined
  allowPartial?: boolean | undefined
  minimumTake?: number | undefined
}

/** A key of an app sells out of its treasury, a person what they hold; keys of the community hold nothing. */
export function sellerOf(actor: Pick<Actor, 'app' | 'memberId'>): ListingSeller {
  if (actor.app !== null) return { kind: 'app', id: actor.app.appId }
  if (actor.memberId !== null) return { kind: 'member', id: actor.memberId }
  return refuse('members_only', 'Members sell what they hold, and apps their treasury.')
}

export async function createListing(ctx: Context, actor: Actor, order: ListingOrder): Promise<Listing> {
  const { communityId } = order
  const found = await getTradedTier(ctx.db, actor, order, order.tier)
  const seller = sellerOf(actor)
  const listingId = ctx.ids.next()
  return ctx.inTransaction(async (tx) => {
    await lockSeller(tx, communityId, seller.id)
    const shared =
      (await shareTraded(tx, communityId, found.tier_id)) ?? refuse('not_found', 'The app is gone.')
    const { tier, isTest } = await asTraded(tx, shared, { communityId, memberId: seller.id })
    await enter(tx, actor, order, { listingId, seller, tier, isTest })
    await openListing(tx, ctx, actor, { communityId, listingId, tier, seller })
    return showListing(tx, actor, { communityId, listingId })
  })
}

/** Judges the listing and writes it into its book, with a hold for its units. */
async function enter(
  tx: Transaction,
  actor: Actor,
  order: ListingOrder,
  {
    listingId,
    seller,
    tier,
    isTest,
  }: { listingId: string; seller: ListingSeller; tier: TradedTier; isTest: boolean },
): Promise<void> {
  const { communityId, quantity, unitPrice } = order
  const settings = await getMarketSettings(tx, communityId)
  const currency = order.currency ?? openCurrencies(tier, settings)[0] ?? tier.currencies[0] ?? 'coins'
  const rates = planListing(tier, settings, { ...order, currency })
  if ('refusal' in rates) return refuseOrder(rates)
  const book = { communityId, tierId: tier.tier_id, currency }
  await lockBook(tx, book)
  const open = await countOpen(tx, book, seller.id)
  if (seller.kind === 'member' && open.all >= openListingsMax)
    refuse('limit_reached', `A member has ${openListingsMax} open listings at most.`)
  if (open.inBook >= openListingsPerBookMax)
    refuse(
      'limit_reached',
      `There are ${openListingsPerBookMax} open listings of one seller and item at most.`,
    )
  await insertListing(tx, {
    ...{ communityId, id: listingId, appId: tier.app_id, itemId: tier.item_id, tierId: tier.tier_id },
    ...{ asset: tier.asset, currency, sellerKind: seller.kind, sellerId: seller.id, quantity, unitPrice },
    ...{ allowPartial: order.allowPartial ?? true, ...rates },
    lastsS: order.expiresInS ?? orderSecondsDefault,
    looks: listedLooks(tier),
    isTest,
  })
  await insertHold(tx, {
    ...{
      communityId,
      id: listingId,
      keeper: 'market',
      purpose: 'listing',
      asset: tier.asset,
      amount: quantity,
    },
    holder: { kind: seller.kind === 'app' ? 'treasury' : 'member', id: seller.id },
    // Its time is that of the listing, whose sweep gives the units back and tells it.
    ...{ expiresAt: null, actor: recordedActor(actor) },
  })
}
