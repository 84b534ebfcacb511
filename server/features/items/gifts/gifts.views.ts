/** Gifts in the shapes of the contract and of the events. */
import type { Gift, GiftState } from '../../../../contracts/gifts.ts'
import type { GiftRow } from './gift.ts'
import { shownState } from './gifts.rules.ts'

/** As events tell it. */
export function publicGift(row: GiftRow, state: GiftState) {
  return {
    id: row.id,
    appId: row.app_id,
    fromMemberId: row.from_member_id,
    toMemberId: row.to_member_id,
    itemId: row.item_id,
    itemUri: row.item_uri,
    tier: row.tier_key,
    quantity: row.quantity,
    message: row.message,
    state,
    expiresAt: row.expires_at.toISOString(),
  }
}

export function viewGift(row: GiftRow, now: Date): Gift {
  return {
    ...publicGift(row, shownState({ state: row.state, expiresAt: row.expires_at }, now)),
    itemName: row.item_name,
    fromLabel: row.from_label ?? 'Former member',
    toLabel: row.to_label ?? 'Former member',
    createdAt: row.created_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
  }
}
