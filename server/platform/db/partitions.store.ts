/** Keeps monthly partitions ahead of the calendar for every table that is partitioned by its id. */
import { sql } from 'kysely'
import { type Database, firstRow } from './database.ts'

const monthsAhead = 3

/** Answers how many partitions were made. */
export async function ensurePartitions(db: Database): Promise<number> {
  const row = await firstRow(
    db,
    sql<{ made: number }>`
      select coalesce(sum(guildhall_ensure_partitions(relname::text, ${monthsAhead})), 0)::int as made
      from pg_class where relkind = 'p' and relnamespace = current_schema()::regnamespace`,
  )
  return row?.made ?? 0
}
