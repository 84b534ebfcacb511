/** The SQL of payloads that are removed for good, with what receivers answered to them. */
import { sql } from 'kysely'
import { firstRow, type Queryable, rows, type Transaction } from '../../../platform/db/database.ts'

export interface RemovedPayload {
  removed_by: string
  removed_at: Date
}

export async function findRemovedPayload(
  db: Queryable,
  communityId: string,
  eventId: string,
): Promise<RemovedPayload | undefined> {
  return firstRow(
    db,
    sql<RemovedPayload>`
      select removed_by, removed_at from outgoing_removed_payloads
      where community_id = ${communityId} and event_id = ${eventId}`,
  )
}

/** Answers false when it was removed before. */
export async function insertRemovedPayload(
  tx: Transaction,
  communityId: string,
  eventId: string,
  by: string,
): Promise<boolean> {
  const inserted = await firstRow(
    tx,
    sql<{ event_id: string }>`
      insert into outgoing_removed_payloads (community_id, event_id, removed_by)
      values (${communityId}, ${eventId}, ${by}) on conflict do nothing returning event_id`,
  )
  return inserted !== undefined
}

export async function listEndpointsOfEvent(
  tx: Transaction,
  communityId: string,
  eventId: string,
): Promise<string[]> {
  const found = await rows(
    tx,
    sql<{ id: string }>`
      select e.id from outgoing_endpoints e
      where e.community_id = ${communityId} and exists (
        select from outgoing_deliveries d
        where d.community_id = e.community_id and d.endpoint_id = e.id and d.event_id = ${eventId})
      order by e.id`,
  )
  return found.map((row) => row.id)
}

/** Whether one of its deliveries waits, or is on its way. */
export async function isEventWaiting(
  tx: Transaction,
  communityId: string,
  eventId: string,
): Promise<boolean> {
  const row = await firstRow(
    tx,
    sql<{ is_waiting: boolean }>`
      select exists (
        select from outgoing_endpoints e
        join outgoing_deliveries d on d.community_id = e.community_id and d.endpoint_id = e.id
          and d.event_id = ${eventId}
        join outgoing_queue q on q.community_id = d.community_id and q.delivery_id = d.id
        where e.community_id = ${communityId}
      ) as is_waiting`,
  )
  return row?.is_waiting ?? false
}

/** Of all its deliveries: whom they tell of. */
export async function forgetPeople(tx: Transaction, communityId: string, eventId: string): Promise<void> {
  await sql`
    update outgoing_deliveries d set person = null
    from outgoing_endpoints e
    where e.community_id = ${communityId} and d.community_id = ${communityId} and d.endpoint_id = e.id
      and d.event_id = ${eventId} and d.person is not null`.execute(tx)
}

/** Of all its deliveries: a receiver may have sent back what it got. */
export async function emptyAttempts(tx: Transaction, communityId: string, eventId: string): Promise<void> {
  await sql`
    update outgoing_attempts a set response_body = null, response_headers = '[]'
    from outgoing_endpoints e
    join outgoing_deliveries d on d.community_id = e.community_id and d.endpoint_id = e.id
      and d.event_id = ${eventId}
    where e.community_id = ${communityId} and a.community_id = ${communityId} and a.delivery_id = d.id`.execute(
    tx,
  )
}
