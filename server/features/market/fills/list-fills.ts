/** Fills, newest first. */
import type { Context } from '../../../context.ts'
import { type PageRequest, pageFrom, readKeyset } from '../../../platform/db/keyset.ts'
import type { Actor } from '../../actor.ts'
import { viewerOf } from '../listings/listings.views.ts'
import { type Asked, narrowed } from '../orders/asked-for.ts'
import { listShownFills } from './fills.store.ts'
import { viewFill } from './fills.views.ts'

export interface FillsRequest extends PageRequest, Asked {
  communityId: string
  itemId?: string | undefined
  listingId?: string | undefined
}

export async function listFills(ctx: Pick<Context, 'db'>, actor: Actor, request: FillsRequest) {
  const { communityId, limit, cursor, itemId, listingId } = request
  const filter = { ...narrowed(actor, request), itemId, listingId }
  const keyset = readKeyset({ limit, cursor }, { list: 'fills', communityId, ...filter })
  const found = await listShownFills(ctx.db, communityId, filter, keyset)
  const viewer = viewerOf(actor)
  return pageFrom(
    found,
    keyset,
    (row) => row.id,
    (row) => viewFill(row, row, viewer),
  )
}
