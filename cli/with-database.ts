/** The database alone for one command, joined or started, with the schema as it is; left as it was found. */
import type pg from 'pg'
import { type Config, readConfig } from '../server/config.ts'
import { connect } from '../server/connect.ts'
import type { ConnectionSettings } from '../server/platform/db/database.ts'
import {
  type EmbeddedConnection,
  startEmbeddedPostgres,
} from '../server/platform/db/embedded/embedded-postgres.ts'
import { createLog, type Log } from '../server/platform/log.ts'
import { openDatabase, refuseWithoutInstallation } from './with-context.ts'

/** The command says what matters itself; the log is for what goes wrong underneath. */
export function commandLog(): Log {
  return createLog(process.env.GUILDHALL_LOG_LEVEL || 'error')
}

/** The embedded server; for what an external one has its own means for. */
export async function withEmbedded<Result>(
  work: (connection: EmbeddedConnection, config: Config) => Promise<Result>,
): Promise<Result> {
  const config = readConfig(process.env)
  await refuseWithoutInstallation(config)
  const server = await openDatabase(() =>
    startEmbeddedPostgres({ dataDir: config.dataDir, log: commandLog() }),
  )
  try {
    return await work(server.connection, config)
  } finally {
    await server.stop()
  }
}

export async function withPool<Result>(
  work: (pool: pg.Pool, config: Config, connection: ConnectionSettings) => Promise<Result>,
): Promise<Result> {
  const config = readConfig(process.env)
  await refuseWithoutInstallation(config)
  const { pool, settings, close } = await openDatabase(() => connect(config, commandLog()))
  try {
    return await work(pool, config, settings)
  } finally {
    await close()
  }
}
