/** Keeps monthly partitions ahead of the calendar for every table partitioned by its id, and drops empty ones behind it. */
import { sql } from 'kysely'
import { idFloor } from '../ids.ts'
import { type Database, firstRow, inTransaction, isContention, type Queryable, rows } from './database.ts'

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

/** Nobody's request is to stand behind a lock that waits for somebody's long read. */
const lockWaitMs = 200
const partitionName = /_(\d{4})_(\d\d)$/

/**
 * Drops the partitions of months that ended before `before` and hold no row any more, which gives their space back.
 * One that somebody reads right now is left for the next time. Answers the names of the dropped ones.
 */
export async function dropEmptyPartitions(db: Database, parent: string, before: Date): Promise<string[]> {
  const dropped: string[] = []
  for (const { name } of await listPartitions(db, parent)) {
    const month = partitionName.exec(name)
    if (!month || Date.UTC(Number(month[1]), Number(month[2])) > before.getTime()) continue
    if (await isEmpty(db, name)) if (await dropIfEmpty(db, name)) dropped.push(name)
  }
  return dropped
}

async function listPartitions(db: Queryable, parent: string): Promise<{ name: string }[]> {
  return rows(
    db,
    sql<{ name: string }>`
      select child.relname::text as name from pg_inherits
      join pg_class child on child.oid = inhrelid
      where inhparent = ${parent}::regclass order by 1`,
  )
}

async function isEmpty(db: Queryable, name: string): Promise<boolean> {
  const row = await firstRow(
    db,
    sql<{ is_empty: boolean }>`select not exists (select from ${sql.table(name)}) as is_empty`,
  )
  return row?.is_empty ?? false
}

/** Looked at once more under the lock: a row of a clock far off may have come meanwhile. */
function dropIfEmpty(db: Database, name: string): Promise<boolean> {
  return dropPartition(db, name, (tx) => isEmpty(tx, name))
}

export interface EndedPartition {
  name: string
  /** The smallest ids of its month and of the next one. */
  fromId: string
  beforeId: string
}

/** The partitions of months that ended before `before`, the oldest first. */
export async function listEndedPartitions(
  db: Queryable,
  parent: string,
  before: Date,
): Promise<EndedPartition[]> {
  return (await listPartitions(db, parent)).flatMap(({ name }) => {
    const month = partitionName.exec(name)
    if (!month) return []
    const endMs = Date.UTC(Number(month[1]), Number(month[2]))
    const fromId = idFloor(Date.UTC(Number(month[1]), Number(month[2]) - 1))
    return endMs > before.getTime() ? [] : [{ name, fromId, beforeId: idFloor(endMs) }]
  })
}

/**
 * Drops a partition with everything in it, if `mayDrop` still says so under the lock. Answers whether it is gone; one
 * that somebody reads right now is left for the next time.
 */
export async function dropPartition(
  db: Database,
  name: string,
  mayDrop: (tx: Queryable) => Promise<boolean>,
): Promise<boolean> {
  try {
    return await inTransaction(db, async (tx) => {
      await sql`set local lock_timeout = ${sql.lit(lockWaitMs)}`.execute(tx)
      await sql`lock table ${sql.table(name)} in access exclusive mode`.execute(tx)
      if (!(await mayDrop(tx))) return false
      await sql`drop table ${sql.table(name)}`.execute(tx)
      return true
    })
  } catch (error) {
    if (isContention(error)) return false
    throw error
  }
}
