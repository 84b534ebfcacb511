/**
 * Background jobs and their calendar, on graphile-worker. A job enqueued in a transaction runs only if the
 * transaction commits; a job that throws is tried again with growing waits.
 */
import { EventEmitter } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import {
  Logger,
  parseCronItems,
  type Runner,
  runMigrations,
  run as runWorker,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker'
import { sql } from 'kysely'
import type pg from 'pg'
import type { Transaction } from '../db/database.ts'
import { withMigrationLock } from '../db/migrate.ts'
import type { Log } from '../log.ts'
import { patientPool } from './patient-pool.ts'

export interface JobDefinition {
  name: string
  /** Five cron fields in UTC, for jobs of the calendar. */
  calendar?: string
  run: (payload: unknown) => Promise<void>
}

export interface Jobs {
  enqueue: (tx: Transaction, name: string, payload: Record<string, unknown>) => Promise<void>
  /** The same for what one request enqueues: its id goes along in the payload, for the log. */
  ofRequest: (requestId: string) => Jobs
}

export function createJobs(requestId?: string): Jobs {
  return {
    async enqueue(tx, name, payload) {
      const text = JSON.stringify(requestId === undefined ? payload : { ...payload, requestId })
      await sql`select graphile_worker.add_job(${name}, ${text}::json)`.execute(tx)
    },
    ofRequest: createJobs,
  }
}

const jobConcurrency = 2
const restartWaitMs = 1_000

/**
 * A worker that cannot write down what became of its job ends, and does not come back by itself. Then the whole runner
 * is ended and another one started, until the stop.
 */
export async function startJobs(
  pool: pg.Pool,
  definitions: readonly JobDefinition[],
  log: Log,
): Promise<() => Promise<void>> {
  // The library's migrations fail when two nodes run them at once.
  await withMigrationLock(pool, () => runMigrations({ pgPool: pool, logger: workerLogger(log) }))
  const stopping = new AbortController()
  const patient = patientPool(pool, stopping.signal, log)
  let runner = await startRunner(patient, definitions, log)
  const supervising = supervise()

  async function supervise(): Promise<void> {
    for (;;) {
      await runner.promise.catch((error) => log.error({ error }, 'the job runner ended'))
      while (!(await isStartedAgain())) if (stopping.signal.aborted) return
    }
  }

  async function isStartedAgain(): Promise<boolean> {
    try {
      await pause(restartWaitMs, undefined, { signal: stopping.signal })
      runner = await startRunner(patient, definitions, log)
      log.warn('the job runner was started again')
      return true
    } catch (error) {
      if (!stopping.signal.aborted) log.error({ error }, 'the job runner could not be started again')
      return false
    }
  }

  return async () => {
    stopping.abort()
    await stopRunner(runner)
    await supervising
    // One that was being started while the stop began.
    await stopRunner(runner)
  }
}

async function startRunner(pool: pg.Pool, definitions: readonly JobDefinition[], log: Log): Promise<Runner> {
  const taskList: TaskList = {}
  const calendar: Parameters<typeof parseCronItems>[0] = []
  for (const definition of definitions) {
    taskList[definition.name] = async (payload) => definition.run(payload)
    if (definition.calendar) {
      calendar.push({ task: definition.name, match: definition.calendar, identifier: definition.name })
    }
  }
  const events: WorkerEvents = new EventEmitter()
  const runner = await runWorker({
    pgPool: pool,
    taskList,
    parsedCronItems: parseCronItems(calendar),
    concurrency: jobConcurrency,
    noHandleSignals: true,
    logger: workerLogger(log),
    events,
  })
  events.on('worker:fatalError', () => void stopRunner(runner))
  return runner
}

async function stopRunner(runner: Runner): Promise<void> {
  // It refuses when it has been stopped or has ended already.
  await runner.stop().catch(() => {})
  await runner.promise.catch(() => {})
}

function workerLogger(log: Log) {
  return new Logger(() => (level, message, meta) => {
    // Of the details only the error and where the job comes from: a job's payload may hold a secret, such as the link of a letter.
    const job = meta?.job as LoggedJob | undefined
    const about = { ...(job ? originOf(job) : {}), ...(meta?.error ? { error: meta.error } : {}) }
    if (level === 'error') log.error(about, message)
    else if (level === 'warning') log.warn(about, message)
    else log.debug(about, message)
  })
}

interface LoggedJob {
  id: string
  task_identifier: string
  payload: unknown
}

/** Which job it is, and which request it comes from, if it comes from one. */
function originOf({ id: jobId, task_identifier: job, payload }: LoggedJob) {
  const { requestId } = (payload ?? {}) as { requestId?: string }
  return { job, jobId, ...(requestId === undefined ? {} : { requestId }) }
}
