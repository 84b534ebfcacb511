/** What is for sale in a community, newest or cheapest first. */
import type { ItemKind } from '../../../../contracts/items.ts'
import type { ItemForSale, marketSorts } from '../../../../contracts/market.ts'
import type { Context } from '../../../context.ts'
import { type PageRequest, pageFrom, readKeyset } from '../../../platform/db/keyset.ts'
import { holds } from '../../access/index.ts'
import type { Actor } from '../../actor.ts'
import { pathIf, requireOwnApp } from '../../items/index.ts'
import { wordsOf } from '../listings/listings.views.ts'
import { type ForSaleRow, listForSale } from './browse.store.ts'

export interface MarketRequest extends PageRequest {
  communityId: string
  appId?: string | undefined
  kind?: ItemKind | undefined
  currency?: string | undefined
  q?: string | undefined
  tag?: string | undefined
  minPrice?: number | undefined
  maxPrice?: number | undefined
  sort?: (typeof marketSorts)[number] | undefined
}

export async function listMarket(
  ctx: Pick<Context, 'db'>,
  actor: Actor,
  { communityId, limit, cursor, sort = 'newest', ...asked }: MarketRequest,
) {
  if (asked.appId !== undefined) requireOwnApp(actor, asked.appId, 'There is no such app.')
  const appId = actor.app?.appId ?? asked.appId
  const hasHidden = actor.app !== null || holds(actor, 'manage_market')
  const filter = { ...asked, appId, hasHidden, sort }
  const keyset = readKeyset({ limit, cursor }, { list: 'market', communityId, ...filter })
  const found = await listForSale(ctx.db, communityId, filter, keyset)
  const page = pageFrom(
    found,
    keyset,
    (row) => row.newest,
    (row) => viewForSale(communityId, row),
  )
  // The place of a price is no key of a page: prices change while somebody reads.
  return sort === 'price' ? { data: page.data, page: { next: null } } : page
}

function viewForSale(communityId: string, row: ForSaleRow): ItemForSale {
  return {
    ...{ appId: row.app_id, itemId: row.item_id, ...wordsOf(row), currency: row.currency },
    ...{ itemKind: row.item_kind, picture: pathIf(communityId, row.image_digest), tags: row.tags },
    ...{ lowestAsk: row.lowest_ask, unitsForSale: row.units, listingCount: row.listings },
  }
}
