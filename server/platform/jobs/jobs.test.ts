/** Background jobs on a real PostgreSQL: they run after the commit, and go on when a worker was lost. */
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../tests/world/postgres.ts'
import { createDatabase, createPool, inTransaction } from '../db/database.ts'
import { createLog } from '../log.ts'
import { createJobs, type JobDefinition, startJobs } from './jobs.ts'

const log = createLog('silent')
let testDatabase: TestDatabase
let pool: ReturnType<typeof createPool>
let stop: () => Promise<void>

beforeEach(async () => {
  testDatabase = await createTestDatabase()
  pool = createPool(testDatabase.connection, log)
})
afterEach(async () => {
  await stop()
  await pool.end()
  await testDatabase.drop()
})

async function startCounting(): Promise<unknown[]> {
  const seen: unknown[] = []
  const count: JobDefinition = { name: 'count', run: async (payload) => void seen.push(payload) }
  stop = await startJobs(pool, [count], log)
  return seen
}

async function enqueue(...numbers: number[]): Promise<void> {
  await inTransaction(createDatabase(pool), async (tx) => {
    for (const number of numbers) await createJobs().enqueue(tx, 'count', { number })
  })
}

test('a job runs once the transaction that enqueued it has committed', async () => {
  const seen = await startCounting()
  await enqueue(1)
  await vi.waitFor(() => expect(seen).toEqual([{ number: 1 }]), { timeout: 10_000 })
})

test('a job of a transaction that is rolled back never runs', async () => {
  const seen = await startCounting()
  const failing = inTransaction(createDatabase(pool), async (tx) => {
    await createJobs().enqueue(tx, 'count', { number: 1 })
    throw new Error('rolled back')
  })
  await expect(failing).rejects.toThrow('rolled back')
  await enqueue(2)
  await vi.waitFor(() => expect(seen).toEqual([{ number: 2 }]), { timeout: 10_000 })
})

test('jobs go on after every worker failed to write down what became of its job', async () => {
  const seen = await startCounting()
  // The number of a sequence stays taken when its transaction is rolled back, so this fails exactly twice.
  await pool.query(`
    create sequence completions;
    create function fail_twice() returns trigger language plpgsql as $$
    begin
      if nextval('completions') <= 2 then raise exception 'the database is away'; end if;
      return old;
    end $$;
    create trigger fail_twice before delete on graphile_worker._private_jobs
      for each row execute function fail_twice()`)
  await enqueue(1, 2)
  await vi.waitFor(() => expect(seen).toHaveLength(2), { timeout: 10_000 })
  await enqueue(3)
  await vi.waitFor(() => expect(seen).toContainEqual({ number: 3 }), { timeout: 15_000 })
})

test('the calendar waits for a database that does not answer, instead of ending the process', async () => {
  await startCounting()
  await stop()
  await pool.query('alter table graphile_worker._private_known_crontabs rename to away')
  const asked = vi.spyOn(pool, 'query')
  const daily: JobDefinition = { name: 'daily', calendar: '0 0 * * *', run: async () => {} }
  stop = await startJobs(pool, [daily], log)
  await vi.waitFor(() => expect(asked.mock.calls.length).toBeGreaterThanOrEqual(2), { timeout: 10_000 })

  await pool.query('alter table graphile_worker.away rename to _private_known_crontabs')
  await vi.waitFor(
    async () => {
      const { rows } = await pool.query('select identifier from graphile_worker._private_known_crontabs')
      expect(rows).toEqual([{ identifier: 'daily' }])
    },
    { timeout: 10_000 },
  )
})

test('a stop does not wait for a database that never answers the calendar', async () => {
  await startCounting()
  await stop()
  await pool.query('drop table graphile_worker._private_known_crontabs')
  stop = await startJobs(pool, [{ name: 'daily', calendar: '0 0 * * *', run: async () => {} }], log)
  await stop()
})

test('each log line about a job that a request enqueued bears the id of the request', async () => {
  const lines: { job?: string; msg: string; requestId?: string }[] = []
  const kept = new Writable({
    write(line: Buffer, _encoding, done) {
      lines.push(JSON.parse(line.toString('utf8')))
      done()
    },
  })
  const failing: JobDefinition = {
    name: 'failing',
    run: () => Promise.reject(new Error('the mail server is away')),
  }
  const fine: JobDefinition = { name: 'fine', run: async () => {} }
  stop = await startJobs(pool, [failing, fine], pino({ level: 'debug' }, kept))
  await inTransaction(createDatabase(pool), async (tx) => {
    const jobs = createJobs().ofRequest('the-request')
    await jobs.enqueue(tx, 'failing', {})
    await jobs.enqueue(tx, 'fine', {})
  })
  const about = (job: string) => lines.filter((line) => line.job === job)
  await vi.waitFor(
    () => {
      expect(about('failing')[0]?.msg).toMatch(/^Failed task .*'the mail server is away'/)
      expect(about('fine')[0]?.msg).toMatch(/^Completed task/)
    },
    { timeout: 10_000 },
  )
  expect(new Set([...about('failing'), ...about('fine')].map((line) => line.requestId))).toEqual(
    new Set(['the-request']),
  )
})
