/** The disk of the database fills up under load: 503 before anything is promised, and all is well once space is back. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, onTestFailed, test, vi } from 'vitest'
import { findRunningEmbeddedPostgres } from '../../server/platform/db/embedded/embedded-postgres.ts'
import { queryValues } from '../world/installation.ts'
import { makeTestFolder } from '../world/postgres.ts'
import { createRandom } from '../world/random.ts'
import { type CrashSite, makeCrashSite } from './crash-site.ts'
import { fillUp, mountMemory, unmount, whyNoMount } from './file-systems.ts'
import { createLoad, type Load } from './load.ts'
import { proveNothingLost } from './proof.ts'
import { report } from './report.ts'

const diskMiB = 300
const refusedCount = 500
const recoveredWithinMs = 30_000

let folder: string
let obstacle: string | undefined
let site: CrashSite
let load: Load
const ballast = () => join(folder, 'disk', 'ballast')

beforeEach(async ({ skip }) => {
  obstacle = await whyNoMount('memory')
  if (obstacle) {
    report(`Skipped the test of a full disk: ${obstacle}`)
    skip(obstacle)
  }
  folder = await makeTestFolder()
  await mountMemory(join(folder, 'disk'), diskMiB)
  site = await makeCrashSite({ dataDir: join(folder, 'disk', 'data') })
  load = createLoad(site, createRandom())
})
afterEach(async () => {
  if (obstacle) return
  await load.close()
  await site.remove()
  await unmount(join(folder, 'disk'))
  await rm(folder, { recursive: true })
})

test('a full disk makes hooks answer 503 with Retry-After, and loses nothing of what was acknowledged', {
  timeout: 120_000,
}, async () => {
  onTestFailed(() => report(site.server().logTail()))
  load.resume()
  await load.acknowledgements(300)
  await fillUp(ballast())
  await refusals()
  expect(await postOnce()).toEqual({ status: 503, retryAfter: '5' })
  await freeAndProve()
})

test('a disk so full that PostgreSQL itself ends is recovered from as well', {
  timeout: 120_000,
}, async () => {
  onTestFailed(() => report(site.server().logTail()))
  load.resume()
  await load.acknowledgements(300)
  const before = await startedAt()
  await fillUp(ballast())
  // The next segment of the write-ahead log cannot be made, which PostgreSQL answers by ending in a panic.
  await vi.waitFor(
    async () => {
      await query('select pg_switch_wal()').catch(() => {})
      expect(await startedAt().catch(() => 'away')).not.toEqual(before)
    },
    { timeout: 60_000, interval: 20 },
  )
  await refusals()
  await freeAndProve()
})

/** Many requests are refused from now on. */
async function refusals(): Promise<void> {
  const refused = () => load.statusCounts.get(503) ?? 0
  const before = refused()
  await vi.waitFor(() => expect(refused()).toBeGreaterThan(before + refusedCount), {
    timeout: 60_000,
    interval: 10,
  })
}

/** Space is back; nobody does anything else. */
async function freeAndProve(): Promise<void> {
  await rm(ballast())
  const freedAtMs = performance.now()
  await vi.waitFor(async () => expect((await postOnce()).status).toBe(202), {
    timeout: recoveredWithinMs,
    interval: 20,
  })
  const recoveredAfterMs = Math.round(performance.now() - freedAtMs)
  await load.acknowledgements(100)
  await load.pause()
  await load.finishDeduped()
  const acknowledged = load.takeAcknowledged()
  await proveNothingLost(site, acknowledged, load.events)
  expect(site.server().isRunning()).toBe(true)
  report(
    `Disk full: back ${recoveredAfterMs} ms after the space; ${acknowledged.length} acknowledged, 0 lost, ` +
      `0 doubled; answers ${JSON.stringify(Object.fromEntries(load.statusCounts))}`,
  )
}

/** Sessions of PostgreSQL begin anew when it has ended, also when its main process lives on. */
function startedAt(): Promise<unknown> {
  return query(`select backend_start::text from pg_stat_activity where backend_type = 'checkpointer'`)
}

async function query(sql: string): Promise<unknown> {
  const connection = await findRunningEmbeddedPostgres(site.dataDir)
  if (!connection) throw new Error('PostgreSQL does not run')
  return queryValues(connection, sql)
}

/** For a member that does not exist: stored, acknowledged and failed, without an effect on any sum. */
async function postOnce(): Promise<{ status: number; retryAfter: string | null }> {
  const answer = await fetch(site.origin + site.plainPath, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"player":{"email":"nobody@example.com"},"reward":{"coins":1}}',
  })
  await answer.text()
  return { status: answer.status, retryAfter: answer.headers.get('retry-after') }
}
