/** Finds the database: the external one of DATABASE_URL, or our embedded server, started if need be. */
import type pg from 'pg'
import type { Config } from './config.ts'
import { type ConnectionSettings, createPool } from './platform/db/database.ts'
import { startEmbeddedPostgres } from './platform/db/embedded/embedded-postgres.ts'
import type { Log } from './platform/log.ts'

export interface Connection {
  pool: pg.Pool
  settings: ConnectionSettings
  close: () => Promise<void>
}

export async function connect(config: Config, log: Log): Promise<Connection> {
  if (config.databaseUrl) {
    const settings = { connectionString: config.databaseUrl }
    const pool = createPool(settings, log)
    return { pool, settings, close: () => pool.end() }
  }
  const embedded = await startEmbeddedPostgres({ dataDir: config.dataDir, log })
  const pool = createPool(embedded.connection, log)
  return {
    pool,
    settings: embedded.connection,
    async close() {
      await pool.end()
      await embedded.stop()
    },
  }
}
