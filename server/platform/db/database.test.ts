/** One pool behind Kysely, prepared statements and whoever uses the pool itself. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createFeatureContext, type FeatureContext } from '../../../tests/world/feature-context.ts'
import { createLog } from '../log.ts'
import { createDatabase, createPool, decisionTime, inTransaction, isUnavailable, rows } from './database.ts'

let ctx: FeatureContext

beforeAll(async () => {
  ctx = await createFeatureContext()
})
afterAll(() => ctx.close())

describe('the pool', () => {
  it('answers callers who use it directly on a connection that Kysely has used', async () => {
    await decisionTime(ctx.db)
    expect(ctx.pool.totalCount).toBe(1)
    expect((await ctx.pool.query('select $1::int as number', [7])).rows).toEqual([{ number: 7 }])
    expect(ctx.pool.totalCount).toBe(1)
  })

  it('sends a prepared statement by its name', async () => {
    await decisionTime(ctx.db)
    const { rows } = await ctx.pool.query(`select name from pg_prepared_statements where name = 'db_now'`)
    expect(rows).toEqual([{ name: 'db_now' }])
  })
})

describe('a transaction', () => {
  it('that waits in a circle with another one is run anew, and nobody hears of it', async () => {
    await sql`create table counters (id int primary key, count int not null)`.execute(ctx.db)
    await sql`insert into counters values (1, 0), (2, 0)`.execute(ctx.db)
    let tries = 0
    let meet: () => void = () => {}
    const bothHaveOne = new Promise<void>((resolve) => {
      meet = resolve
    })
    const raise = (first: number, second: number) =>
      inTransaction(ctx.db, async (tx) => {
        tries += 1
        await sql`update counters set count = count + 1 where id = ${first}`.execute(tx)
        if (tries === 2) meet()
        await bothHaveOne
        await sql`update counters set count = count + 1 where id = ${second}`.execute(tx)
      })
    await Promise.all([raise(1, 2), raise(2, 1)])
    expect(tries).toBeGreaterThan(2)
    expect(await rows(ctx.db, sql`select count from counters`)).toEqual([{ count: 2 }, { count: 2 }])
  })
})

describe('a database that is away', () => {
  it('is given up after a while, and the session that did not answer is not used again', async () => {
    const db = createDatabase(ctx.pool, 100)
    const asked = sql`select pg_sleep(10)`.execute(db).then(
      () => undefined,
      (error: unknown) => error,
    )
    expect(isUnavailable(await asked)).toBe(true)
    const [answer] = await rows(db, sql<{ number: number }>`select 7 as number`)
    expect(answer).toEqual({ number: 7 })
    await vi.waitFor(() => expect(ctx.pool.totalCount).toBe(1))
  })

  it('fails the statement of a connection that is lost in use, and nothing else', async () => {
    const lost = ctx.db.connection().execute(async (one) => {
      const [own] = await rows(one, sql<{ pid: number }>`select pg_backend_pid() as pid`)
      await sql`select pg_terminate_backend(${own?.pid})`.execute(ctx.db)
      return decisionTime(one)
    })
    const error = await lost.catch((reason: unknown) => reason)
    expect(isUnavailable(error)).toBe(true)
    expect(await decisionTime(ctx.db)).toBeInstanceOf(Date)
  })

  it('is told from a mistake in a statement', async () => {
    const mistake = await sql`select 1 / 0`.execute(ctx.db).catch((reason: unknown) => reason)
    expect(isUnavailable(mistake)).toBe(false)
  })

  it('that refuses connections is away', async () => {
    const pool = createPool({ host: '127.0.0.1', port: 1 }, createLog('silent'))
    const refused = await decisionTime(createDatabase(pool)).catch((reason: unknown) => reason)
    expect(isUnavailable(refused)).toBe(true)
    await pool.end()
  })
})
