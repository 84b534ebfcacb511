/** The SQL of endpoints: their settings, and the state of their lanes as people see it. */
import { sql } from 'kysely'
import type { Condition } from '../../../../contracts/conditions.ts'
import { firstRow, type Queryable, rows, type Transaction } from '../../../platform/db/database.ts'
import type { EndpointRow } from './endpoint.ts'
import type { SealedEncryption } from './endpoint-secrets.ts'

const columns = sql`community_id, id, name, url, style, event_types, filter, headers, api_key,
  encryption_mode, encryption_key, schedule, rate_per_second, in_flight_max, is_ordered,
  ownership, ownership_proved_at, paused_at, disabled_at, disabled_reason, revision, created_at, updated_at,
  deleted_at, listened_at, app_id, app_client_id, tells_aliases`

export interface NewEndpointRow {
  communityId: string
  id: string
  name: string
  nameKey: string
  url: string
  style: string
  eventTypes: readonly string[]
  filter: readonly Condition[]
  headers: Buffer | null
  apiKey: Buffer | null
  encryption: SealedEncryption
  schedule: readonly number[] | null
  ratePerSecond: number | null
  inFlightMax: number
  isOrdered: boolean
  ownership: 'unasked' | 'pending'
  listens: boolean
  app: { appId: string; clientId: string; tellsAliases: boolean } | null
}

/** With its lane, which is held for good when it listens. */
export async function insertEndpoint(tx: Transaction, row: NewEndpointRow): Promise<void> {
  await sql`
    insert into outgoing_endpoints (community_id, id, name, name_key, url, style, event_types, filter,
      headers, api_key, encryption_mode, encryption_key, schedule, rate_per_second, in_flight_max, is_ordered,
      ownership, listened_at, app_id, app_client_id, tells_aliases)
    values (${row.communityId}, ${row.id}, ${row.name}, ${row.nameKey}, ${row.url}, ${row.style},
      ${row.eventTypes}, ${filterJson(row.filter)}, ${row.headers}, ${row.apiKey}, ${row.encryption.encryption_mode},
      ${row.encryption.encryption_key}, ${row.schedule}, ${row.ratePerSecond}, ${row.inFlightMax},
      ${row.isOrdered}, ${row.ownership}, case when ${row.listens} then guildhall_now() end, ${row.app?.appId ?? null},
      ${row.app?.clientId ?? null}, ${row.app?.tellsAliases ?? false})`.execute(tx)
  await sql`
    insert into outgoing_lanes (community_id, endpoint_id, is_held)
    values (${row.communityId}, ${row.id}, ${row.listens})`.execute(tx)
}

const filterJson = (filter: readonly Condition[]) => (filter.length === 0 ? null : JSON.stringify(filter))

export async function countEndpoints(db: Queryable, communityId: string): Promise<number> {
  const row = await firstRow(
    db,
    sql<{ count: number }>`
      select count(*) as count from outgoing_endpoints where community_id = ${communityId} and deleted_at is null
        and app_id is null`,
  )
  return row?.count ?? 0
}

export async function findEndpoint(
  db: Queryable,
  communityId: string,
  id: string,
): Promise<EndpointRow | undefined> {
  return firstRow(
    db,
    sql<EndpointRow>`
      select ${columns} from outgoing_endpoints
      where community_id = ${communityId} and id = ${id} and deleted_at is null`,
  )
}

/** Locks the lane and then the row, in the order in which attempts are ended. */
export async function lockEndpoint(
  tx: Transaction,
  communityId: string,
  id: string,
): Promise<EndpointRow | undefined> {
  await sql`
    select from outgoing_lanes where community_id = ${communityId} and endpoint_id = ${id} for update`.execute(
    tx,
  )
  return firstRow(
    tx,
    sql<EndpointRow>`
      select ${columns} from outgoing_endpoints
      where community_id = ${communityId} and id = ${id} and deleted_at is null for update`,
  )
}

export async function listEndpointRows(db: Queryable, communityId: string): Promise<EndpointRow[]> {
  return rows(
    db,
    sql<EndpointRow>`
      select ${columns} from outgoing_endpoints
      where community_id = ${communityId} and deleted_at is null order by id desc`,
  )
}

/** The webhook of an app, if it has one. */
export async function findEndpointOfApp(
  db: Queryable,
  communityId: string,
  appId: string,
): Promise<EndpointRow | undefined> {
  return firstRow(
    db,
    sql<EndpointRow>`
      select ${columns} from outgoing_endpoints
      where community_id = ${communityId} and app_id = ${appId} and deleted_at is null`,
  )
}

export async function updateTellsAliases(
  tx: Transaction,
  communityId: string,
  appId: string,
  tellsAliases: boolean,
): Promise<void> {
  await sql`
    update outgoing_endpoints set tells_aliases = ${tellsAliases}
    where community_id = ${communityId} and app_id = ${appId} and deleted_at is null`.execute(tx)
}

