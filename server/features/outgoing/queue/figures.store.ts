/** Figures about what waits to be sent, over the whole installation: read from the lanes, one small row each. */
import { prepared, type Queryable, run } from '../../../platform/db/database.ts'

/** Whoever scrapes does not wait long, and has other figures to see. */
const answerWithinMs = 3_000

const countStatement = prepared<{ count: number }>(
  'outgoing_count_waiting',
  'select coalesce(sum(backlog), 0)::bigint as count from outgoing_lanes',
  answerWithinMs,
)

export async function countWaiting(db: Queryable): Promise<number> {
  return (await run(db, countStatement, []))[0]?.count ?? 0
}

const oldestStatement = prepared<{ seconds: number }>(
  'outgoing_oldest_due',
  `select greatest(0, extract(epoch from guildhall_now() - min(ready_at)))::float8 as seconds
   from outgoing_lanes where backlog > 0 and ready_at <= guildhall_now()`,
  answerWithinMs,
)

/** How long the endpoint that has waited longest has been due. */
export async function oldestDueSeconds(db: Queryable): Promise<number> {
  return (await run(db, oldestStatement, []))[0]?.seconds ?? 0
}

export interface LaneFigures {
  backlog_max: number
  open: number
  half_open: number
  closed: number
}

const lanesStatement = prepared<LaneFigures>(
  'outgoing_lane_figures',
  `select coalesce(max(backlog), 0)::bigint as backlog_max,
          count(*) filter (where open_until > guildhall_now())::int as open,
          count(*) filter (where open_until <= guildhall_now())::int as half_open,
          count(*) filter (where open_until is null)::int as closed
   from outgoing_lanes where not is_held`,
  answerWithinMs,
)

/** The longest backlog of one endpoint, and how many breakers are in each state; of those that are sent to. */
export async function readLaneFigures(db: Queryable): Promise<LaneFigures> {
  return (await run(db, lanesStatement, []))[0] ?? { backlog_max: 0, open: 0, half_open: 0, closed: 0 }
}

const failedCountMax = 100_000

const failedStatement = prepared<{ count: number }>(
  'outgoing_count_failed',
  `select count(*) as count from (
     select from outgoing_outcomes where status <> 'success' and status = 'failed' limit ${failedCountMax}
   ) as failed`,
  answerWithinMs,
)

/** Dead letters: deliveries that were given up and not sent again; counted up to a bound. */
export async function countFailed(db: Queryable): Promise<number> {
  return (await run(db, failedStatement, []))[0]?.count ?? 0
}
