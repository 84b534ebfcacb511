/** Mint orders in the shapes of the contract and of the events. */
import type { EventPayload } from '../../../../contracts/events/index.ts'
import type { MintOrder } from '../../../../contracts/mint-orders.ts'
import type { MintOrderRow } from './mint-order.ts'

export function toldOrder(
  row: Omit<
    MintOrderRow,
    | 'is_seen'
    | 'attempt_count'
    | 'last_outcome'
    | 'reason'
    | 'decided_by'
    | 'decided_at'
    | 'created_at'
    | 'event_id'
  >,
): EventPayload<'mint_order.requested'>['order'] {
  return {
    ...{ id: row.id, memberId: row.member_id, appId: row.app_id, itemId: row.item_id, itemUri: row.item_uri },
    ...{ itemName: row.item_name, tier: row.tier_key, currency: row.currency, quantity: row.quantity },
    ...{ unitPrice: row.unit_price, state: row.state, listOnConfirm: row.list_on_confirm },
    ...{ confirmMode: row.confirm_mode, confirmBy: row.confirm_by.toISOString(), listingId: row.listing_id },
  }
}

export function viewMintOrder(row: MintOrderRow): MintOrder {
  return {
    ...toldOrder(row),
    ...{ isSeen: row.is_seen, attemptCount: row.attempt_count, lastOutcome: row.last_outcome },
    ...{ reason: row.reason, decidedBy: row.decided_by, decidedAt: row.decided_at?.toISOString() ?? null },
    createdAt: row.created_at.toISOString(),
  }
}
