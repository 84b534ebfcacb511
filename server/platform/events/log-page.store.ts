/** The SQL of reading the log of one community in its order, which is that of commits and not that of ids. */
import { sql } from 'kysely'
import { firstRow, type Queryable, rows } from '../db/database.ts'
import type { EventRow } from './logged-events.store.ts'
import type { Position } from './reader.ts'

export interface LogPage {
  after: Position | undefined
  type: string | undefined
  /** Types that are left out. */
  without: readonly string[]
  take: number
}

export async function findPosition(
  db: Queryable,
  communityId: string,
  eventId: string,
): Promise<Position | undefined> {
  return firstRow(
    db,
    sql<Position>`
      select xid::text as xid, sequence from events where community_id = ${communityId} and id = ${eventId}`,
  )
}

/** Below the snapshot horizon only: whoever goes on behind the last of these misses nothing. */
export async function listLog(
  db: Queryable,
  communityId: string,
  { after, type, without, take }: LogPage,
): Promise<EventRow[]> {
  return rows(
    db,
    sql<EventRow>`
      select community_id, id, sequence, type, subject_id, payload, created_at from events
      where community_id = ${communityId} and xid < pg_snapshot_xmin(pg_current_snapshot())
        ${after ? sql`and (xid, sequence) > (${after.xid}::xid8, ${after.sequence}::bigint)` : sql``}
        and type <> all (${without}::text[])
        ${type === undefined ? sql`` : sql`and type = ${type}`}
      order by events.xid, events.sequence
      limit ${take}`,
  )
}
