/** What is done with a few rows of a full queue reads only those, even when the planner has last seen the queue empty. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createFeatureContext, type FeatureContext } from '../../../../tests/world/feature-context.ts'
import { rowsReadBy } from '../../../../tests/world/rows-read.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import { enqueue } from '../planning/planning.store.ts'
import { claimRows } from '../sending/claim.store.ts'
import { endClaimed, postponeClaimed } from '../sending/finish.store.ts'
import { releaseExpired } from '../sending/release.store.ts'
import { closeSuperseded, openHeads } from './keys.store.ts'

const keyCount = 1_000
const rowsOfKey = 2
const count = 50
const communityId = randomUUID()
const endpointId = randomUUID()
const keys = Array.from({ length: count }, (_, index) => ({
  communityId,
  endpointId,
  partitionKey: `key ${index}`,
}))

let ctx: FeatureContext
beforeAll(async () => {
  ctx = await createFeatureContext()
  await ctx.inTransaction(fill)
  await sql`delete from outgoing_queue`.execute(ctx.db)
  await sql`vacuum analyze outgoing_queue`.execute(ctx.db)
  await ctx.inTransaction(fill)
})
afterAll(() => ctx?.close())

const fill = (tx: Transaction) =>
  enqueue(
    tx,
    Array.from({ length: keyCount * rowsOfKey }, (_, index) => ({
      ...{
        communityId,
        id: randomUUID(),
        endpointId,
        eventId: randomUUID(),
        eventType: 'custom.match_ended',
      },
      ...{ partitionKey: `key ${index % keyCount}`, supersedes: true, person: null },
    })),
  )

/** How many rows of the queue are read for it; what it did is undone. */
async function readFor<Result>(
  prepare: (tx: Transaction) => Promise<Result>,
  work: (tx: Transaction, prepared: Result) => Promise<{ length: number }>,
): Promise<number> {
  const tx = await ctx.db.startTransaction().execute()
  try {
    await sql`set local plan_cache_mode = force_generic_plan`.execute(tx)
    const prepared = await prepare(tx)
    const { result, count: read } = await rowsReadBy(tx, ['outgoing\\_queue'], () => work(tx, prepared))
    expect(result).toHaveLength(count)
    return read
  } finally {
    await tx.rollback().execute()
  }
}

const nothing = async () => undefined
const openAll = (tx: Transaction) => openHeads(tx, keys)

async function claim(tx: Transaction) {
  const claimId = randomUUID()
  const rows = await claimRows(tx, [{ communityId, endpointId, count, retryCount: 10 }], claimId, 60)
  return rows.map((row) => ({ communityId, deliveryId: row.delivery_id, endpointId, claimId }))
}

async function claimed(tx: Transaction) {
  await openAll(tx)
  return claim(tx)
}

const few = 4 * count

it('heads that are opened', async () => {
  const read = await readFor(nothing, async (tx) => {
    await openAll(tx)
    const { rows } = await sql`select from outgoing_queue where is_head`.execute(tx)
    return rows
  })
  // Who counts them reads them all once.
  expect(read - keyCount * rowsOfKey).toBeLessThanOrEqual(few)
})

it('deliveries that are claimed', async () => {
  expect(await readFor(openAll, claim)).toBeLessThanOrEqual(few)
})

it('deliveries that end', async () => {
  const ended = { status: 'success' as const, attemptCount: 1, reason: null }
  const read = await readFor(claimed, (tx, rows) =>
    endClaimed(
      tx,
      rows.map((row) => ({ ...row, ...ended })),
    ),
  )
  expect(read).toBeLessThanOrEqual(few)
})

it('deliveries that are put off', async () => {
  const later = { attemptCount: 1, waitSeconds: 5, dailyUntil: null }
  const read = await readFor(claimed, (tx, rows) =>
    postponeClaimed(
      tx,
      rows.map((row) => ({ ...row, ...later })),
    ),
  )
  expect(read).toBeLessThanOrEqual(few)
})

it('deliveries whose lease ran out', async () => {
  const lost = async (tx: Transaction) => {
    await claimed(tx)
    await sql`
      update outgoing_queue set lease_until = guildhall_now() - interval '1 second' where claim_id is not null`.execute(
      tx,
    )
  }
  expect(await readFor(lost, (tx) => releaseExpired(tx, count))).toBeLessThanOrEqual(few)
})

it('deliveries whose place a later one takes', async () => {
  expect(await readFor(nothing, (tx) => closeSuperseded(tx, keys))).toBeLessThanOrEqual(2 * few)
})
