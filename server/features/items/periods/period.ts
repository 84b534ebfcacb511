/** A period as the database keeps it, with what is shown of its item. */

export interface PeriodRow {
  community_id: string
  id: string
  app_id: string
  member_id: string
  item_id: string
  started_at: Date
  expires_at: Date
  revoked_at: Date | null
  revoked_reason: string | null
  is_end_told: boolean
  version: number
  item_uri: string
  name: string
  /** How long before its end the item wants it told; 0 for not at all. */
  notice_seconds: number
}

export interface PeriodAddress {
  communityId: string
  periodId: string
}
