/** How much waits to be applied, over all communities: figures for the operator. */
import { sql } from 'kysely'
import { firstRow, type Queryable } from '../../../platform/db/database.ts'

export async function countQueued(db: Queryable): Promise<number> {
  const row = await firstRow(
    db,
    sql<{ count: number }>`select count(*) as count from incoming_pending where state = 'queued'`,
  )
  return row?.count ?? 0
}

/** Seconds since the oldest was due; 0 when nothing is late. */
export async function oldestQueuedSeconds(db: Queryable): Promise<number> {
  const row = await firstRow(
    db,
    sql<{ seconds: number | null }>`
      select extract(epoch from guildhall_now() - min(due_at))::float8 as seconds
      from incoming_pending where state = 'queued'`,
  )
  return Math.max(0, row?.seconds ?? 0)
}
