/** Fills, newest first: those of the caller, or those of one item. */
import type { Context } from '../../../context.ts'
import { type PageRequest, pageFrom, readKeyset } from '../../../platform/db/keyset.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import { listTraded, requireOwnApp } from '../../items/index.ts'
import { noItem } from '../listings/find-tier.ts'
import { viewerOf } from '../listings/listings.views.ts'
import { type Asked, narrowed } from '../orders/asked-for.ts'
import { type FillFilter, listShownFills } from './fills.store.ts'
import { viewFill } from './fills.views.ts'

export interface FillsRequest extends PageRequest, Asked {
  communityId: string
  itemId?: string | undefined
  listingId?: string | undefined
}

export async function listFills(ctx: Pick<Context, 'db'>, actor: Actor, request: FillsRequest) {
  const { communityId, limit, cursor, itemId, listingId } = request
  const filter = { ...narrowed(actor, request), itemId, listingId }
  return pageOfFills(ctx, actor, { limit, cursor }, { list: 'fills', communityId, filter })
}

export interface ItemFillsRequest extends PageRequest {
  communityId: string
  itemId: string
  tier?: string | undefined
  currency?: string | undefined
}

/** For everybody who sees the item. */
export async function listItemFills(ctx: Pick<Context, 'db'>, actor: Actor, request: ItemFillsRequest) {
  const { communityId, itemId, limit, cursor, tier: key, currency } = request
  const tiers = await listTraded(ctx.db, communityId, itemId)
  const tier = key === undefined ? tiers[0] : tiers.find(({ tier_key }) => tier_key === key)
  requireOwnApp(actor, tiers[0]?.app_id ?? refuse('not_found', noItem), noItem)
  if (!tier) return refuse('unknown_item', 'The item has no such tier.')
  const filter = { itemId, currency, tierId: key === undefined ? undefined : tier.tier_id }
  return pageOfFills(ctx, actor, { limit, cursor }, { list: 'item_fills', communityId, filter })
}

async function pageOfFills(
  ctx: Pick<Context, 'db'>,
  actor: Actor,
  page: PageRequest,
  { list, communityId, filter }: { list: string; communityId: string; filter: FillFilter },
) {
  const keyset = readKeyset(page, { list, communityId, ...filter })
  const found = await listShownFills(ctx.db, communityId, filter, keyset)
  const viewer = viewerOf(actor)
  return pageFrom(
    found,
    keyset,
    (row) => row.id,
    (row) => viewFill(row, row, viewer),
  )
}
