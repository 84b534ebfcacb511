/** Orders, newest first: listings, and mint orders, which are about units that are still in a game. */
import { type Order, openOrderStates } from '../../../../contracts/fills.ts'
import type { Context } from '../../../context.ts'
import { type PageRequest, pageFrom, readKeyset } from '../../../platform/db/keyset.ts'
import type { Actor } from '../../actor.ts'
import { viewerOf, viewListing } from '../listings/listings.views.ts'
import { listShownListings, type ShownListing } from '../listings/shown.store.ts'
import { listMintOrderRows, type ShownMintRow } from '../mint/list-mints.store.ts'
import { isOpen as isOpenMint } from '../mint/mint-orders.rules.ts'
import { type Asked, narrowed } from './asked-for.ts'

export interface OrdersRequest extends PageRequest, Asked {
  communityId: string
  itemId?: string | undefined
  state?: Order['state'] | undefined
  kind?: Order['kind'] | undefined
  isOpen?: boolean | undefined
}

export async function listOrders(ctx: Pick<Context, 'db'>, actor: Actor, request: OrdersRequest) {
  const { communityId, limit, cursor, itemId, state, kind, isOpen } = request
  const whose = narrowed(actor, request)
  const filter = { ...whose, itemId, state, kind, isOpen }
  const keyset = readKeyset({ limit, cursor }, { list: 'orders', communityId, ...filter })
  const states = state ? [state] : isOpen ? openOrderStates : undefined
  const { memberId, ...common } = { ...whose, itemId, states }
  const sales =
    kind === 'mint'
      ? []
      : await listShownListings(ctx.db, communityId, { ...common, sellerId: memberId }, keyset)
  const mints =
    kind === 'sell'
      ? []
      : await listMintOrderRows(ctx.db, communityId, { ...common, memberId }, keyset, {
          isOldestFirst: false,
        })
  const all = [...sales.map((row) => viewSale(actor, row)), ...mints.map(viewMint)]
  const found = all.sort((one, other) => (one.id > other.id ? -1 : 1)).slice(0, keyset.take)
  return pageFrom(
    found,
    keyset,
    (order) => order.id,
    (order) => order,
  )
}

function viewSale(actor: Actor, row: ShownListing): Order {
  const {
    seller,
    allowPartial,
    feeBps,
    royaltyBps,
    minimumTake,
    isOwn,
    isTradable,
    listedAs,
    returned,
    ...shown
  } = viewListing(row, viewerOf(actor))
  const member = row.seller_kind === 'member' ? seller : { id: null, label: null }
  return { kind: 'sell', ...shown, member: member.id, memberLabel: member.label, confirmBy: null }
}

function viewMint(row: ShownMintRow): Order {
  return {
    ...{ id: row.id, kind: 'mint', state: row.state, appId: row.app_id, itemId: row.item_id },
    ...{ itemUri: row.item_uri, itemName: row.item_name, tier: row.tier_key, currency: row.currency },
    ...{ member: row.member_id, memberLabel: row.member_label, quantity: row.quantity, filled: 0 },
    ...{ remaining: isOpenMint(row) ? row.quantity : 0, unitPrice: row.unit_price, terms: 1 },
    ...{ createdAt: row.created_at.toISOString(), confirmBy: row.confirm_by.toISOString() },
    expiresAt: new Date(row.confirm_by.getTime() + row.lasts_s * 1000).toISOString(),
    closedAt: row.decided_at?.toISOString() ?? null,
  }
}
