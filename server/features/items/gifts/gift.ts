/** A gift as the database keeps it. */
import type { GiftState } from '../../../../contracts/gifts.ts'

export interface GiftRow {
  community_id: string
  id: string
  app_id: string
  from_member_id: string
  from_label: string | null
  to_member_id: string
  to_label: string | null
  item_id: string
  item_name: string
  tier_id: string
  item_uri: string
  tier_key: string
  quantity: number
  message: string
  /** Null of one that was accepted as it was made. */
  hold_id: string | null
  state: GiftState
  expires_at: Date
  ended_at: Date | null
  created_at: Date
}

export interface GiftAddress {
  communityId: string
  giftId: string
}

/** The action of its ledger lines. */
export const giftAction = 'Gift'
