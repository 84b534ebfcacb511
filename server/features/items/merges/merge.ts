/** A merge as the database keeps it. */
import type { AttemptOutcome } from '../../../../contracts/events/index.ts'
import type { ConfirmMode } from '../../../../contracts/face-settings.ts'
import type { MergeState } from '../../../../contracts/merges.ts'
import type { MergeStanding } from './merges.rules.ts'

export interface MergeRow {
  community_id: string
  id: string
  app_id: string
  member_id: string
  item_id: string
  item_name: string
  tier_id: string
  item_uri: string
  quantity: number
  hold_id: string
  event_id: string
  state: MergeState
  confirm_mode: ConfirmMode
  resends_after_unknown: boolean
  confirm_by: Date
  is_seen: boolean
  attempt_count: number
  last_outcome: AttemptOutcome | null
  reason: string | null
  decided_by: string | null
  decided_at: Date | null
  created_at: Date
}

export interface MergeAddress {
  communityId: string
  mergeId: string
}

export const standingOf = (row: MergeRow): MergeStanding => ({
  state: row.state,
  confirmMode: row.confirm_mode,
  isSeen: row.is_seen,
  resendsAfterUnknown: row.resends_after_unknown,
})

/** The reader of the log that hears what came of attempts. */
export const mergesReader = 'items.merges'
