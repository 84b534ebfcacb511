/** The database stops answering or cannot be started: senders hear 503 in time, and all is well again afterwards. */
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, onTestFailed, test, vi } from 'vitest'
import { createRandom } from '../world/random.ts'
import { childPids, postmasterPid } from './built-server.ts'
import { type CrashSite, makeCrashSite } from './crash-site.ts'
import { createLoad, type Load } from './load.ts'
import { proveNothingLost } from './proof.ts'
import { report } from './report.ts'

/** One look-up, one batch that is on its way and one of its own, each given up after 5 s. */
const answeredWithinMs = 16_000
/** Proxies and supervisors give up soon. */
const readinessWithinMs = 4_000

let site: CrashSite
let load: Load
beforeEach(async () => {
  site = await makeCrashSite()
  load = createLoad(site, createRandom())
})
afterEach(async () => {
  await load.close()
  await site.remove()
})

async function postOnce(): Promise<{ status: number; retryAfter: string | null; tookMs: number }> {
  const start = performance.now()
  const answer = await fetch(site.origin + site.plainPath, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"player":{"email":"nobody@example.com"},"reward":{"coins":1}}',
  })
  await answer.text()
  return {
    status: answer.status,
    retryAfter: answer.headers.get('retry-after'),
    tookMs: performance.now() - start,
  }
}

async function askReadiness(): Promise<{ status: number; tookMs: number }> {
  const start = performance.now()
  const answer = await fetch(`${site.origin}/readyz`)
  await answer.text()
  return { status: answer.status, tookMs: performance.now() - start }
}

/** The load runs and is answered again; then everything is proved. */
async function proveRecovery(): Promise<void> {
  await load.acknowledgements(50)
  await load.pause()
  await load.finishDeduped()
  const acknowledged = load.takeAcknowledged()
  await proveNothingLost(site, acknowledged, load.events)
  expect(site.server().isRunning()).toBe(true)
  report(
    `${acknowledged.length} acknowledged, 0 lost, 0 doubled; answers ${JSON.stringify(Object.fromEntries(load.statusCounts))}`,
  )
}

test('a PostgreSQL that is frozen under load makes hooks and /readyz answer 503 in time, and loses nothing', {
  timeout: 120_000,
}, async () => {
  onTestFailed(() => report(site.server().logTail()))
  load.resume()
  await load.acknowledgements(300)
  const postmaster = postmasterPid(site.dataDir)
  const frozen = [postmaster, ...childPids(postmaster)]
  for (const pid of frozen) process.kill(pid, 'SIGSTOP')
  try {
    // While the load fills every connection: this one must not wait in line behind it.
    const [ready, ...answers] = await Promise.all([askReadiness(), postOnce(), postOnce(), postOnce()])
    expect(ready.status).toBe(503)
    expect(ready.tookMs).toBeLessThan(readinessWithinMs)
    report(`Frozen PostgreSQL: /readyz says 503 after ${Math.round(ready.tookMs)} ms`)
    for (const { status, retryAfter, tookMs } of answers) {
      expect({ status, retryAfter }).toEqual({ status: 503, retryAfter: '5' })
      expect(tookMs).toBeLessThan(answeredWithinMs)
    }
    report(`Frozen PostgreSQL: 503 after ${answers.map(({ tookMs }) => Math.round(tookMs)).join(', ')} ms`)
  } finally {
    for (const pid of frozen) process.kill(pid, 'SIGCONT')
  }
  await proveRecovery()
  expect((await askReadiness()).status).toBe(200)
})

test('a PostgreSQL that is killed and cannot start makes hooks answer 503 at once, until it can', {
  timeout: 120_000,
}, async () => {
  onTestFailed(() => report(site.server().logTail()))
  load.resume()
  await load.acknowledgements(300)
  await load.pause()
  const control = join(site.dataDir, 'postgres', 'global', 'pg_control')
  await rename(control, `${control}.away`)
  process.kill(postmasterPid(site.dataDir), 'SIGKILL')
  await vi.waitFor(async () => expect((await postOnce()).status).toBe(503), { timeout: 10_000, interval: 20 })
  const answers = await Promise.all([postOnce(), postOnce(), postOnce()])
  for (const { status, retryAfter, tookMs } of answers) {
    expect({ status, retryAfter }).toEqual({ status: 503, retryAfter: '5' })
    expect(tookMs).toBeLessThan(2_000)
  }
  // Long enough for several attempts to start it, each of which fails.
  await vi.waitFor(
    () =>
      expect(
        site
          .server()
          .logTail()
          .match(/could not be restarted/g)?.length,
      ).toBeGreaterThan(2),
    { timeout: 20_000, interval: 50 },
  )
  await rename(`${control}.away`, control)
  await vi.waitFor(async () => expect((await postOnce()).status).toBe(202), { timeout: 30_000, interval: 50 })
  load.resume()
  await proveRecovery()
})
