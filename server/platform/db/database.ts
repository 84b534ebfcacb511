/**
 * The connection to PostgreSQL: one pool, Kysely on top, and short transactions that end within 5 seconds so
 * that the horizon of the event log is never held back (DESIGN section 4).
 */
import { setTimeout as sleep } from 'node:timers/promises'
import {
  CompiledQuery,
  Kysely,
  PostgresDialect,
  type PostgresPool,
  type PostgresPoolClient,
  type RawBuilder,
} from 'kysely'
import pg from 'pg'
import type { Log } from '../log.ts'
import { arrayLiteral } from './array-literal.ts'
import type { SlowStatements } from './slow-statements.ts'

/** Stores write SQL as SQL; rows are typed where they are read, so no table types are kept. */
// biome-ignore lint/complexity/noBannedTypes: Kysely wants an object type for "no known tables"
type NoTables = {}
export type Database = Kysely<NoTables>
export type Transaction = Kysely<NoTables> & { readonly isTransaction: true }
/** Either: for reads that may run inside a transaction or outside. */
export type Queryable = Kysely<NoTables>

export interface ConnectionSettings {
  connectionString?: string
  host?: string
  port?: number
  user?: string
  database?: string
}

const poolSizeDefault = 20
const statementTimeoutMs = 15_000
const writeTransactionMs = 5_000
const connectTimeoutMs = 5_000
/** A server that is stopped, or behind a cut cable, never refuses: after this long its answer is given up. */
const answerWithinMsDefault = statementTimeoutMs + 5_000

export function createPool(settings: ConnectionSettings, log: Log, poolSize = poolSizeDefault): pg.Pool {
  const pool = new pg.Pool({
    ...settings,
    max: poolSize,
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: writeTransactionMs,
    application_name: 'guildhall',
    types: { getTypeParser: parserFor as typeof pg.types.getTypeParser },
  })
  // Without a listener a lost idle connection would end the process.
  pool.on('error', (error) => log.warn({ error: error.message }, 'a database connection was lost'))
  // The same for one in use; there the running statement fails and tells its caller.
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

const int8Oid = 20

/** bigint columns are counts and amounts below 2^53, so they are read as numbers; larger ones are a bug. */
function parserFor(oid: number, format?: 'text' | 'binary') {
  if (oid === int8Oid && format !== 'binary') return readInteger
  return pg.types.getTypeParser(oid, format as 'text')
}

function readInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Error(`${text} does not fit a safe integer`)
  return value
}

/** `answerWithinMs` bounds every statement that does not bring a bound of its own; `slow` is told how long each took. */
export function createDatabase(
  pool: pg.Pool,
  answerWithinMs = answerWithinMsDefault,
  slow?: SlowStatements,
): Database {
  return new Kysely<NoTables>({
    dialect: new PostgresDialect({ pool: namingPool(pool, answerWithinMs, slow) }),
  })
}

/**
 * Statements registered with `prepared` are sent by name, so that PostgreSQL plans them once per connection.
 * Measured: named prepared reads run about twice as fast as Kysely's unnamed ones (DESIGN section 3).
 */
const preparedStatements = new Map<string, { name: string; answerWithinMs: number | undefined }>()

export interface Prepared<Row> {
  readonly text: string
  readonly row?: Row
}

export function prepared<Row>(name: string, text: string, answerWithinMs?: number): Prepared<Row> {
  preparedStatements.set(text, { name, answerWithinMs })
  return { text }
}

export async function run<Row>(
  db: Queryable,
  statement: Prepared<Row>,
  values: readonly unknown[],
): Promise<Row[]> {
  const parameters = values.map((value) => (Array.isArray(value) ? arrayLiteral(value) : value))
  const result = await db.executeQuery(CompiledQuery.raw(statement.text, parameters))
  return result.rows as Row[]
}

export async function rows<Row>(db: Queryable, statement: RawBuilder<Row>): Promise<Row[]> {
  return (await statement.execute(db)).rows
}

export async function firstRow<Row>(db: Queryable, statement: RawBuilder<Row>): Promise<Row | undefined> {
  return (await statement.execute(db)).rows[0]
}

