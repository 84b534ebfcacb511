/** The SQL of ending attempts: their record, what becomes of the deliveries, and the new state of the lanes. */
import { bulkInsert, bulkRows } from '../../../platform/db/bulk-rows.ts'
import { prepared, run, type Transaction } from '../../../platform/db/database.ts'
import type { AttemptResult } from '../../../platform/outbound/attempt.ts'
import type { BreakerState } from '../queue/breaker.rules.ts'
import type { OutcomeRow } from '../queue/outcomes.store.ts'

export interface AttemptRow {
  communityId: string
  id: string
  deliveryId: string
  endpointId: string
  number: number
  startedAt: Date
  status: number | null
  failure: string | null
  detail: string | null
  phases: AttemptResult['phases']
  remoteAddress: string | null
  wasWritten: boolean
  requestHeaders: object
  responseHeaders: object | null
  responseBody: Buffer | null
  isCut: boolean
}

export const insertAttempts = bulkInsert<AttemptRow>('outgoing_insert_attempts', 'outgoing_attempts', [
  ['community_id', 'uuid', (row) => row.communityId],
  ['id', 'uuid', (row) => row.id],
  ['delivery_id', 'uuid', (row) => row.deliveryId],
  ['endpoint_id', 'uuid', (row) => row.endpointId],
  ['number', 'smallint', (row) => row.number],
  ['started_at', 'timestamptz', (row) => row.startedAt.toISOString()],
  ['status', 'smallint', (row) => row.status],
  ['failure', 'text', (row) => row.failure],
  ['detail', 'text', (row) => row.detail],
  ['phases', 'json', (row) => JSON.stringify(row.phases)],
  ['remote_address', 'text', (row) => row.remoteAddress],
  ['was_written', 'boolean', (row) => row.wasWritten],
  ['request_headers', 'json', (row) => JSON.stringify(row.requestHeaders)],
  ['response_headers', 'json', (row) => row.responseHeaders && JSON.stringify(row.responseHeaders)],
  ['response_body', 'bytea', (row) => row.responseBody],
  ['is_cut', 'boolean', (row) => row.isCut],
])

/** Of those that are still claimed as we claimed them; of the others somebody else decides. */
export interface OwnedRow {
  delivery_id: string
  claim_id: string
}

export interface EndedRow extends OutcomeRow {
  claimId: string
}

const endedRows = bulkRows<EndedRow>([
  ['community_id', 'uuid', (row) => row.communityId],
  ['delivery_id', 'uuid', (row) => row.deliveryId],
  ['claim_id', 'uuid', (row) => row.claimId],
  ['status', 'text', (row) => row.status],
  ['attempt_count', 'smallint', (row) => row.attemptCount],
  ['reason', 'text', (row) => row.reason],
])

const endStatement = prepared<OwnedRow>(
  'outgoing_end_claimed',
  `with mine as (${endedRows.select}), ended as (
     delete from outgoing_queue q using mine
     where q.community_id = mine.community_id and q.delivery_id = mine.delivery_id and q.claim_id = mine.claim_id
     returning q.community_id, q.delivery_id, q.endpoint_id, q.claim_id, mine.status, mine.attempt_count, mine.reason
   ), kept as (
     insert into outgoing_outcomes (community_id, delivery_id, endpoint_id, status, attempt_count, reason)
     select community_id, delivery_id, endpoint_id, status, attempt_count, reason from ended
   )
   select delivery_id, claim_id from ended`,
)

/** Takes them out of the queue, and keeps how they ended. */
export async function endClaimed(tx: Transaction, ended: readonly EndedRow[]): Promise<OwnedRow[]> {
  return ended.length === 0 ? [] : run(tx, endStatement, endedRows.parametersFor(ended))
}

export interface PostponedRow {
  communityId: string
  deliveryId: string
  claimId: string
  attemptCount: number
  waitSeconds: number
  /** Set once it goes on once a day. */
  dailyUntil: Date | null
}

const postponeStatement = prepared<OwnedRow>(
  'outgoing_postpone',
  `update outgoing_queue q
   set claim_id = null, lease_until = null, attempt_count = later.attempt_count,
       daily_until = later.daily_until, due_at = guildhall_now() + make_interval(secs => later.wait_seconds)
   from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::smallint[], $5::float8[], $6::timestamptz[])
     as later (community_id, delivery_id, claim_id, attempt_count, wait_seconds, daily_until)
   where q.community_id = later.community_id and q.delivery_id = later.delivery_id and q.claim_id = later.claim_id
   returning later.delivery_id, later.claim_id`,
)

