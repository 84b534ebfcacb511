/** The SQL that says which ended deliveries a replay covers: the same for its preview, its count and its batches. */
import { type RawBuilder, sql } from 'kysely'
import type { EndedStatus } from '../../../../contracts/replays.ts'
import { firstRow, type Queryable, rows, type Transaction } from '../../../platform/db/database.ts'
import type { ReplayScope } from './replay.ts'

/** Starts from the outcomes, whose index knows those that failed. */
const coveredDeliveries = (scope: ReplayScope): RawBuilder<unknown> => sql`
  select o.delivery_id, o.endpoint_id, o.status, d.event_id, e.is_ordered,
         e.paused_at is null and e.disabled_at is null and e.deleted_at is null as is_active
  from outgoing_outcomes o
  join outgoing_deliveries d on d.community_id = o.community_id and d.id = o.delivery_id
  join outgoing_endpoints e on e.community_id = o.community_id and e.id = o.endpoint_id
  where o.community_id = ${scope.communityId} and o.delivery_id >= ${scope.fromId}
    and o.delivery_id < ${scope.beforeId}
    and not exists (
      select from outgoing_removed_payloads removed
      where removed.community_id = o.community_id and removed.event_id = d.event_id)
    ${scope.afterId === null ? sql`` : sql`and o.delivery_id > ${scope.afterId}`}
    ${scope.endpointId === null ? sql`` : sql`and o.endpoint_id = ${scope.endpointId}`}
    ${scope.status === null ? sql`` : sql`and o.status = ${scope.status}`}
    ${scope.eventType === null ? sql`` : sql`and d.event_type = ${scope.eventType}`}`

export interface CoveredCount {
  status: EndedStatus
  is_active: boolean
  count: number
}

export async function countCovered(db: Queryable, scope: ReplayScope): Promise<CoveredCount[]> {
  return rows(
    db,
    sql<CoveredCount>`
      select status, is_active, count(*) as count from (${coveredDeliveries(scope)}) as covered
      group by 1, 2 order by 1, 2`,
  )
}

export interface CoveredRow {
  delivery_id: string
  endpoint_id: string
  event_id: string
  is_ordered: boolean
}

/** The next ones whose endpoint is active, behind the place where the replay stands. */
export async function listNextDeliveries(
  tx: Transaction,
  scope: ReplayScope,
  count: number,
): Promise<CoveredRow[]> {
  return rows(
    tx,
    sql<CoveredRow>`
      select delivery_id, endpoint_id, event_id, is_ordered
      from (${coveredDeliveries(scope)}) as covered
      where is_active order by delivery_id limit ${count}`,
  )
}

/** How many fit from before the first moment. */
export async function countEarlier(db: Queryable, scope: ReplayScope): Promise<number> {
  const earlier = { ...scope, fromId: '00000000-0000-0000-0000-000000000000', beforeId: scope.fromId }
  const row = await firstRow(
    db,
    sql<{ count: number }>`select count(*) as count from (${coveredDeliveries(earlier)}) as covered`,
  )
  return row?.count ?? 0
}
