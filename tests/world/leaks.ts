/** Finds what a stopped server left behind: listening ports and connections to the database. */
import pg from 'pg'
import type { EmbeddedConnection } from '../../server/platform/db/embedded/embedded-postgres.ts'

const patienceMs = 5_000

/** How many ports this process listens on. */
export function countOpenPorts(): number {
  return process.getActiveResourcesInfo().filter((kind) => kind === 'TCPServerWrap').length
}

/** Throws when something stays open; backends need a moment to see that their client has gone. */
export async function checkNothingIsOpen(connection: EmbeddedConnection, portsBefore: number): Promise<void> {
  const client = new pg.Client({ ...connection, database: 'postgres' })
  await client.connect()
  try {
    const deadline = Date.now() + patienceMs
    for (;;) {
      const { rows } = await client.query<{ query: string }>(
        'select query from pg_stat_activity where datname = $1',
        [connection.database],
      )
      const ports = countOpenPorts()
      if (rows.length === 0 && ports <= portsBefore) return
      if (Date.now() < deadline) continue
      const queries = rows.map((row) => row.query).join('\n')
      throw new Error(
        `Left open: ${ports - portsBefore} ports, and connections last used for:\n${queries || 'nothing'}`,
      )
    }
  } finally {
    await client.end()
  }
}
