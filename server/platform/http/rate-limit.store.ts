/** Adds up the nodes' counts of calls. */
import { sql } from 'kysely'
import { type Database, prepared, run } from '../db/database.ts'

const add = prepared<{ bucket: string; count: number }>(
  'rate_counts_add',
  `insert into rate_counts (bucket, window_start, count)
   select bucket, $1::bigint, count from unnest($2::text[], $3::bigint[]) as fresh (bucket, count)
   on conflict (bucket, window_start) do update set count = rate_counts.count + excluded.count
   returning bucket, count`,
)

export async function addRateCounts(
  db: Database,
  windowStart: number,
  fresh: readonly { bucket: string; count: number }[],
): Promise<Map<string, number>> {
  const totals = await run(db, add, [
    windowStart,
    fresh.map((each) => each.bucket),
    fresh.map((each) => each.count),
  ])
  return new Map(totals.map((row) => [row.bucket, row.count]))
}

export async function deleteOldRateCounts(db: Database, before: number): Promise<void> {
  await sql`delete from rate_counts where window_start < ${before}`.execute(db)
}
