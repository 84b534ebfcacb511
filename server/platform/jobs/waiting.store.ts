/** How the background jobs fare: figures for the operator. */
import { sql } from 'kysely'
import { firstRow, type Queryable } from '../db/database.ts'

export interface WaitingJobs {
  waiting: number
  oldest_seconds: number
  given_up: number
}

/** Jobs that are due and have not ended, and those that were tried as often as they may be. */
export async function readWaitingJobs(db: Queryable): Promise<WaitingJobs> {
  const row = await firstRow(
    db,
    sql<WaitingJobs>`
      select count(*) filter (where attempts < max_attempts and run_at <= now()) as waiting,
             coalesce(greatest(0, extract(epoch from now() - min(run_at)
               filter (where attempts < max_attempts and run_at <= now()))), 0)::float8 as oldest_seconds,
             count(*) filter (where attempts >= max_attempts) as given_up
      from graphile_worker.jobs`,
  )
  return row ?? { waiting: 0, oldest_seconds: 0, given_up: 0 }
}