/** Puts them off until they are due again. */
export async function postponeClaimed(tx: Transaction, later: readonly PostponedRow[]): Promise<OwnedRow[]> {
  if (later.length === 0) return []
  return run(tx, postponeStatement, [
    later.map((each) => each.communityId),
    later.map((each) => each.deliveryId),
    later.map((each) => each.claimId),
    later.map((each) => each.attemptCount),
    later.map((each) => each.waitSeconds),
    later.map((each) => each.dailyUntil?.toISOString() ?? null),
  ])
}

export interface LastFailure {
  /** What the receiver answered; without it `detail` tells why it did not. */
  status: number | null
  detail: string | null
}

export interface LaneChange {
  communityId: string
  endpointId: string
  breaker: BreakerState
  failingSince: Date | null
  succeeded: boolean
  /** The last failure that counted against the receiver; null when there was none. */
  lastFailure: LastFailure | null
  /** How many fewer wait. */
  ended: number
  /** Seconds until the earliest that was put off; null when none was. */
  waitSeconds: number | null
}

const changeLanesStatement = prepared<never>(
  'outgoing_change_lanes',
  `update outgoing_lanes lane
   set open_until = changed.open_until, open_seconds = changed.open_seconds,
       window_started_at = changed.window_started_at, window_attempts = changed.window_attempts,
       window_failures = changed.window_failures, failing_since = changed.failing_since,
       last_success_at = case when changed.succeeded then guildhall_now() else lane.last_success_at end,
       last_status = case when changed.has_failed then changed.last_status else lane.last_status end,
       last_failure = case when changed.has_failed then changed.last_failure else lane.last_failure end,
       backlog = greatest(0, lane.backlog - changed.ended),
       due_at = least(lane.due_at, guildhall_now() + make_interval(secs => changed.wait_seconds))
   from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::int[], $5::timestamptz[], $6::int[], $7::int[],
               $8::timestamptz[], $9::boolean[], $10::bigint[], $11::float8[], $12::boolean[], $13::smallint[],
               $14::text[])
     as changed (community_id, endpoint_id, open_until, open_seconds, window_started_at, window_attempts,
                 window_failures, failing_since, succeeded, ended, wait_seconds, has_failed, last_status,
                 last_failure)
   where lane.community_id = changed.community_id and lane.endpoint_id = changed.endpoint_id`,
)

export async function changeLanes(tx: Transaction, changed: readonly LaneChange[]): Promise<void> {
  await run(tx, changeLanesStatement, [
    changed.map((each) => each.communityId),
    changed.map((each) => each.endpointId),
    changed.map(({ breaker }) => breaker.openUntil?.toISOString() ?? null),
    changed.map(({ breaker }) => breaker.openSeconds),
    changed.map(({ breaker }) => breaker.windowStartedAt?.toISOString() ?? null),
    changed.map(({ breaker }) => breaker.windowAttempts),
    changed.map(({ breaker }) => breaker.windowFailures),
    changed.map((each) => each.failingSince?.toISOString() ?? null),
    changed.map((each) => each.succeeded),
    changed.map((each) => each.ended),
    changed.map((each) => each.waitSeconds),
    changed.map(({ lastFailure }) => lastFailure !== null),
    changed.map(({ lastFailure }) => lastFailure?.status ?? null),
    changed.map(({ lastFailure }) => lastFailure?.detail ?? null),
  ])
}

const addHoursStatement = prepared<never>(
  'outgoing_add_hours',
  `insert into outgoing_hours (community_id, endpoint_id, hour, success, failed)
   select community_id, endpoint_id, date_trunc('hour', guildhall_now(), 'UTC'), success, failed
   from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[]) as fresh (community_id, endpoint_id, success, failed)
   order by community_id, endpoint_id
   on conflict (community_id, endpoint_id, hour)
   do update set success = outgoing_hours.success + excluded.success, failed = outgoing_hours.failed + excluded.failed`,
)

export async function addHours(
  tx: Transaction,
  counts: readonly { communityId: string; endpointId: string; successes: number; failures: number }[],
): Promise<void> {
  await run(tx, addHoursStatement, [
    counts.map((each) => each.communityId),
    counts.map((each) => each.endpointId),
    counts.map((each) => each.successes),
    counts.map((each) => each.failures),
  ])
}

const disableStatement = prepared<{ id: string }>(
  'outgoing_disable',
  `with disabled as (
     update outgoing_endpoints set disabled_at = guildhall_now(), disabled_reason = $3,
       revision = revision + 1, updated_at = guildhall_now()
     where community_id = $1 and id = $2 and disabled_at is null and deleted_at is null
     returning id
   ), held as (
     update outgoing_lanes set is_held = true where community_id = $1 and endpoint_id in (select id from disabled)
   )
   select id from disabled`,
)

/** Answers whether it was not disabled before. The caller holds the lane. */
export async function disableEndpoint(
  tx: Transaction,
  communityId: string,
  endpointId: string,
  reason: string,
): Promise<boolean> {
  return (await run(tx, disableStatement, [communityId, endpointId, reason])).length > 0
}
