/** Orders, newest first. */
import type { Order } from '../../../../contracts/fills.ts'
import type { Context } from '../../../context.ts'
import { type PageRequest, pageFrom, readKeyset } from '../../../platform/db/keyset.ts'
import type { Actor } from '../../actor.ts'
import { viewerOf, viewListing } from '../listings/listings.views.ts'
import { listShownListings, type ShownListing } from '../listings/shown.store.ts'
import { type Asked, narrowed } from './asked-for.ts'

export interface OrdersRequest extends PageRequest, Asked {
  communityId: string
  itemId?: string | undefined
  state?: Order['state'] | undefined
  kind?: Order['kind'] | undefined
  isOpen?: boolean | undefined
}

export async function listOrders(ctx: Pick<Context, 'db'>, actor: Actor, request: OrdersRequest) {
  const { communityId, limit, cursor, itemId, state, isOpen } = request
  const { memberId: sellerId, ...whose } = narrowed(actor, request)
  const filter = { ...whose, sellerId, itemId, state, isOpen }
  const keyset = readKeyset({ limit, cursor }, { list: 'orders', communityId, ...filter })
  const found = await listShownListings(ctx.db, communityId, filter, keyset)
  return pageFrom(
    found,
    keyset,
    (row) => row.id,
    (row) => viewOrder(actor, row),
  )
}

function viewOrder(actor: Actor, row: ShownListing): Order {
  const { seller, allowPartial, feeBps, royaltyBps, minimumTake, isOwn, isTradable, returned, ...shown } =
    viewListing(row, viewerOf(actor))
  const member = row.seller_kind === 'member' ? seller : { id: null, label: null }
  return { kind: 'sell', ...shown, member: member.id, memberLabel: member.label }
}
