/** What trade has to know of a tier: the tier, its item and its app, as the database has them. */
import type { AppState } from '../../../../contracts/apps.ts'
import type { ItemKind, ItemSettings, ItemState } from '../../../../contracts/items.ts'

export interface TradedTier {
  app_id: string
  app_title: string
  app_state: AppState
  item_id: string
  item_uri: string
  item_name: string
  item_kind: ItemKind
  item_state: ItemState
  frozen_at: Date | null
  /** How it looks: its picture, and what is said of it. */
  image_digest: Buffer | null
  attributes_digest: Buffer
  tier_id: string
  tier_key: string
  tier_uri: string | null
  tier_count: number
  asset: string
  is_marketable: boolean
  is_mintable: boolean
  max_per_member: number | null
  supply_cap: number | null
  cap_counts: 'circulating' | 'issued_ever'
  /** Null for what the community has by default. */
  royalty_bps: number | null
  royalty_receiver: ItemSettings['royaltyReceiver']
  currencies: string[]
  purchase_hold_s: number
}
