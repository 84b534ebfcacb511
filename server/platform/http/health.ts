/**
 * What supervisors and proxies ask: `/healthz`, whether the process lives, which never asks the database, so that
 * nobody restarts a server for an outage of its database; and `/readyz`, whether it can take work now.
 */
import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import type { Clock } from '../clock.ts'
import type { Database } from '../db/database.ts'
import type { Log } from '../log.ts'
import { Refusal } from '../refusal.ts'
import { sendRefusal } from './problems.ts'
import { isDatabaseReady } from './readiness.store.ts'

/** Anybody may ask, so the database is asked at most this often. */
const askEveryMs = 1_000
/** Whoever asks is told within this, also while every connection is taken and waits for a frozen database. */
const answerWithinMs = 2_500

export interface Health {
  /** From now on `/readyz` says no, so that proxies send their callers elsewhere. */
  stopTakingWork: () => void
}

export function mountHealth(server: FastifyInstance, db: Database, clock: Clock, log: Log): Health {
  let isStopping = false
  let askedAt = Number.NEGATIVE_INFINITY
  let answer = Promise.resolve(false)

  function askDatabase(): Promise<boolean> {
    const now = clock.now()
    if (now - askedAt < askEveryMs) return answer
    askedAt = now
    answer = withinTime(isDatabaseReady(db)).catch((error: Error) => {
      log.warn({ error: error.message }, 'asked for readiness; the database is away')
      return false
    })
    return answer
  }

  server.get('/healthz', (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ status: 'ok' }),
  )
  server.get('/readyz', async (request, reply) => {
    const detail = isStopping
      ? 'The server is stopping.'
      : (await askDatabase())
        ? undefined
        : 'The database does not answer.'
    if (detail) return sendRefusal(request, reply, new Refusal('not_ready', { detail }))
    return reply.header('cache-control', 'no-store').send({ status: 'ready' })
  })
  return {
    stopTakingWork() {
      isStopping = true
    },
  }
}

async function withinTime(answer: Promise<boolean>): Promise<boolean> {
  const answered = new AbortController()
  const tooLate = pause(answerWithinMs, false, { signal: answered.signal })
  // Given up when the answer is there; then nobody listens to it any more.
  tooLate.catch(() => {})
  return Promise.race([answer, tooLate]).finally(() => answered.abort())
}
