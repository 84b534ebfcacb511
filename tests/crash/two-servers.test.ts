/** Two servers that start together on one new database and share the load: sums are exact, nothing is doubled. */
import { expect, onTestFailed, test } from 'vitest'
import { createRandom } from '../world/random.ts'
import { makeCrashSite } from './crash-site.ts'
import { createLoad } from './load.ts'
import { proveNothingLost } from './proof.ts'
import { report } from './report.ts'

const acknowledgementCount = 3_000
const killedAfter = 500

test('two servers on one database apply every receipt once, also when one of them is killed', {
  timeout: 180_000,
}, async () => {
  const random = createRandom()
  onTestFailed(() => report(`Repeat with GUILDHALL_TEST_SEED=${random.seed}`))
  const site = await makeCrashSite({ serverCount: 2 })
  const load = createLoad(site, random)
  onTestFailed(() => report([site.server(), ...site.others].map((each) => each.logTail()).join('\n')))
  try {
    load.resume()
    await load.acknowledgements(acknowledgementCount)
    await load.pause()
    await load.finishDeduped()
    // With every request answered, what was sent and what was acknowledged are the same: the sums are exact.
    expect([...load.statusCounts.keys()].sort()).toEqual([200, 202])
    const acknowledged = load.takeAcknowledged()
    await proveNothingLost(site, acknowledged, load.events)

    load.resume()
    await load.acknowledgements(killedAfter)
    for (const other of site.others) other.kill('SIGKILL')
    // Senders without anybody to talk to would only burn time; what the killed one took, the other one applies.
    await load.pause()
    await Promise.all(site.others.map((other) => other.ended))
    await load.finishDeduped()
    const acknowledgedLater = load.takeAcknowledged()
    await proveNothingLost(site, acknowledgedLater, load.events)
    report(
      `Two servers (seed ${random.seed}): ${acknowledged.length + acknowledgedLater.length} receipts acknowledged, ` +
        `one server killed, 0 lost, 0 doubled; answers ${JSON.stringify(Object.fromEntries(load.statusCounts))}`,
    )
  } finally {
    await load.close()
    await site.remove()
  }
})
