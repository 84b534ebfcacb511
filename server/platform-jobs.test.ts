/** Calendar work of the platform. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createFeatureContext, type FeatureContext } from '../tests/world/feature-context.ts'
import { platformJobs } from './platform-jobs.ts'

let ctx: FeatureContext
beforeAll(async () => {
  ctx = await createFeatureContext()
})
afterAll(() => ctx?.close())

it('answers of an Idempotency-Key are forgotten after 30 days, however many there are', async () => {
  await ctx.pool.query(
    `insert into idempotency_keys (scope, key, fingerprint, answer, created_at)
     select 'test', n::text, '', '', now() - case when n <= 1001 then interval '31 days' else interval '29 days' end
     from generate_series(1, 1003) n`,
  )
  await platformJobs(ctx)
    .find(({ name }) => name === 'platform.forget_idempotency_keys')
    ?.run({})
  const { rows } = await ctx.pool.query('select key from idempotency_keys order by key')
  expect(rows).toEqual([{ key: '1002' }, { key: '1003' }])
})
