/** The SQL of the calendar work. */
import { sql } from 'kysely'
import { type Database, rows } from '../../platform/db/database.ts'

/** Ids of events are kept 31 days, a day longer than promised; answers how many were deleted. */
export async function deleteOldEventIds(db: Database, count: number): Promise<number> {
  const deleted = await rows(
    db,
    sql<{ receipt_id: string }>`
      delete from incoming_event_ids where ctid = any (array(
        select ctid from incoming_event_ids where created_at < guildhall_now() - interval '31 days' limit ${count}
      )) returning receipt_id`,
  )
  return deleted.length
}

/** Only the sums of today are looked at; yesterday's stay for transactions around midnight. */
export async function deleteOldDaySums(db: Database, count: number): Promise<number> {
  const deleted = await rows(
    db,
    sql<{ webhook_id: string }>`
      delete from incoming_day_sums where ctid = any (array(
        select ctid from incoming_day_sums where day < (guildhall_now() at time zone 'UTC')::date - 1 limit ${count}
      )) returning webhook_id`,
  )
  return deleted.length
}
