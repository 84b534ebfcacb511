/** How much waits to be applied, over all communities: figures for the operator. */
import { prepared, type Queryable, run } from '../../../platform/db/database.ts'

/** Whoever scrapes does not wait long, and has other figures to see. */
const answerWithinMs = 3_000

const countStatement = prepared<{ count: number }>(
  'incoming_queue_count',
  `select count(*) as count from incoming_pending where state = 'queued'`,
  answerWithinMs,
)

export async function countQueued(db: Queryable): Promise<number> {
  const [row] = await run(db, countStatement, [])
  return row?.count ?? 0
}

const oldestStatement = prepared<{ seconds: number | null }>(
  'incoming_queue_oldest',
  `select extract(epoch from guildhall_now() - min(due_at))::float8 as seconds
   from incoming_pending where state = 'queued'`,
  answerWithinMs,
)

/** Seconds since the oldest was due; 0 when nothing is late. */
export async function oldestQueuedSeconds(db: Queryable): Promise<number> {
  const [row] = await run(db, oldestStatement, [])
  return Math.max(0, row?.seconds ?? 0)
}
