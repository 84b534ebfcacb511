/** Merges in the shapes of the contract and of the events. */
import type { Merge } from '../../../../contracts/merges.ts'
import { type MergeRow, standingOf } from './merge.ts'
import { isReturnable } from './merges.rules.ts'

type Told = Pick<
  MergeRow,
  | 'id'
  | 'app_id'
  | 'member_id'
  | 'item_id'
  | 'item_uri'
  | 'quantity'
  | 'state'
  | 'confirm_mode'
  | 'confirm_by'
>

/** As events tell it. */
export function publicMerge(row: Told) {
  return {
    id: row.id,
    appId: row.app_id,
    memberId: row.member_id,
    itemId: row.item_id,
    itemUri: row.item_uri,
    quantity: row.quantity,
    state: row.state,
    confirmMode: row.confirm_mode,
    confirmBy: row.confirm_by.toISOString(),
  }
}

export function viewMerge(row: MergeRow): Merge {
  return {
    ...publicMerge(row),
    itemName: row.item_name,
    isSeen: row.is_seen,
    isCancelable: isReturnable(standingOf(row)),
    attemptCount: row.attempt_count,
    lastOutcome: row.last_outcome,
    reason: row.reason,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
  }
}
