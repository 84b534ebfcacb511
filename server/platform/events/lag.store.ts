/** How far behind the event log is: what no reader may read yet, and what each reader has not read. */
import { prepared, type Queryable, run } from '../db/database.ts'

/** Whoever scrapes does not wait long, and has other figures to see. */
const answerWithinMs = 3_000

const horizonStatement = prepared<{ seconds: number | null }>(
  'events_horizon_lag',
  `select extract(epoch from guildhall_now() - min(created_at))::float8 as seconds
   from events where xid >= pg_snapshot_xmin(pg_current_snapshot())`,
  answerWithinMs,
)

/** Age of the oldest event that an open transaction anywhere still keeps from the readers, in seconds. */
export async function readHorizonLag(db: Queryable): Promise<number> {
  const [row] = await run(db, horizonStatement, [])
  return Math.max(0, row?.seconds ?? 0)
}

const readersStatement = prepared<{ name: string; seconds: number }>(
  'events_reader_lags',
  `select r.name, coalesce((
     select greatest(0, extract(epoch from guildhall_now() - e.created_at)) from events e
     where (e.xid, e.sequence) > (r.xid, r.sequence) order by e.xid, e.sequence limit 1
   ), 0)::float8 as seconds
   from event_readers r order by r.name`,
  answerWithinMs,
)

/** Age of the next event of each reader, in seconds; 0 for one that has caught up. */
export function listReaderLags(db: Queryable): Promise<{ name: string; seconds: number }[]> {
  return run(db, readersStatement, [])
}
