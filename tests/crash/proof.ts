/** What must hold after every crash, once the server runs again and has applied what waits. */
import { expect, vi } from 'vitest'
import { verifyLedger } from '../../server/features/ledger/index.ts'
import { createPool } from '../../server/platform/db/database.ts'
import {
  type EmbeddedConnection,
  findRunningEmbeddedPostgres,
} from '../../server/platform/db/embedded/embedded-postgres.ts'
import { longRead } from '../../server/platform/db/long-read.ts'
import { createLog } from '../../server/platform/log.ts'
import { type CrashSite, memberCount } from './crash-site.ts'
import type { AcknowledgedReceipt, SentEvent } from './load.ts'
import { countPending, listTornReceipts, listWrongReceipts, readDatabase } from './proof.store.ts'

const restartedWithinMs = 30_000
const appliedWithinMs = 30_000

/**
 * The load is paused and every deduplicated event was acknowledged. `acknowledged` are the receipts answered 202
 * since the last proof, `events` everything ever sent.
 */
export async function proveNothingLost(
  site: CrashSite,
  acknowledged: readonly AcknowledgedReceipt[],
  events: readonly SentEvent[],
): Promise<void> {
  await proveReceipts(site.dataDir, acknowledged)
  for (let index = 0; index < memberCount; index++) await proveBalance(site, index, events)
}

/** The part of it that the database alone can tell: each of these receipts was applied once, and none by half. */
export async function proveReceipts(
  dataDir: string,
  acknowledged: readonly AcknowledgedReceipt[],
): Promise<void> {
  const connection = await runningDatabase(dataDir)
  await readDatabase(connection, async (client) => {
    await vi.waitFor(async () => expect(await countPending(client)).toBe(0), {
      timeout: appliedWithinMs,
      interval: 50,
    })
    expect(await listWrongReceipts(client, acknowledged), 'acknowledged, not applied once').toEqual([])
    expect(await listTornReceipts(client), 'stored, neither applied nor repeated').toEqual([])
  })
  const pool = createPool(connection, createLog('silent'))
  try {
    expect((await longRead(pool, verifyLedger)).problems).toEqual([])
  } finally {
    await pool.end()
  }
}

/** A restarted PostgreSQL takes connections a moment before its address is written down. */
export function runningDatabase(dataDir: string): Promise<EmbeddedConnection> {
  return vi.waitFor(
    async () => {
      const connection = await findRunningEmbeddedPostgres(dataDir)
      if (!connection) throw new Error('PostgreSQL does not run')
      return connection
    },
    { timeout: restartedWithinMs, interval: 50 },
  )
}

/** Balances as the API tells them: between what was acknowledged and what was sent; once per event with an id. */
async function proveBalance(site: CrashSite, index: number, events: readonly SentEvent[]): Promise<void> {
  const sent = events.filter(({ memberIndex }) => memberIndex === index)
  const taken = sent.filter(({ isAcknowledged }) => isAcknowledged)
  const { coins, xp } = await balancesOf(site, index)
  const isDeduped = sent.some(({ path }) => path === site.dedupedPath)
  expect(coins, `coins of member ${index}`).toBeGreaterThanOrEqual(sumOf(taken))
  expect(xp, `applied events of member ${index}`).toBeGreaterThanOrEqual(taken.length)
  expect(coins, `coins of member ${index}`).toBeLessThanOrEqual(sumOf(isDeduped ? taken : sent))
  expect(xp, `applied events of member ${index}`).toBeLessThanOrEqual((isDeduped ? taken : sent).length)
}

async function balancesOf(site: CrashSite, index: number): Promise<{ coins: number; xp: number }> {
  const { data } = await site.get<{ data: { asset: string; amount: number }[] }>(
    `/members/${site.memberIds[index]}/balances`,
  )
  const amountOf = (asset: string) => data.find((each) => each.asset === asset)?.amount ?? Number.NaN
  return { coins: amountOf('coins'), xp: amountOf('xp') }
}

const sumOf = (events: readonly SentEvent[]) => events.reduce((sum, { amount }) => sum + amount, 0)
