/** kill -9 of the server under load: every event of every acknowledged change arrives, repeats under the same id. */
import { setTimeout as pause } from 'node:timers/promises'
import { Webhook } from 'standardwebhooks'
import { expect, onTestFailed, test, vi } from 'vitest'
import { createRandom } from '../world/random.ts'
import { type Receiver, startReceiver } from '../world/receiver.ts'
import { type CrashSite, makeCrashSite, memberCount } from './crash-site.ts'
import { report } from './report.ts'

const killCount = 3
const sendersCount = 8
/** Longer than a lease: what a killed server had in hand is sent again after it. */
const arrivedWithin = { timeout: 120_000, interval: 100 }
const egress = { GUILDHALL_EGRESS_ALLOW_CIDRS: '127.0.0.0/8', GUILDHALL_EGRESS_ALLOW_HTTP: 'true' }

test('a killed server delivers every event of every change that it acknowledged, and nothing under two ids', {
  timeout: 300_000,
}, async () => {
  const random = createRandom()
  onTestFailed(() => report(`Repeat with GUILDHALL_TEST_SEED=${random.seed}`))
  const site = await makeCrashSite({ settings: egress })
  onTestFailed(() => report(site.server().logTail()))
  const receiver = await startReceiver()
  try {
    // Slow enough that a kill finds attempts on their way.
    receiver.answerWith(() => pause(random.integer(0, 30), { status: 204 }))
    const { secret } = await site.send<{ secret: string }>('POST', '/endpoints', {
      ...{ name: 'Receiver', url: receiver.url, eventTypes: ['currency.changed'], inFlightMax: 50 },
    })
    const load = startLoad(site)
    for (let kills = 0; kills < killCount; kills++) {
      const before = receiver.requests.length
      await vi.waitFor(() => expect(receiver.requests.length).toBeGreaterThan(before + 30), arrivedWithin)
      await pause(random.integer(0, 200))
      site.server().kill('SIGKILL')
      await site.restart()
    }
    const acknowledged = await load.stop()
    await vi.waitFor(() => {
      const arrived = idsByAmount(receiver)
      expect(acknowledged.filter((amount) => !arrived.has(amount))).toEqual([])
    }, arrivedWithin)

    const arrived = idsByAmount(receiver)
    expect([...arrived.values()].filter((ids) => ids.size !== 1)).toEqual([])
    const verifier = new Webhook(secret)
    for (const { headers, body } of receiver.requests.slice(-20)) {
      verifier.verify(body, headers as Record<string, string>)
    }
    expect(acknowledged.length).toBeGreaterThan(100)
    report(
      `Killed ${killCount} times while sending (seed ${random.seed}): ${acknowledged.length} acknowledged changes, ` +
        `${receiver.requests.length} requests, ${receiver.requests.length - arrived.size} repeats, 0 lost`,
    )
  } finally {
    await site.remove()
    await receiver.close()
  }
})

/** Each change has an amount of its own, by which it is known at the receiver. */
function startLoad(site: CrashSite) {
  const acknowledged: number[] = []
  let isStopped = false
  let amount = 0
  async function change(): Promise<void> {
    while (!isStopped) {
      const mine = ++amount
      const path = `/members/${site.memberIds[mine % memberCount]}/adjustments`
      const body = { asset: 'coins', amount: mine, reason: 'Load' }
      const isDone = await site.send('POST', path, body).then(
        () => true,
        () => false,
      )
      if (isDone) acknowledged.push(mine)
      else await pause(50)
    }
  }
  const senders = Array.from({ length: sendersCount }, change)
  return {
    async stop() {
      isStopped = true
      await Promise.all(senders)
      return acknowledged
    },
  }
}

function idsByAmount(receiver: Receiver): Map<number, Set<string>> {
  const ids = new Map<number, Set<string>>()
  for (const { json, headers } of receiver.requests) {
    const amount = json.data.amount as number
    ids.set(amount, (ids.get(amount) ?? new Set()).add(String(headers['webhook-id'])))
  }
  return ids
}
