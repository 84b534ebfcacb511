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

export interface PageAbout {
  /** Member of the payload that says what the event is about. */
  member: string
  value: string
  /** At least one. */
  types: readonly string[]
  after: Position | undefined
  /** Without `after`: how long ago the first can be. */
  days: number
  take: number
}

export type AboutRow = Pick<EventRow, 'id' | 'type' | 'payload' | 'created_at'>

/** Of some types, about one thing; the name and the types as literals, which the planner holds against a partial index. */
export async function listLogAbout(
  db: Queryable,
  communityId: string,
  { member, value, types, after, days, take }: PageAbout,
): Promise<AboutRow[]> {
  return rows(
    db,
    sql<AboutRow>`
      select id, type, payload, created_at from events
      where community_id = ${communityId} and xid < pg_snapshot_xmin(pg_current_snapshot())
        and payload ->> ${sql.lit(member)} = ${value}
        and type in (${sql.join(types.map((type) => sql.lit(type)))})
        ${
          after
            ? sql`and (xid, sequence) > (${after.xid}::xid8, ${after.sequence}::bigint)`
            : sql`and created_at > guildhall_now() - make_interval(days => ${days})`
        }
      order by events.xid, events.sequence
      limit ${take}`,
  )
}
