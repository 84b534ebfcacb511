/** kill -9 of the server and of PostgreSQL at random moments under load: what was answered 202 is applied once. */
import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFailed, test } from 'vitest'
import { isAlive } from '../../server/platform/db/embedded/os-process.ts'
import { type CommandResult, runCommand } from '../world/command-line.ts'
import { createRandom, type Random } from '../world/random.ts'
import { childPids, postmasterPid } from './built-server.ts'
import { type CrashSite, makeCrashSite } from './crash-site.ts'
import { createLoad, type Load } from './load.ts'
import { proveNothingLost } from './proof.ts'
import { report } from './report.ts'

type Victim = 'server' | 'postgres' | 'postgres child' | 'both'

const victims: readonly Victim[] = [
  ...Array<Victim>(8).fill('server'),
  ...Array<Victim>(6).fill('postgres'),
  ...Array<Victim>(4).fill('postgres child'),
  ...Array<Victim>(4).fill('both'),
]

test('every receipt that was answered 202 is applied exactly once after 22 kills at random moments', {
  timeout: 480_000,
}, async () => {
  const random = createRandom()
  onTestFailed(() => report(`Repeat with GUILDHALL_TEST_SEED=${random.seed}`))
  const site = await makeCrashSite()
  const load = createLoad(site, random)
  onTestFailed(() => report(site.server().logTail()))
  try {
    let acknowledgedCount = 0
    for (const victim of random.shuffled(victims)) {
      load.resume()
      await load.acknowledgements(random.integer(100, 1_000))
      // Answers leave when a batch has committed, so the moment itself is drawn as well.
      await pause(random.integer(0, 40))
      await killAndRecover(site, load, random, victim)
      await load.acknowledgements(20)
      await load.pause()
      await load.finishDeduped()
      const acknowledged = load.takeAcknowledged()
      acknowledgedCount += acknowledged.length
      await proveNothingLost(site, acknowledged, load.events)
    }
    expect(await verifyFromCommandLine(site)).toMatchObject({ exitCode: 0, stderr: '' })
    expect(load.events.some(({ attemptCount }) => attemptCount > 1)).toBe(true)
    report(
      `Killed ${victims.length} times (seed ${random.seed}): ${acknowledgedCount} receipts acknowledged, ` +
        `0 lost, 0 doubled; answers ${JSON.stringify(Object.fromEntries(load.statusCounts))}`,
    )
  } finally {
    await load.close()
    await site.remove()
  }
})

/** Returns when what was killed runs again; the load goes on meanwhile, as senders do. */
async function killAndRecover(site: CrashSite, load: Load, random: Random, victim: Victim): Promise<void> {
  const postmaster = postmasterPid(site.dataDir)
  if (victim !== 'server') {
    const children = childPids(postmaster)
    const child = children[random.integer(0, children.length - 1)] ?? postmaster
    process.kill(victim === 'postgres child' ? child : postmaster, 'SIGKILL')
  }
  if (victim === 'server' || victim === 'both') {
    site.server().kill('SIGKILL')
    // Senders without anybody to talk to would only burn the time that the restart needs.
    await load.pause()
    await site.restart()
    load.resume()
  } else {
    expect(site.server().isRunning()).toBe(true)
  }
  if (victim === 'server') expect(isAlive(postmaster), 'PostgreSQL outlives its server').toBe(true)
}

/** As an operator would, while the server runs. */
function verifyFromCommandLine(site: CrashSite): Promise<CommandResult> {
  return runCommand(['ledger', 'verify'], site.settings)
}
