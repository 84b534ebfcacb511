/** Events of the log by their ids: reading them, and removing what one of them holds. */
import { prepared, type Queryable, run } from '../db/database.ts'

export interface EventRow {
  community_id: string
  id: string
  sequence: number
  type: string
  subject_id: string | null
  payload: unknown
  hop: number
  /** Whether its publisher wants to hear of each attempt. */
  tells_attempts: boolean
  created_at: Date
}

const listStatement = prepared<EventRow>(
  'events_list',
  `select e.community_id, e.id, e.sequence, e.type, e.subject_id, e.payload, e.hop, e.created_at,
          coalesce((e.delivery ->> 'tellsAttempts')::boolean, false) as tells_attempts
   from unnest($1::uuid[], $2::uuid[]) as wanted (community_id, id)
   join events e on e.community_id = wanted.community_id and e.id = wanted.id`,
)

export async function listEvents(
  db: Queryable,
  wanted: readonly { communityId: string; eventId: string }[],
): Promise<EventRow[]> {
  if (wanted.length === 0) return []
  return run(db, listStatement, [wanted.map((each) => each.communityId), wanted.map((each) => each.eventId)])
}

const isReadStatement = prepared<{ is_read: boolean }>(
  'events_is_read',
  `select not exists (
     select from event_readers reader where (reader.xid, reader.sequence) < (e.xid, e.sequence)
   ) as is_read
   from events e where e.community_id = $1 and e.id = $2`,
)

/** Whether every reader of the log has passed an event. */
export async function isReadByAll(db: Queryable, communityId: string, eventId: string): Promise<boolean> {
  return (await run(db, isReadStatement, [communityId, eventId]))[0]?.is_read ?? true
}

const emptyStatement = prepared<never>(
  'events_remove_payload',
  `update events set payload = '{}' where community_id = $1 and id = $2`,
)

/** The one thing that may change about an event: what it told is removed for good. */
export async function removeEventPayload(db: Queryable, communityId: string, eventId: string): Promise<void> {
  await run(db, emptyStatement, [communityId, eventId])
}
