/** A fill as the database keeps it. */
import { type AccountRef, member, treasury } from '../../ledger/index.ts'

export interface FillRow {
  community_id: string
  id: string
  listing_id: string
  number: number
  app_id: string
  item_id: string
  tier_id: string
  currency: string
  seller_kind: 'member' | 'app'
  seller_id: string
  buyer_id: string
  quantity: number
  unit_price: number
  gross: number
  seller_amount: number
  royalty_amount: number
  fee_amount: number
  fee_bps: number
  royalty_bps: number
  royalty_kind: 'member' | 'app'
  royalty_id: string
  fee_account: string
  created_at: Date
  reversed_at: Date | null
  reversal_reason: string | null
}

export const accountOf = (kind: 'member' | 'app', id: string): AccountRef =>
  kind === 'member' ? member(id) : treasury(id)
