/**
 * The SQL that says which events an endpoint never got: those whose delivery failed or was canceled, and those that no
 * delivery was planned for. Asked only up to where the planner has read: what comes behind is still its own.
 */
import { type RawBuilder, sql } from 'kysely'
import { firstRow, type Queryable, rows, type Transaction } from '../../../platform/db/database.ts'
import type { Position } from '../../../platform/events/reader.ts'
import { otherTypes } from '../catalog/subscribable-types.rules.ts'
import type { MissedScope } from './replay.ts'

const eventsOf = (scope: MissedScope, typePatterns: readonly string[]): RawBuilder<unknown> => sql`
  from logged_events_view e
  where e.community_id = ${scope.communityId} and e.id >= ${scope.fromId} and e.id < ${scope.beforeId}
    ${scope.afterId === null ? sql`` : sql`and e.id > ${scope.afterId}`}
    and e.type <> all (${otherTypes}::text[]) and e.type like any (${typePatterns}::text[])
    ${scope.eventType === null ? sql`` : sql`and e.type = ${scope.eventType}`}`

/** Joined behind the events `e`; without a delivery, or with one that ended badly. */
const missedBy = (scope: MissedScope): RawBuilder<unknown> => sql`
  left join outgoing_deliveries d
    on d.community_id = ${scope.communityId} and d.endpoint_id = ${scope.endpointId} and d.event_id = e.id
  left join outgoing_outcomes o on o.community_id = ${scope.communityId} and o.delivery_id = d.id
  where (d.id is null or o.status in ('failed', 'canceled'))
    and not exists (
      select from outgoing_removed_payloads removed
      where removed.community_id = ${scope.communityId} and removed.event_id = e.id)`

export interface MissedCount {
  /** Null: no delivery was planned. */
  status: 'failed' | 'canceled' | null
  count: number
}

export async function countMissed(
  db: Queryable,
  scope: MissedScope,
  typePatterns: readonly string[],
): Promise<MissedCount[]> {
  return rows(
    db,
    sql<MissedCount>`
      select o.status, count(*) as count
      from (select e.id ${eventsOf(scope, typePatterns)}) as e ${missedBy(scope)}
      group by 1 order by 1`,
  )
}

export interface EventWindow {
  count: number
  last_id: string | null
}

/** The next events of the types, whether missed or not: so that no batch reads the whole log. */
export async function findNextWindow(
  tx: Transaction,
  scope: MissedScope,
  typePatterns: readonly string[],
  cursor: Position,
  count: number,
): Promise<EventWindow> {
  const found = await firstRow(
    tx,
    sql<EventWindow>`
      select count(*) as count, (array_agg(id order by id desc))[1] as last_id from (
        select e.id ${eventsOf(scope, typePatterns)}
          and (e.xid, e.sequence) <= (${cursor.xid}::xid8, ${cursor.sequence}::bigint)
        order by e.id limit ${count}
      ) as next`,
  )
  return found ?? { count: 0, last_id: null }
}

export interface MissedRow {
  event_id: string
  /** Null when none was planned. */
  delivery_id: string | null
}

/** The missed of a window, in the order of the events. */
export async function listMissed(
  tx: Transaction,
  scope: MissedScope,
  typePatterns: readonly string[],
  cursor: Position,
  lastId: string,
  count: number,
): Promise<MissedRow[]> {
  return rows(
    tx,
    sql<MissedRow>`
      select e.id as event_id, d.id as delivery_id
      from (
        select e.id ${eventsOf(scope, typePatterns)}
          and (e.xid, e.sequence) <= (${cursor.xid}::xid8, ${cursor.sequence}::bigint) and e.id <= ${lastId}
      ) as e ${missedBy(scope)}
      order by e.id limit ${count}`,
  )
}
