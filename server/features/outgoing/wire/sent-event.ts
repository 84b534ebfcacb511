/** An event of the log as it is put into a body. */
import type { EventPayload } from '../../../../contracts/events/index.ts'
import type { EventRow } from '../../../platform/events/logged-events.store.ts'
import type { SentEvent } from './standard-body.rules.ts'

export function sentEventOf(row: EventRow): SentEvent {
  return {
    id: row.id,
    communityId: row.community_id,
    ...whatOf(row),
    sequence: row.sequence,
    createdAt: row.created_at,
  }
}

/** An example is sent as what it is an example of. */
function whatOf({ type, payload }: EventRow): Pick<SentEvent, 'type' | 'payload'> {
  if (type !== 'endpoint.sampled') return { type, payload }
  const sampled = payload as EventPayload<'endpoint.sampled'>
  return { type: sampled.type, payload: sampled.data }
}
