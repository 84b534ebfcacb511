/**
 * The whole server on a throw-away database behind a real port, before anybody has used it. `stop()` fails when it
 * logged an error, the ledger does not add up, an event is not as promised, or anything was left open.
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
import { checkEvents } from './check-events.ts'
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
  /** All that it logged, where the level was set. */
  logLines: readonly string[]
  stop: () => Promise<void>
}

export async function startBareServer(changes: Partial<RuntimeConfig> = {}): Promise<BareServer> {
  const portsBefore = countOpenPorts()
  const database = await createTestDatabase()
  const errors: string[] = []
  const logLines: string[] = []
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
    testLog(errors, changes.logLevel, logLines),
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
    logLines,
    async stop() {
      const { problems } = await proveConservation(app.ctx.db)
      const events = await checkEvents(app.ctx.db)
      await http.close()
      await app.stop()
      saveRecord()
      await checkNothingIsOpen(database.connection, portsBefore)
      await database.drop()
      if (problems.length > 0) throw new Error(`The ledger does not add up:\n${problems.join('\n')}`)
      if (events.problems.length > 0)
        throw new Error(`Events are not as promised:\n${events.problems.join('\n')}`)
      if (errors.length > 0) throw new Error(`The server logged errors:\n${errors.join('\n')}`)
    },
  }
}

/** As pino writes it. */
const errorLevel = 50

/** Keeps the lines of errors; warnings belong to tests of faults. With a level it keeps all lines beside. */
function testLog(errors: string[], level: RuntimeConfig['logLevel'] | undefined, all: string[]) {
  const lines = new Writable({
    write(line: Buffer, _encoding, done) {
      const text = line.toString('utf8').trim()
      if (level !== undefined) all.push(text)
      if ((JSON.parse(text) as { level: number }).level >= errorLevel) errors.push(text)
      done()
    },
  })
  return pino({ level: level ?? 'error', serializers: { error: describeError } }, lines)
}
