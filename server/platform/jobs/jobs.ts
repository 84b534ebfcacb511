/**
 * Background jobs and their calendar, on graphile-worker. A job enqueued in a transaction runs only if the
 * transaction commits; a job that throws is tried again with growing waits.
 */

import {
  Logger,
  type ParsedCronItem,
  parseCronItems,
  type Runner,
  run as runWorker,
  type TaskList,
} from 'graphile-worker'
import { sql } from 'kysely'
import type pg from 'pg'
import type { Transaction } from '../db/database.ts'
import type { Log } from '../log.ts'

export interface JobDefinition {
  name: string
  /** Five cron fields in UTC, for jobs of the calendar. */
  calendar?: string
  run: (payload: unknown) => Promise<void>
}

export interface Jobs {
  enqueue: (tx: Transaction, name: string, payload: Record<string, unknown>) => Promise<void>
}

export function createJobs(): Jobs {
  return {
    async enqueue(tx, name, payload) {
      await sql`select graphile_worker.add_job(${name}, ${JSON.stringify(payload)}::json)`.execute(tx)
    },
  }
}

const jobConcurrency = 2

export async function startJobs(
  pool: pg.Pool,
  definitions: readonly JobDefinition[],
  log: Log,
): Promise<() => Promise<void>> {
  const taskList: TaskList = {}
  const calendar: Parameters<typeof parseCronItems>[0] = []
  for (const definition of definitions) {
    taskList[definition.name] = async (payload) => definition.run(payload)
    if (definition.calendar) {
      calendar.push({ task: definition.name, match: definition.calendar, identifier: definition.name })
    }
  }
  const parsedCronItems: ParsedCronItem[] = parseCronItems(calendar)
  const runner: Runner = await runWorker({
    pgPool: pool,
    taskList,
    parsedCronItems,
    concurrency: jobConcurrency,
    noHandleSignals: true,
    logger: workerLogger(log),
  })
  // The promise ends when the runner does; an unexpected end is said out loud.
  runner.promise.catch((error) => log.error({ error }, 'the job runner stopped'))
  return () => runner.stop()
}

function workerLogger(log: Log) {
  return new Logger(() => (level, message, meta) => {
    // Of the details only the error: a job's payload may hold a secret, such as the link of a letter.
    if (level === 'error') log.error({ error: meta?.error }, message)
    else if (level === 'warning') log.warn({ error: meta?.error }, message)
    else log.debug(message)
  })
}
