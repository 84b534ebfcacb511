/** A mint order as the database keeps it, with what its item is called. */
import type { AttemptOutcome } from '../../../../contracts/events/index.ts'
import type { ConfirmMode } from '../../../../contracts/face-settings.ts'
import type { MintOrderState } from '../../../../contracts/mint-orders.ts'
import type { MintStanding } from './mint-orders.rules.ts'

export interface MintOrderRow {
  community_id: string
  id: string
  app_id: string
  item_id: string
  item_name: string
  tier_id: string
  tier_key: string
  asset: string
  currency: string
  item_uri: string
  member_id: string
  quantity: number
  unit_price: number
  lasts_s: number
  allow_partial: boolean
  list_on_confirm: boolean
  event_id: string
  state: MintOrderState
  confirm_mode: ConfirmMode
  resends_after_unknown: boolean
  confirm_by: Date
  is_seen: boolean
  attempt_count: number
  last_outcome: AttemptOutcome | null
  listing_id: string | null
  reason: string | null
  decided_by: string | null
  decided_at: Date | null
  created_at: Date
}

export interface MintOrderAddress {
  communityId: string
  mintOrderId: string
}

export const standingOf = (row: MintOrderRow): MintStanding => ({
  state: row.state,
  confirmMode: row.confirm_mode,
  isSeen: row.is_seen,
  resendsAfterUnknown: row.resends_after_unknown,
})

export const awaitedOf = (row: MintOrderRow) => ({
  communityId: row.community_id,
  appId: row.app_id,
  eventId: row.event_id,
})

/** The reader of the log that hears what came of attempts. */
export const mintReader = 'market.mint_orders'
