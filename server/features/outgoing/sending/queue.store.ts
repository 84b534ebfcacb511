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