export interface EndpointChange {
  name?: { name: string; nameKey: string }
  url?: string
  eventTypes?: readonly string[]
  filter?: readonly Condition[]
  headers?: { sealed: Buffer | null }
  apiKey?: { sealed: Buffer | null }
  encryption?: SealedEncryption
  schedule?: readonly number[] | null
  ratePerSecond?: number | null
  inFlightMax?: number
  isOrdered?: boolean
  ownership?: 'unasked' | 'pending'
  state?: 'active' | 'paused' | 'deleted'
}

/** Every change makes a new revision, which is also how senders notice it. */
export async function updateEndpoint(
  tx: Transaction,
  communityId: string,
  id: string,
  change: EndpointChange,
): Promise<EndpointRow | undefined> {
  const sets = [sql`revision = revision + 1`, sql`updated_at = guildhall_now()`]
  if (change.name) sets.push(sql`name = ${change.name.name}`, sql`name_key = ${change.name.nameKey}`)
  if (change.url !== undefined) sets.push(sql`url = ${change.url}`)
  if (change.eventTypes !== undefined) sets.push(sql`event_types = ${change.eventTypes}`)
  if (change.filter !== undefined) sets.push(sql`filter = ${filterJson(change.filter)}`)
  if (change.headers !== undefined) sets.push(sql`headers = ${change.headers.sealed}`)
  if (change.apiKey !== undefined) sets.push(sql`api_key = ${change.apiKey.sealed}`)
  if (change.encryption !== undefined) {
    const { encryption_mode: mode, encryption_key: key } = change.encryption
    sets.push(sql`encryption_mode = ${mode}`, sql`encryption_key = ${key}`)
  }
  if (change.schedule !== undefined) sets.push(sql`schedule = ${change.schedule}`)
  if (change.ratePerSecond !== undefined) sets.push(sql`rate_per_second = ${change.ratePerSecond}`)
  if (change.inFlightMax !== undefined) sets.push(sql`in_flight_max = ${change.inFlightMax}`)
  if (change.isOrdered !== undefined) sets.push(sql`is_ordered = ${change.isOrdered}`)
  if (change.ownership !== undefined) {
    sets.push(sql`ownership = ${change.ownership}`, sql`ownership_proved_at = null`)
  }
  if (change.state === 'active') {
    sets.push(sql`paused_at = null`, sql`disabled_at = null`, sql`disabled_reason = null`)
  }
  if (change.state === 'paused') sets.push(sql`paused_at = guildhall_now()`)
  if (change.state === 'deleted') sets.push(sql`deleted_at = guildhall_now()`)
  return firstRow(
    tx,
    sql<EndpointRow>`
      update outgoing_endpoints set ${sql.join(sets)}
      where community_id = ${communityId} and id = ${id} returning ${columns}`,
  )
}

/** Nothing more is claimed of it. */
export async function holdLane(tx: Transaction, communityId: string, endpointId: string): Promise<void> {
  await sql`
    update outgoing_lanes set is_held = true
    where community_id = ${communityId} and endpoint_id = ${endpointId}`.execute(tx)
}

/** As new: the breaker closed, and whatever waits looked at once, unless it is fetched. */
export async function releaseLane(
  tx: Transaction,
  { community_id: communityId, id: endpointId, listened_at: listenedAt }: EndpointRow,
): Promise<void> {
  await sql`
    update outgoing_lanes
    set is_held = ${listenedAt !== null}, open_until = null, open_seconds = 0, window_started_at = null, window_attempts = 0,
        window_failures = 0, failing_since = null, throttled_until = null, due_at = guildhall_now()
    where community_id = ${communityId} and endpoint_id = ${endpointId}`.execute(tx)
}

export interface LaneRow {
  endpoint_id: string
  backlog: number
  open_until: Date | null
  failing_since: Date | null
  last_success_at: Date | null
  next_attempt_at: Date | null
}

export async function listLanes(db: Queryable, communityId: string, endpointIds: readonly string[]) {
  return rows(
    db,
    sql<LaneRow>`
      select endpoint_id, backlog, open_until, failing_since, last_success_at,
             case when backlog > 0 and isfinite(ready_at) then ready_at end as next_attempt_at
      from outgoing_lanes
      where community_id = ${communityId} and endpoint_id = any(${endpointIds}::uuid[])`,
  )
}

export interface HourRow {
  endpoint_id: string
  hour: Date
  success: number
  failed: number
}

export async function listHours(db: Queryable, communityId: string, endpointIds: readonly string[]) {
  return rows(
    db,
    sql<HourRow>`
      select endpoint_id, hour, success, failed from outgoing_hours
      where community_id = ${communityId} and endpoint_id = any(${endpointIds}::uuid[])
        and hour > guildhall_now() - interval '24 hours'
      order by hour`,
  )
}
