/** The listings of one item and currency by price; hidden while its app or item cannot be traded. */
import { type Book, bookLevelsMax, bookListingsMax } from '../../../../contracts/market.ts'
import type { Context } from '../../../context.ts'
import { inSnapshot } from '../../../platform/db/database.ts'
import type { Actor } from '../../actor.ts'
import { pathIf, shownUriOf } from '../../items/index.ts'
import { getTradedTier } from '../listings/find-tier.ts'
import { isOwnOf, viewerOf, viewListedAs } from '../listings/listings.views.ts'
import { openCurrencies, refuseTrade } from '../listings/plan-listing.rules.ts'
import { refuseOrder } from '../listings/refuse-order.ts'
import { getMarketSettings } from '../settings/get-settings.ts'
import { listAsks, listLevels } from './browse.store.ts'

export interface BookRequest {
  communityId: string
  itemId: string
  tier?: string | undefined
  currency?: string | undefined
}

export async function getBook(ctx: Pick<Context, 'db'>, actor: Actor, request: BookRequest): Promise<Book> {
  const { communityId } = request
  const viewer = viewerOf(actor)
  return inSnapshot(ctx.db, async (db) => {
    const tier = await getTradedTier(db, actor, request, request.tier)
    const settings = await getMarketSettings(db, communityId)
    const currency = request.currency ?? openCurrencies(tier, settings)[0] ?? 'coins'
    const refused = refuseTrade(tier, settings, currency)
    if (refused) return refuseOrder(refused)
    const book = { tierId: tier.tier_id, currency }
    const asks = await listAsks(db, communityId, book, bookListingsMax)
    const ownId = viewer.appId ?? viewer.memberId
    const levels = await listLevels(db, communityId, book, ownId, bookLevelsMax)
    return {
      ...{ appId: tier.app_id, itemId: tier.item_id, itemUri: shownUriOf(tier) },
      ...{ itemName: tier.item_name, tier: tier.tier_key, currency },
      picture: pathIf(communityId, tier.image_digest),
      levels: levels.map((level) => ({
        ...{ unitPrice: level.unit_price, units: level.units },
        ...{ ownUnits: level.own_units, listingCount: level.listings },
      })),
      asks: asks.map((ask) => ({
        ...{ listingId: ask.id, unitPrice: ask.unit_price, terms: ask.terms, remaining: ask.remaining },
        ...{ allowPartial: ask.allow_partial, isOwn: isOwnOf(ask, viewer) },
        listedAs: viewListedAs(communityId, ask, tier),
      })),
    }
  })
}
