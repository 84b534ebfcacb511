/** SIGTERM under load: what was answered is kept, and the process ends by itself, soon and without an error. */
import { expect, onTestFailed, test } from 'vitest'
import { findRunningEmbeddedPostgres } from '../../server/platform/db/embedded/embedded-postgres.ts'
import { createRandom } from '../world/random.ts'
import { makeCrashSite } from './crash-site.ts'
import { createLoad } from './load.ts'
import { proveNothingLost } from './proof.ts'
import { report } from './report.ts'

const endWithinMs = 20_000

test('a server told to stop under load ends within 20 s with code 0 and keeps what it answered', {
  timeout: 120_000,
}, async () => {
  const random = createRandom()
  onTestFailed(() => report(`Repeat with GUILDHALL_TEST_SEED=${random.seed}`))
  const site = await makeCrashSite()
  const load = createLoad(site, random)
  onTestFailed(() => report(site.server().logTail()))
  try {
    load.resume()
    await load.acknowledgements(500)
    const toldAtMs = performance.now()
    site.server().kill('SIGTERM')
    expect(await site.server().ended).toEqual({ exitCode: 0, signal: null })
    const endedAfterMs = performance.now() - toldAtMs
    expect(endedAfterMs).toBeLessThan(endWithinMs)
    await load.pause()
    expect(await findRunningEmbeddedPostgres(site.dataDir), 'its PostgreSQL is stopped too').toBeUndefined()

    await site.restart()
    await load.finishDeduped()
    const acknowledged = load.takeAcknowledged()
    await proveNothingLost(site, acknowledged, load.events)
    report(
      `Stopped after ${Math.round(endedAfterMs)} ms; ${acknowledged.length} acknowledged, 0 lost, 0 doubled`,
    )
  } finally {
    await load.close()
    await site.remove()
  }
})
