/** The SQL of retention: what still waits, and outcomes whose deliveries are gone. */
import { sql } from 'kysely'
import { firstRow, type Queryable, rows } from '../../../platform/db/database.ts'

/** Whether a delivery of these ids waits, of whatever community. */
export async function isAnyWaiting(db: Queryable, fromId: string, beforeId: string): Promise<boolean> {
  const row = await firstRow(
    db,
    sql<{ is_waiting: boolean }>`
      select exists (
        select from outgoing_queue where delivery_id >= ${fromId} and delivery_id < ${beforeId}
      ) as is_waiting`,
  )
  return row?.is_waiting ?? false
}

/** Those that ever had an endpoint. */
export async function listSendingCommunities(db: Queryable): Promise<string[]> {
  const found = await rows(
    db,
    sql<{ community_id: string }>`select distinct community_id from outgoing_endpoints order by 1`,
  )
  return found.map((row) => row.community_id)
}

/** Some of the outcomes of deliveries that are gone; answers how many. */
export async function deleteOutcomesBefore(
  db: Queryable,
  communityId: string,
  beforeId: string,
  count: number,
): Promise<number> {
  const deleted = await rows(
    db,
    sql<{ delivery_id: string }>`
      delete from outgoing_outcomes where community_id = ${communityId} and delivery_id in (
        select delivery_id from outgoing_outcomes
        where community_id = ${communityId} and delivery_id < ${beforeId} order by delivery_id limit ${count})
      returning delivery_id`,
  )
  return deleted.length
}
