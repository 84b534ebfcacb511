/**
 * A replay as the database keeps it.
 *
 * | state    | leaves it by                                                                             |
 * |----------|------------------------------------------------------------------------------------------|
 * | running  | nothing is left: finished; somebody, or an endpoint that is not active: paused; canceled  |
 * | paused   | somebody: running, canceled                                                              |
 * | canceled | never                                                                                    |
 * | finished | never                                                                                    |
 *
 * A worker takes one batch at a time under the lock of the row. What goes into the queue and the new place commit
 * together: after a crash it goes on with the next one.
 */
import type { EndedStatus, ReplayKind, ReplayState } from '../../../../contracts/replays.ts'
import type { EventActor } from '../../../platform/events/events.ts'

export interface ReplayRow {
  community_id: string
  id: string
  kind: ReplayKind
  state: ReplayState
  endpoint_id: string | null
  endpoint_name: string | null
  status: EndedStatus | null
  event_type: string | null
  from_id: string
  before_id: string
  per_second: number
  position_id: string | null
  due_at: Date
  is_held_back: boolean
  has_stopped: boolean
  total_count: number
  queued_count: number
  skipped_count: number
  actor_kind: EventActor['kind']
  actor_id: string | null
  actor_label: string
  audit_reason: string | null
  created_at: Date
  ended_at: Date | null
}

/** What a replay covers: deliveries by their ids, or of what was missed events by theirs. */
export interface ReplayScope {
  communityId: string
  kind: ReplayKind
  endpointId: string | null
  status: EndedStatus | null
  eventType: string | null
  fromId: string
  /** The place that a replay has come to; null before its first batch. */
  afterId: string | null
  beforeId: string
}

/** The scope of an endpoint's own, where one is needed. */
export interface MissedScope extends ReplayScope {
  endpointId: string
}

export const scopeOf = (replay: ReplayRow): ReplayScope => ({
  communityId: replay.community_id,
  kind: replay.kind,
  endpointId: replay.endpoint_id,
  status: replay.status,
  eventType: replay.event_type,
  fromId: replay.from_id,
  afterId: replay.position_id,
  beforeId: replay.before_id,
})

export interface ReplayAddress {
  communityId: string
  replayId: string
}

/** What one batch did. */
export interface BatchResult {
  /** The id it has come to, or null when it has not moved. */
  positionId: string | null
  queued: number
  /** Nothing is left. */
  isOver: boolean
}
