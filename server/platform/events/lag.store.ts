/** How far behind the event log is: what no reader may read yet, and what each reader has not read. */
import { sql } from 'kysely'
import { firstRow, type Queryable, rows } from '../db/database.ts'

/** Age of the oldest event that an open transaction anywhere still keeps from the readers, in seconds. */
export async function readHorizonLag(db: Queryable): Promise<number> {
  const row = await firstRow(
    db,
    sql<{ seconds: number | null }>`
      select extract(epoch from guildhall_now() - min(created_at))::float8 as seconds
      from events where xid >= pg_snapshot_xmin(pg_current_snapshot())`,
  )
  return Math.max(0, row?.seconds ?? 0)
}

/** Age of the next event of each reader, in seconds; 0 for one that has caught up. */
export async function listReaderLags(db: Queryable): Promise<{ name: string; seconds: number }[]> {
  return rows(
    db,
    sql<{ name: string; seconds: number }>`
      select r.name, coalesce((
        select greatest(0, extract(epoch from guildhall_now() - e.created_at)) from events e
        where (e.xid, e.sequence) > (r.xid, r.sequence) order by e.xid, e.sequence limit 1
      ), 0)::float8 as seconds
      from event_readers r order by r.name`,
  )
}
