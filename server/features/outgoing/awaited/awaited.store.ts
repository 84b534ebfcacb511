/** The SQL of events whose publisher waits for an answer: whether one is on its way, and closing what waits. */
import { sql } from 'kysely'
import { firstRow, type Queryable, rows, type Transaction } from '../../../platform/db/database.ts'
import type { CanceledRow } from '../queue/cancel.store.ts'

/** Of all endpoints that an app ever had: what was sent through one that is deleted may still be on its way. */
export async function lockLanesOfApp(tx: Transaction, communityId: string, appId: string): Promise<void> {
  await sql`
    select lane.endpoint_id from outgoing_lanes lane
    join outgoing_endpoints endpoint
      on endpoint.community_id = lane.community_id and endpoint.id = lane.endpoint_id
    where endpoint.community_id = ${communityId} and endpoint.app_id = ${appId}
    order by lane.endpoint_id for update of lane`.execute(tx)
}

export async function isClaimed(tx: Transaction, communityId: string, eventId: string): Promise<boolean> {
  const row = await firstRow(
    tx,
    sql`
      select 1 from outgoing_awaited_view awaited
      join outgoing_queue q on q.community_id = awaited.community_id and q.delivery_id = awaited.id
      where awaited.community_id = ${communityId} and awaited.event_id = ${eventId}
        and q.claim_id is not null`,
  )
  return row !== undefined
}

/** Whether an attempt has ended of which that reader of the log has not heard yet. */
export async function isUntold(
  db: Queryable,
  communityId: string,
  eventId: string,
  reader: string,
): Promise<boolean> {
  const row = await firstRow(
    db,
    sql`
      select 1 from outgoing_untold_attempts_view
      where community_id = ${communityId} and event_id = ${eventId} and reader = ${reader} limit 1`,
  )
  return row !== undefined
}

/** What somebody else is just taking away stays to them. */
export async function deleteWaitingOfEvent(
  tx: Transaction,
  communityId: string,
  eventId: string,
  reason: string,
): Promise<CanceledRow[]> {
  return rows(
    tx,
    sql<CanceledRow>`
      with doomed as (
        select q.community_id, q.delivery_id from outgoing_awaited_view awaited
        join outgoing_queue q on q.community_id = awaited.community_id and q.delivery_id = awaited.id
        where awaited.community_id = ${communityId} and awaited.event_id = ${eventId} and q.claim_id is null
        for update of q skip locked
      ), canceled as (
        delete from outgoing_queue q using doomed
        where q.community_id = doomed.community_id and q.delivery_id = doomed.delivery_id
        returning q.community_id, q.delivery_id, q.endpoint_id,
                  q.attempt_count + q.earlier_attempts as attempt_count
      )
      insert into outgoing_outcomes (community_id, delivery_id, endpoint_id, status, attempt_count, reason)
      select community_id, delivery_id, endpoint_id, 'canceled', attempt_count, ${reason} from canceled
      returning community_id, endpoint_id`,
  )
}
