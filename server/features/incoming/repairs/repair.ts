/**
 * A repair as the database keeps it.
 *
 * | state      | leaves it by                                          |
 * |------------|-------------------------------------------------------|
 * | running    | nothing is left: finished; the owner: paused, canceled |
 * | paused     | the owner: running, canceled                          |
 * | canceled   | never                                                 |
 * | finished   | never                                                 |
 *
 * A worker takes one batch at a time under the lock of the repair's row. The batch's effects, what became of its
 * receipts, and the new place of the repair commit together: after a crash it goes on with the next receipt that
 * has no effect yet.
 */
import type { FailureReason } from '../../../../contracts/receipts.ts'
import type { RepairKind, RepairState } from '../../../../contracts/repairs.ts'
import type { EventActor } from '../../../platform/events/events.ts'
import type { ShortfallChoice } from '../../ledger/index.ts'

export interface RepairRow {
  community_id: string
  id: string
  webhook_id: string
  webhook_name: string
  kind: RepairKind
  state: RepairState
  from_id: string
  before_id: string
  failure_reason: FailureReason | null
  shortfall: ShortfallChoice | null
  position_id: string | null
  total_count: number
  done_count: number
  succeeded_count: number
  failed_count: number
  open_count: number
  running_since: Date
  done_before: number
  actor_kind: EventActor['kind']
  actor_id: string | null
  actor_label: string
  audit_reason: string | null
  created_at: Date
  ended_at: Date | null
}

/** Which receipts a repair covers: of the webhook, by time of receiving, and of a rerun by reason. */
export interface RepairScope {
  communityId: string
  webhookId: string
  kind: RepairKind
  fromId: string
  beforeId: string
  reason: FailureReason | null
}

export const scopeOf = (repair: RepairRow): RepairScope => ({
  communityId: repair.community_id,
  webhookId: repair.webhook_id,
  kind: repair.kind,
  fromId: repair.from_id,
  beforeId: repair.before_id,
  reason: repair.failure_reason,
})

export const actorOf = (repair: RepairRow): EventActor => ({
  kind: repair.actor_kind,
  id: repair.actor_id,
  label: repair.actor_label,
})

/** What one batch did. */
export interface BatchResult {
  /** The receipt it has come to, or null when it has not moved. */
  positionId: string | null
  /** How many receipts are settled, and how many of those well or badly. */
  done: number
  succeeded: number
  failed: number
  /** Put into the queue, less those that came out of it. */
  opened: number
  /** Nothing is left. */
  isOver: boolean
}

export const idleBatch: BatchResult = {
  positionId: null,
  done: 0,
  succeeded: 0,
  failed: 0,
  opened: 0,
  isOver: false,
}