/** Hands Kysely clients that name the statements which have a name, and wait for no answer for ever. */
function namingPool(pool: pg.Pool, answerWithinMs: number, slow: SlowStatements | undefined): PostgresPool {
  const known = new WeakMap<pg.PoolClient, object>()
  return {
    async connect() {
      const client = await pool.connect()
      const naming = known.get(client) ?? {
        async query(text: string, values: unknown[]) {
          const start = performance.now()
          const answer = await ask(client, text, values, answerWithinMs)
          slow?.note(text, performance.now() - start)
          return answer
        },
        release: () => client.release(),
      }
      known.set(client, naming)
      return naming as PostgresPoolClient
    },
    end: () => pool.end(),
  }
}

async function ask(client: pg.PoolClient, text: string, values: unknown[], answerWithinMs: number) {
  const statement = preparedStatements.get(text)
  const waitMs = statement?.answerWithinMs ?? answerWithinMs
  const question = {
    text,
    values,
    ...(statement ? { name: statement.name } : {}),
    ...(Number.isFinite(waitMs) ? { query_timeout: waitMs } : {}),
  }
  try {
    return await client.query(question)
  } catch (error) {
    if (isSessionOver(error)) client.end().catch(() => {})
    throw error
  }
}

/** Whether nobody else may be handed the session: its statement may still run, or PostgreSQL has ended it. */
function isSessionOver(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return error.severity === 'FATAL' || error.severity === 'PANIC'
  return (error as Error).message === noAnswer
}

/** Tries of what PostgreSQL ended for the sake of another one. */
const overtakenTriesMax = 5
const retryWaitMsMax = 50

/** Runs `work` in one transaction; anything thrown rolls it back. Never wait for the network inside. */
export async function inTransaction<Result>(
  db: Database,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  return retryOvertaken(() => db.transaction().execute((tx) => work(tx as unknown as Transaction)))
}

/**
 * For a transaction, or one statement that is one: whoever waited in a circle with others, or was overtaken by them, is run
 * anew. So `work` changes nothing but the database.
 */
export async function retryOvertaken<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if (!isOvertaken(error) || tries >= overtakenTriesMax) throw error
      await sleep(Math.random() * retryWaitMsMax)
    }
  }
}

/** A deadlock, or a failure to serialize: everything is as if the transaction had never begun. */
const isOvertaken = (error: unknown) =>
  error instanceof pg.DatabaseError && (error.code === '40P01' || error.code === '40001')

/** Reads of one moment: what one statement sees, all of them see. Nothing can be written. */
export async function inSnapshot<Result>(
  db: Queryable,
  read: (db: Queryable) => Promise<Result>,
): Promise<Result> {
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(read)
}

const uniqueViolation = '23505'

/** The name of the unique constraint that an insert ran into, or undefined for any other error. */
export function violatedUnique(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError && error.code === uniqueViolation ? error.constraint : undefined
}

/** What `pg` says when `query_timeout` has passed. */
const noAnswer = 'Query read timeout'

const unavailableCodes = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
])
// Classes: 08 connection, 53 insufficient resources (disk full, too many connections), 57P operator
// intervention, 58 system error (an I/O error of the operating system), 25006 read-only during fail-over.
const unavailableStates = /^(08|53|57P|58|25006)/

/** Whether an error says that the database cannot take work now, as opposed to a bug in the work. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof pg.DatabaseError) return unavailableStates.test(error.code ?? '')
  const code = (error as NodeJS.ErrnoException).code
  if (code !== undefined && unavailableCodes.has(code)) return true
  if (error.message === noAnswer) return true
  return /Connection terminated|timeout exceeded when trying to connect|not queryable|driver has already been destroyed|Cannot use a pool after calling end/i.test(
    error.message,
  )
}

const contentionStates = new Set(['40001', '40P01', '55P03', '57014'])

/** Whether trying the same transaction again may well succeed: deadlock, serialization, lock time-out. */
export function isContention(error: unknown): boolean {
  return error instanceof pg.DatabaseError && contentionStates.has(error.code ?? '')
}

/** The one clock of decisions: read once per transaction and handed to the rules. */
const nowStatement = prepared<{ now: Date }>('db_now', 'select guildhall_now() as now')

export async function decisionTime(db: Queryable): Promise<Date> {
  const [row] = await run(db, nowStatement, [])
  if (!row) throw new Error('guildhall_now() answered nothing')
  return row.now
}
