/** kill -9 of the server in the middle of replays: each delivery is sent again, and each missed event is planned once. */
import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFailed, test, vi } from 'vitest'
import type { Delivery } from '../../contracts/deliveries.ts'
import type { Replay, ReplayOrder } from '../../contracts/replays.ts'
import { createRandom, type Random } from '../world/random.ts'
import { type Receiver, startReceiver } from '../world/receiver.ts'
import { type CrashSite, makeCrashSite, memberCount } from './crash-site.ts'
import { expireLeases } from './deliveries.store.ts'
import { readDatabase } from './proof.store.ts'
import { runningDatabase } from './proof.ts'
import { report } from './report.ts'

const eventCount = 150
const killsMax = 2
const sendersCount = 10
const egress = { GUILDHALL_EGRESS_ALLOW_CIDRS: '127.0.0.0/8', GUILDHALL_EGRESS_ALLOW_HTTP: 'true' }
const settledWithin = { timeout: 120_000, interval: 20 }

test('a killed server goes on with its replays: none is left out, and no event is planned twice', {
  timeout: 400_000,
}, async () => {
  const random = createRandom()
  onTestFailed(() => report(`Repeat with GUILDHALL_TEST_SEED=${random.seed}`))
  const site = await makeCrashSite({ settings: egress })
  onTestFailed(() => report(site.server().logTail()))
  const receiver = await startReceiver()
  try {
    const from = new Date(Date.now() - 60_000).toISOString()
    const first = await openEndpoint(site, receiver, 'First')
    await changeAll(site)
    await vi.waitFor(() => expect(countsById(receiver).size).toBe(eventCount), settledWithin)
    const ids = [...countsById(receiver).keys()]
    await vi.waitFor(async () => expect(await statusesOf(site, first)).toEqual(delivered), settledWithin)

    receiver.requests.length = 0
    const again = await replayUnderKills(site, random, { kind: 'deliveries', endpointId: first, from })
    expect(again.replay.counts).toEqual(whole)
    await vi.waitFor(() => expect(countsById(receiver).size).toBe(eventCount), settledWithin)
    expect([...countsById(receiver).keys()].sort()).toEqual([...ids].sort())

    const late = await openEndpoint(site, receiver, 'Late')
    const missed = await replayUnderKills(site, random, { kind: 'missed', endpointId: late, from })
    expect(missed.replay.counts).toEqual(whole)
    await vi.waitFor(async () => expect(await statusesOf(site, late)).toEqual(delivered), settledWithin)
    const planned = (await deliveriesOf(site, late)).map(({ eventId }) => eventId)
    expect(planned.sort()).toEqual([...ids].sort())

    expect(again.killCount + missed.killCount).toBeGreaterThan(1)
    report(
      `Killed ${again.killCount} times in a replay of ${eventCount} deliveries and ${missed.killCount} times in one of ` +
        `${eventCount} missed events (seed ${random.seed}): 0 left out, 0 planned twice`,
    )
  } finally {
    await site.remove()
    await receiver.close()
  }
})

const whole = { total: eventCount, done: eventCount, queued: eventCount, skipped: 0 }
const delivered = { success: eventCount }

/** Starts a replay and kills the server again and again while it moves on; returns when it has finished. */
async function replayUnderKills(site: CrashSite, random: Random, filter: Omit<ReplayOrder, 'perSecond'>) {
  const { id } = await site.send<{ id: string }>('POST', '/replays', { ...filter, perSecond: 50 })
  let killCount = 0
  let done = 0
  for (;;) {
    const replay = await vi.waitFor(async () => {
      const now = await site.get<Replay>(`/replays/${id}`)
      expect(now.state === 'finished' || now.counts.done > done).toBe(true)
      return now
    }, settledWithin)
    if (replay.state === 'finished') return { replay, killCount }
    done = replay.counts.done
    if (killCount === killsMax) continue
    // Somewhere within the next batches.
    await pause(random.integer(0, 120))
    site.server().kill('SIGKILL')
    killCount += 1
    await site.restart()
    // What it had in hand comes back after a minute, which outgoing-crash.test.ts waits for.
    await readDatabase(await runningDatabase(site.dataDir), expireLeases)
  }
}

async function openEndpoint(site: CrashSite, receiver: Receiver, name: string): Promise<string> {
  const body = { name, url: receiver.url, eventTypes: ['currency.changed'], inFlightMax: 50 }
  return (await site.send<{ id: string }>('POST', '/endpoints', body)).id
}

async function changeAll(site: CrashSite): Promise<void> {
  let next = 0
  async function sender(): Promise<void> {
    for (let index = next++; index < eventCount; index = next++) {
      const path = `/members/${site.memberIds[index % memberCount]}/adjustments`
      await site.send('POST', path, { asset: 'coins', amount: 1, reason: 'Load' })
    }
  }
  await Promise.all(Array.from({ length: sendersCount }, sender))
}

function countsById(receiver: Receiver): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { headers } of receiver.requests) {
    const id = String(headers['webhook-id'])
    counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  return counts
}

async function deliveriesOf(site: CrashSite, endpointId: string): Promise<Delivery[]> {
  const found: Delivery[] = []
  let cursor = ''
  for (;;) {
    const { data, page } = await site.get<{ data: Delivery[]; page: { next: string | null } }>(
      `/deliveries?endpointId=${endpointId}&limit=200${cursor}`,
    )
    found.push(...data)
    if (page.next === null) return found
    cursor = `&cursor=${page.next}`
  }
}

async function statusesOf(site: CrashSite, endpointId: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { status } of await deliveriesOf(site, endpointId)) counts[status] = (counts[status] ?? 0) + 1
  return counts
}
