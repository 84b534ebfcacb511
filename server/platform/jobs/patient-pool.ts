/**
 * A pool whose own `query` waits for a database that is away. The calendar of graphile-worker 0.16 asks through it, and
 * a refused question there is a rejection that nobody can catch: it would end the process. What asks through clients
 * of the pool is not touched.
 */
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import type { Log } from '../log.ts'

const waitMs = 1_000

/** Once `stopping` is aborted a question without an answer is answered with no rows. */
export function patientPool(pool: pg.Pool, stopping: AbortSignal, log: Log): pg.Pool {
  async function query(...question: unknown[]): Promise<unknown> {
    for (;;) {
      try {
        return await (pool.query as (...all: unknown[]) => Promise<unknown>)(...question)
      } catch (error) {
        log.warn({ error: (error as Error).message }, 'the calendar waits for the database')
        await pause(waitMs, undefined, { signal: stopping }).catch(() => {})
        if (stopping.aborted) return { rows: [], rowCount: 0 }
      }
    }
  }
  return new Proxy(pool, {
    get(target, name) {
      if (name === 'query') return query
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
