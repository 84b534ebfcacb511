/** The embedded server alone for one command, joined or started, with the schema as it is; left as it was found. */
import { type Config, readConfig } from '../server/config.ts'
import {
  type EmbeddedConnection,
  startEmbeddedPostgres,
} from '../server/platform/db/embedded/embedded-postgres.ts'
import { createLog, type Log } from '../server/platform/log.ts'
import { refuseWithoutInstallation } from './with-context.ts'

/** The command says what matters itself; the log is for what goes wrong underneath. */
export function commandLog(): Log {
  return createLog(process.env.GUILDHALL_LOG_LEVEL || 'error')
}

export async function withEmbedded<Result>(
  work: (connection: EmbeddedConnection, config: Config) => Promise<Result>,
): Promise<Result> {
  const config = readConfig(process.env)
  await refuseWithoutInstallation(config)
  const server = await startEmbeddedPostgres({ dataDir: config.dataDir, log: commandLog() })
  try {
    return await work(server.connection, config)
  } finally {
    await server.stop()
  }
}
