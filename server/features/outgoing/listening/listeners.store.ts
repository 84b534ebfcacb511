/** The SQL of listeners: when they were last heard of, what is due for them, what they hold. */
import { sql } from 'kysely'
import { firstRow, type Queryable, rows, type Transaction } from '../../../platform/db/database.ts'
import type { ClaimedRow } from '../sending/claim.store.ts'

export async function touchListener(tx: Transaction, communityId: string, id: string): Promise<void> {
  await sql`
    update outgoing_endpoints set listened_at = guildhall_now()
    where community_id = ${communityId} and id = ${id}`.execute(tx)
}

/** Whether anything can be claimed; a lane that is held is due as any other. */
export async function isAnythingDue(db: Queryable, communityId: string, id: string): Promise<boolean> {
  const row = await firstRow(
    db,
    sql<{ is_due: boolean }>`
      select due_at <= guildhall_now() as is_due from outgoing_lanes
      where community_id = ${communityId} and endpoint_id = ${id}`,
  )
  return row?.is_due ?? false
}

/** What a claim still holds. */
export async function listClaimed(
  db: Queryable,
  communityId: string,
  endpointId: string,
  claimId: string,
): Promise<ClaimedRow[]> {
  return rows(
    db,
    sql<ClaimedRow>`
      select community_id, delivery_id, endpoint_id, event_id, attempt_count, earlier_attempts, not_after,
             partition_key, is_daily, daily_until
      from outgoing_queue
      where community_id = ${communityId} and endpoint_id = ${endpointId} and claim_id = ${claimId}`,
  )
}

/** Of all communities: those that nobody has asked for so long. */
export async function listUnheard(
  db: Queryable,
  hours: number,
  count: number,
): Promise<{ community_id: string; id: string }[]> {
  return rows(
    db,
    sql<{ community_id: string; id: string }>`
      select community_id, id from outgoing_endpoints
      where listened_at < guildhall_now() - make_interval(hours => ${hours}) and deleted_at is null
      order by listened_at limit ${count}`,
  )
}
