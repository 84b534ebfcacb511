/** Brings a database to the schema of this program: each file of server/migrations once, in order, forward only. */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { packageRoot } from '../package-root.ts'
import { type AppliedMigration, type Migration, planMigrations } from './migrate.rules.ts'

/** Names the one lock that nodes starting together queue for. */
export const migrationLock = 4_842_071_146

/**
 * Each file commits on its own, with its entry in `schema_migrations`, so a failing one leaves the earlier
 * ones applied and a later start goes on from there. Returns the names of what it applied.
 */
export async function migrate(
  pool: pg.Pool,
  folder = join(packageRoot(), 'server', 'migrations'),
): Promise<{ applied: string[] }> {
  const migrations = await readMigrations(folder)
  return withMigrationLock(pool, async (client) => {
    await client.query(
      `create table if not exists schema_migrations (
         name text collate "C" primary key,
         digest text not null,
         applied_at timestamptz not null default now()
       )`,
    )
    const { rows } = await client.query<AppliedMigration>(
      'select name, digest from schema_migrations order by name',
    )
    const pending = planMigrations(migrations, rows)
    for (const migration of pending) await apply(client, migration)
    return { applied: pending.map(({ name }) => name) }
  })
}

/** While one node changes a schema, the others that start wait here. */
export async function withMigrationLock<Result>(
  pool: pg.Pool,
  change: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect()
  try {
    await liftTimeouts(client)
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    return await change(client)
  } finally {
    // Closing the connection gives the lock back and takes its lifted timeouts with it.
    client.release(true)
  }
}

async function apply(client: pg.PoolClient, { name, sql, digest }: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(sql)
    await client.query('insert into schema_migrations (name, digest) values ($1, $2)', [name, digest])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw new Error(`Migration ${name} failed: ${(error as Error).message}`, { cause: error })
  }
}

/** A schema change may take longer than any request, and so may the wait for another node's migrations. */
async function liftTimeouts(client: pg.PoolClient): Promise<void> {
  await client.query(
    `select set_config(name, '0', false) from pg_settings
     where name in ('statement_timeout', 'lock_timeout', 'transaction_timeout', 'idle_in_transaction_session_timeout')`,
  )
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  if (names.length === 0)
    throw new Error(`There are no migrations in ${folder}: the installation is incomplete`)
  return Promise.all(
    names.map(async (name) => {
      // A checkout with other line ends is still the same migration.
      const sql = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n')
      return { name, sql, digest: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}
