/** Opens what every action needs: the database, brought to this program's schema and of the master key at hand, and the context on it. */
import type pg from 'pg'
import type { RuntimeConfig } from './config.ts'
import { connect } from './connect.ts'
import type { Context } from './context.ts'
import type { Clock } from './platform/clock.ts'
import { createDatabase, inTransaction } from './platform/db/database.ts'
import { migrate } from './platform/db/migrate.ts'
import { createSlowStatements, type SlowStatements } from './platform/db/slow-statements.ts'
import { createEvents } from './platform/events/events.ts'
import { createIds } from './platform/ids.ts'
import { createJobs } from './platform/jobs/jobs.ts'
import { requireKnownKey } from './platform/known-key.ts'
import type { Log } from './platform/log.ts'

export interface OpenContext {
  ctx: Context
  pool: pg.Pool
  slow: SlowStatements
  /** Ends the connections and, if it was started here, the embedded server. */
  close: () => Promise<void>
}

export async function openContext(config: RuntimeConfig, clock: Clock, log: Log): Promise<OpenContext> {
  const { pool, settings, close } = await connect(config, log)
  const slow = createSlowStatements(clock.now)
  const db = createDatabase(pool, undefined, slow)
  try {
    await migrate(pool)
    await requireKnownKey(db, config)
  } catch (error) {
    await close()
    throw error
  }
  const ids = createIds(clock)
  const ctx: Context = {
    db,
    clock,
    ids,
    log,
    config: { ...config, connection: settings },
    events: createEvents(ids),
    jobs: createJobs(),
    inTransaction: (work) => inTransaction(db, work),
  }
  return { ctx, pool, slow, close }
}
