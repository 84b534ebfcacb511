/** One pool behind Kysely, prepared statements and whoever uses the pool itself. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFeatureContext, type FeatureContext } from '../../../tests/world/feature-context.ts'
import { decisionTime } from './database.ts'

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
