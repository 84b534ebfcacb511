/** Asks a live server who it is, so that we never use, stop or fill a database that is not ours. */
import pg from 'pg'
import { readSystemIdentifier, superuser } from './cluster.ts'
import type { EmbeddedConnection, RunningServer } from './connection-file.ts'

const connectWithinMs = 10_000
export const database = 'guildhall'

/** Throws when the server behind the socket does not serve the cluster in that folder. */
export async function verifyServer(server: RunningServer): Promise<void> {
  await withClient({ ...server.connection, database: 'postgres' }, async (client) => {
    const { rows } = await client.query<{ cluster: string; identifier: string }>(
      `select current_setting('data_directory') as cluster, system_identifier::text as identifier
       from pg_control_system()`,
    )
    const found = rows[0]
    if (found?.cluster !== server.cluster || found.identifier !== server.systemIdentifier) {
      throw new Error(
        `The server on ${server.connection.host} serves ${found?.cluster}, not ${server.cluster}`,
      )
    }
  })
}

export async function identifyServer(
  pid: number,
  cluster: string,
  sockets: string,
  port: number,
): Promise<RunningServer> {
  const server = {
    pid,
    cluster,
    systemIdentifier: await readSystemIdentifier(cluster),
    connection: { host: sockets, port, user: superuser, database },
  }
  await verifyServer(server)
  return server
}

/** A crash may fall between making the cluster and making the database in it, so every start looks. */
export async function ensureDatabase(connection: EmbeddedConnection): Promise<void> {
  await withClient({ ...connection, database: 'postgres' }, async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [
      connection.database,
    ])
    if (rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(connection.database)}`)
  })
}

/** How many sessions other than the asking one the server has. */
export async function countSessions(connection: EmbeddedConnection): Promise<number> {
  return withClient({ ...connection, database: 'postgres' }, async (client) => {
    const { rows } = await client.query<{ count: number }>(
      `select count(*)::integer as count from pg_stat_activity
       where backend_type = 'client backend' and pid <> pg_backend_pid()`,
    )
    return rows[0]?.count ?? 0
  })
}

async function withClient<Result>(
  connection: EmbeddedConnection,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: connectWithinMs })
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
