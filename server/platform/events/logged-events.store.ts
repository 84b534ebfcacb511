/** Reading events of the log by their ids. */
import { prepared, type Queryable, run } from '../db/database.ts'

export interface EventRow {
  community_id: string
  id: string
  sequence: number
  type: string
  subject_id: string | null
  payload: unknown
  created_at: Date
}

const listStatement = prepared<EventRow>(
  'events_list',
  `select e.community_id, e.id, e.sequence, e.type, e.subject_id, e.payload, e.created_at
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
