/** Migrations on a real database: in order, once, and never on a database they do not fit. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../tests/world/postgres.ts'
import { packageRoot } from '../package-root.ts'
import { migrate } from './migrate.ts'

const ourMigrations = join(packageRoot(), 'server', 'migrations')

let server: TestDatabase
let pool: pg.Pool
let folder: string

beforeAll(async () => {
  server = await createTestDatabase()
})
afterAll(() => server.drop())

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guildhall-migrations-'))
  pool = new pg.Pool({ ...server.connection, statement_timeout: 1_000 })
  // Connections that are still closing when the database is dropped.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  await pool.query('drop schema public cascade; create schema public')
})
afterEach(async () => {
  await pool.end()
  await rm(folder, { recursive: true, force: true })
})

const write = (name: string, sql: string) => writeFile(join(folder, name), sql)
const names = async () =>
  (await pool.query('select name from schema_migrations order by name')).rows.map((row) => row.name)

describe('migrate', () => {
  test('applies the files in the order of their numbers and each only once', async () => {
    await write('0002-fill.sql', 'insert into notes values (1)')
    await write('0001-notes.sql', 'create table notes (id int)')
    expect(await migrate(pool, folder)).toEqual({ applied: ['0001-notes.sql', '0002-fill.sql'] })
    expect(await migrate(pool, folder)).toEqual({ applied: [] })
    expect((await pool.query('select count(*)::int as count from notes')).rows).toEqual([{ count: 1 }])
  })

  test('brings an empty database to the schema of this program', async () => {
    const { applied } = await migrate(pool)
    expect(applied[0]).toBe('0001-platform.sql')
    expect(await names()).toEqual(applied)
  })

  test('leaves nothing of a failing file and keeps the ones before it', async () => {
    await write('0001-notes.sql', 'create table notes (id int)')
    await write('0002-broken.sql', 'create table half (id int); select 1 / 0')
    await expect(migrate(pool, folder)).rejects.toThrow('Migration 0002-broken.sql failed: division by zero')
    expect(await names()).toEqual(['0001-notes.sql'])
    expect((await pool.query("select to_regclass('half') as half")).rows).toEqual([{ half: null }])
    await write('0002-broken.sql', 'create table half (id int)')
    expect(await migrate(pool, folder)).toEqual({ applied: ['0002-broken.sql'] })
  })

  test('goes on after its session was ended within any of the files', async () => {
    const files = (await readdir(ourMigrations)).filter((name) => name.endsWith('.sql')).sort()
    expect(files.length).toBeGreaterThan(5)
    for (const name of files) await write(name, await readFile(join(ourMigrations, name), 'utf8'))
    for (const [index, name] of files.entries()) {
      const whole = await readFile(join(ourMigrations, name), 'utf8')
      await write(name, `${whole};\nselect pg_terminate_backend(pg_backend_pid());`)
      await expect(migrate(pool, folder)).rejects.toThrow(`Migration ${name} failed`)
      expect(await names()).toEqual(files.slice(0, index))
      await write(name, whole)
    }
    expect((await migrate(pool, folder)).applied).toEqual(files.slice(-1))
    expect(await names()).toEqual(files)
  })

  test('goes on after its session was ended at the commit of a file', async () => {
    await write('0001-notes.sql', 'create table notes (id int)')
    await migrate(pool, folder)
    await pool.query(`
      create function end_session() returns trigger language plpgsql as
        $$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$;
      create constraint trigger ends_session after insert on schema_migrations deferrable initially deferred
        for each row execute function end_session();`)
    await write('0002-more.sql', 'create table more (id int)')
    await expect(migrate(pool, folder)).rejects.toThrow('Migration 0002-more.sql failed')
    await pool.query('drop trigger ends_session on schema_migrations')
    expect(await names()).toEqual(['0001-notes.sql'])
    expect(await migrate(pool, folder)).toEqual({ applied: ['0002-more.sql'] })
  })

  test('lets nodes that start together apply each file once between them', async () => {
    await write('0001-notes.sql', 'create table notes (id int); select pg_sleep(0.2)')
    const results = await Promise.all([migrate(pool, folder), migrate(pool, folder), migrate(pool, folder)])
    expect(results.flatMap(({ applied }) => applied)).toEqual(['0001-notes.sql'])
  })

  test('is not ended by the statement timeout of requests', async () => {
    await write('0001-slow.sql', 'select pg_sleep(1.2)')
    expect(await migrate(pool, folder)).toEqual({ applied: ['0001-slow.sql'] })
  })

  test('refuses when a file was changed after it ran', async () => {
    await write('0001-notes.sql', 'create table notes (id int)')
    await migrate(pool, folder)
    await write('0001-notes.sql', 'create table notes (id bigint)')
    await expect(migrate(pool, folder)).rejects.toThrow('Migration 0001-notes.sql was changed after it ran')
  })

  test('takes a file with other line ends for the same', async () => {
    await write('0001-notes.sql', 'create table notes (\n id int\n)')
    await migrate(pool, folder)
    await write('0001-notes.sql', 'create table notes (\r\n id int\r\n)')
    expect(await migrate(pool, folder)).toEqual({ applied: [] })
  })

  test('refuses a database that is newer than this program', async () => {
    await write('0001-notes.sql', 'create table notes (id int)')
    await write('0002-later.sql', 'create table later (id int)')
    await migrate(pool, folder)
    await rm(join(folder, '0002-later.sql'))
    await expect(migrate(pool, folder)).rejects.toThrow(
      'newer than this program: it already has 0002-later.sql',
    )
  })

  test('refuses a file that comes before one that already ran', async () => {
    await write('0002-notes.sql', 'create table notes (id int)')
    await migrate(pool, folder)
    await write('0001-late.sql', 'create table late (id int)')
    await expect(migrate(pool, folder)).rejects.toThrow('0001-late.sql comes before 0002-notes.sql')
  })

  test('refuses two files with the same number and names outside the pattern', async () => {
    await write('0001-a.sql', 'select 1')
    await write('0001-b.sql', 'select 1')
    await expect(migrate(pool, folder)).rejects.toThrow('Two migrations have the number 0001')
    await rm(join(folder, '0001-b.sql'))
    await write('2-c.sql', 'select 1')
    await expect(migrate(pool, folder)).rejects.toThrow('2-c.sql is not named')
  })

  test('refuses a folder without any migration', async () => {
    await expect(migrate(pool, folder)).rejects.toThrow('There are no migrations')
  })
})
