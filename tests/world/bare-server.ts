/**
 * The whole server on a throw-away database behind a real port, before anybody has used it. `stop()` fails when it
 * logged an error, the ledger does not add up, or anything was left open.
 */
import { randomBytes } from 'node:crypto'
import { Writable } from 'node:stream'
import { sql } from 'kysely'
import { pino } from 'pino'
import { type App, createApp } from '../../server/app.ts'
import { type RuntimeConfig, readConfig } from '../../server/config.ts'
import { proveConservation } from '../../server/operate/conservation.ts'
import { describeError } from '../../server/platform/log.ts'
import { readMasterKey } from '../../server/platform/master-key.ts'
import { createHttpClient, type HttpClient } from './http-client.ts'
import { checkNothingIsOpen, countOpenPorts } from './leaks.ts'
import { createTestDatabase } from './postgres.ts'
import { saveRecord } from './record.ts'

const enoughCallsPerMinute = 10_000_000

export interface Duration {
  days?: number
  hours?: number
  minutes?: number
  seconds?: number
}

export interface BareServer {
  app: App
  http: HttpClient
  /** Moves the clock of the process and the clock of decisions together. */
  clock: { now: () => number; advance: (by: Duration) => Promise<void> }
  /** Errors that the server logged so far; they no longer fail `stop()`. */
  takeErrors: () => string[]
  stop: () => Promise<void>
}

export async function startBareServer(changes: Partial<RuntimeConfig> = {}): Promise<BareServer> {
  const portsBefore = countOpenPorts()
  const database = await createTestDatabase()
  const errors: string[] = []
  let advancedMs = 0
  const now = () => Date.now() + advancedMs
  const { host, port, user, database: name } = database.connection
  const app = await createApp(
    {
      ...readConfig({ GUILDHALL_PORT: '0' }),
      host: '127.0.0.1',
      publicUrl: 'http://localhost:3333',
      databaseUrl: `socket:${host}?db=${name}&user=${user}&port=${port}`,
      masterKey: await readMasterKey({ secret: randomBytes(32).toString('base64url'), dataDir: '' }),
      requestsPerMinute: enoughCallsPerMinute,
      appliesInThread: false,
      ...changes,
    },
    { now },
    errorLog(errors),
  )
  const http = createHttpClient(`http://127.0.0.1:${await app.listen()}`)
  return {
    app,
    http,
    clock: {
      now,
      async advance({ days = 0, hours = 0, minutes = 0, seconds = 0 }) {
        advancedMs += (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000
        await sql`
          create or replace function guildhall_now() returns timestamptz language sql stable
          as ${sql.lit(`select transaction_timestamp() + interval '${advancedMs} milliseconds'`)}`.execute(
          app.ctx.db,
        )
      },
    },
    takeErrors: () => errors.splice(0),
    async stop() {
      const { problems } = await proveConservation(app.ctx.db)
      await http.close()
      await app.stop()
      saveRecord()
      await checkNothingIsOpen(database.connection, portsBefore)
      await database.drop()
      if (problems.length > 0) throw new Error(`The ledger does not add up:\n${problems.join('\n')}`)
      if (errors.length > 0) throw new Error(`The server logged errors:\n${errors.join('\n')}`)
    },
  }
}

/** Keeps the lines of errors; warnings belong to tests of faults. */
function errorLog(errors: string[]) {
  const lines = new Writable({
    write(line: Buffer, _encoding, done) {
      errors.push(line.toString('utf8').trim())
      done()
    },
  })
  return pino({ level: 'error', serializers: { error: describeError } }, lines)
}
