/**
 * A node with nothing but the embedded PostgreSQL, for tests that kill it or run it as somebody else: prints one
 * line of JSON when the server is there and stops it when its input ends.
 */

import { startEmbeddedPostgres } from '../../server/platform/db/embedded/embedded-postgres.ts'
import { createLog } from '../../server/platform/log.ts'

const [dataDir] = process.argv.slice(2)
if (!dataDir) throw new Error('usage: embedded-node.ts DATA_FOLDER')
const server = await startEmbeddedPostgres({ dataDir, log: createLog('warn') })
process.stdout.write(`${JSON.stringify({ postgresPid: server.pid(), connection: server.connection })}\n`)
process.stdin.resume()
process.stdin.once('end', () => {
  void server.stop()
})
