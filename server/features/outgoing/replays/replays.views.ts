/** Replays in the shape of the contract. */
import type { Replay } from '../../../../contracts/replays.ts'
import { idTime } from '../../../platform/ids.ts'
import type { ReplayRow } from './replay.ts'

export function viewReplay(row: ReplayRow): Replay {
  // What failed again since the count, and is covered as well, makes it more.
  const done = row.queued_count + row.skipped_count
  const total = Math.max(row.total_count, done)
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    endpointId: row.endpoint_id,
    endpointName: row.endpoint_name,
    status: row.status,
    eventType: row.event_type,
    from: timeOf(row.from_id),
    to: timeOf(row.before_id),
    perSecond: row.per_second,
    counts: { total, done, queued: row.queued_count, skipped: row.skipped_count },
    isHeldBack: row.is_held_back,
    hasStopped: row.has_stopped,
    secondsLeft: row.state === 'running' ? Math.ceil((total - done) / row.per_second) : null,
    startedBy: { kind: row.actor_kind, id: row.actor_id, label: row.actor_label },
    auditReason: row.audit_reason,
    startedAt: row.created_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
  }
}

const timeOf = (id: string) => new Date(idTime(id)).toISOString()

/** What the audit log calls it. */
export const replaySubject = ({ id, endpoint_name }: ReplayRow) => ({
  kind: 'replay',
  id,
  label: endpoint_name ?? 'All endpoints',
})
