/** Moves everything from a stopped installation's database into an empty one: schema, rows, sequences, jobs. */
import { setTimeout as pause } from 'node:timers/promises'
import { runMigrations } from 'graphile-worker'
import pg from 'pg'
import type { Log } from '../../log.ts'
import { OperatorError } from '../../operator-error.ts'
import { type ConnectionSettings, createPool } from '../database.ts'
import { migrate, migrationLock } from '../migrate.ts'
import { hasJobs } from './catalog.ts'
import { copyTables, type MovedTable, refuseUsed } from './copy-tables.ts'

const othersEndWithinMs = 1_000

/** Another major version of PostgreSQL may be on either side. Both are brought to the schema of this program. */
export async function moveDatabase(
  from: ConnectionSettings,
  to: ConnectionSettings,
  log: Log,
): Promise<MovedTable[]> {
  await bringUpToDate(from, log, await withClient(from, hasJobs))
  return withClient(from, async (source) => {
    // A server that starts now waits for this lock before it does anything.
    await source.query('select pg_advisory_lock($1)', [migrationLock])
    await refuseOthers(source)
    await withClient(to, (target) => refuseUsed(source, target))
    await bringUpToDate(to, log, await hasJobs(source))
    return withClient(to, (target) => copyTables(source, target))
  })
}

async function bringUpToDate(settings: ConnectionSettings, log: Log, withJobs: boolean): Promise<void> {
  const pool = createPool(settings, log)
  try {
    await migrate(pool)
    if (withJobs) await runMigrations({ pgPool: pool })
  } finally {
    await pool.end()
  }
}

/** Sessions that are just ending get a moment. */
async function refuseOthers(source: pg.Client): Promise<void> {
  const deadline = Date.now() + othersEndWithinMs
  for (;;) {
    const { rows } = await source.query<{ count: number }>(
      `select count(*)::integer as count from pg_stat_activity
       where backend_type = 'client backend' and pid <> pg_backend_pid()`,
    )
    if (rows[0]?.count === 0) return
    if (Date.now() > deadline)
      throw new OperatorError('Somebody is connected to the database: stop the server first')
    await pause(50)
  }
}

async function withClient<Result>(
  settings: ConnectionSettings,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ ...settings, application_name: 'guildhall move' })
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
