/** An event of the log as it is put into a body. */
import type { EventRow } from '../../../platform/events/logged-events.store.ts'
import type { SentEvent } from './standard-body.rules.ts'

export function sentEventOf(row: EventRow): SentEvent {
  return {
    id: row.id,
    communityId: row.community_id,
    type: row.type,
    sequence: row.sequence,
    createdAt: row.created_at,
    payload: row.payload,
  }
}
