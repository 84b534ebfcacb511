/** Claims cost what they answer, whatever the planner believes of a queue that is now empty and now full. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createFeatureContext, type FeatureContext } from '../../../../tests/world/feature-context.ts'
import { enqueue } from '../planning/planning.store.ts'
import { claimRows } from './claim.store.ts'

const waitingCount = 2_000
const count = 50
const communityId = randomUUID()
const endpointId = randomUUID()

let ctx: FeatureContext
beforeAll(async () => {
  ctx = await createFeatureContext()
})
afterAll(() => ctx?.close())

const fill = () =>
  ctx.inTransaction((tx) =>
    enqueue(
      tx,
      Array.from({ length: waitingCount }, () => ({
        ...{ communityId, id: randomUUID(), endpointId, eventId: randomUUID() },
        ...{ eventType: 'custom.match_ended', partitionKey: null, person: null },
      })),
    ),
  )

it('of a full queue that was last measured when it was empty, only what is claimed is read', async () => {
  await fill()
  await sql`delete from outgoing_queue`.execute(ctx.db)
  await sql`vacuum analyze outgoing_queue`.execute(ctx.db)
  await fill()
  const rowsRead = sql<{ count: number }>`
    select sum(seq_tup_read + idx_tup_fetch)::int as count from pg_stat_xact_user_tables
    where relname = 'outgoing_queue'`
  await ctx.inTransaction(async (tx) => {
    await sql`set local plan_cache_mode = force_generic_plan`.execute(tx)
    const before = (await rowsRead.execute(tx)).rows[0]?.count ?? 0
    const claimed = await claimRows(
      tx,
      [{ communityId, endpointId, count, retryCount: 10 }],
      randomUUID(),
      60,
    )
    expect(claimed).toHaveLength(count)
    expect(((await rowsRead.execute(tx)).rows[0]?.count ?? 0) - before).toBeLessThanOrEqual(3 * count)
  })
})
