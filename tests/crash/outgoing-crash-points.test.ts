/**
 * Deliveries at the very points where a crash would hurt: a kill between claim and POST, between POST and answer and
 * between answer and commit; a stop in the middle of attempts; a database that restarts in the middle of a claim.
 */
import type pg from 'pg'
import { afterAll, beforeAll, expect, onTestFailed, test, vi } from 'vitest'
import type { Attempt, Delivery } from '../../contracts/deliveries.ts'
import { type DnsServer, startDnsServer } from '../world/dns-server.ts'
import { toClose } from '../world/outbound.ts'
import { type Receiver, type Reply, startReceiver } from '../world/receiver.ts'
import { postmasterPid } from './built-server.ts'
import { type CrashSite, makeCrashSite } from './crash-site.ts'
import { countQueued, expireLeases, holdDeliveries, listBlocked, listLeases } from './deliveries.store.ts'
import { readDatabase } from './proof.store.ts'
import { runningDatabase } from './proof.ts'
import { report } from './report.ts'

const soon = { timeout: 20_000, interval: 10 }
/** Far less than a lease lasts. */
const atOnceMs = 10_000
const stoppedWithinMs = 20_000
const lost = { status: null, failure: { code: 'lost' } }
const taken = { status: 204, failure: null }

let site: CrashSite
let dns: DnsServer
let isDnsSilent = false
const { closeAll, later } = toClose()
beforeAll(async () => {
  dns = later(await startDnsServer(() => (isDnsSilent ? 'silence' : ['127.0.0.1'])))
  site = await makeCrashSite({
    settings: {
      GUILDHALL_EGRESS_ALLOW_CIDRS: '127.0.0.0/8',
      GUILDHALL_EGRESS_ALLOW_HTTP: 'true',
      GUILDHALL_EGRESS_DNS_SERVERS: dns.address,
    },
  })
})
afterAll(async () => {
  await site?.remove()
  await closeAll()
})

async function open(receiver: Receiver, type: string, url = receiver.url): Promise<string> {
  const body = { name: `${type} ${url}`, url, eventTypes: [type], inFlightMax: 1 }
  return (await site.send<{ id: string }>('POST', '/endpoints', body)).id
}
const publish = (type: string) => site.send('POST', '/events', { type, payload: {} })

/** Its answers wait until they are let go; from then on it answers at once. */
async function startHeld() {
  const receiver = later(await startReceiver())
  let letGo: () => void = () => {}
  const isFree = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const answer = async (): Promise<Reply> => isFree.then(() => ({ status: 204 }))
  receiver.answerWith(answer)
  return { receiver, letGo }
}

/** Oldest first, each with its attempts. */
async function deliveriesOf(endpointId: string) {
  const { data } = await site.get<{ data: Delivery[] }>(`/deliveries?endpointId=${endpointId}`)
  const told = []
  for (const { id, status } of data.reverse()) {
    const attempts = await site.get<{ data: Attempt[] }>(`/deliveries/${id}/attempts`)
    told.push({ status, attempts: attempts.data })
  }
  return told
}

const ids = ({ requests }: Receiver) => requests.map(({ headers }) => headers['webhook-id'])
const inDatabase = async <Result>(work: (client: pg.Client) => Promise<Result>) =>
  readDatabase(await runningDatabase(site.dataDir), work)

test('a kill between claim and POST, before the answer, or between answer and commit loses and doubles nothing', {
  timeout: 60_000,
}, async () => {
  onTestFailed(() => report(site.server().logTail()))
  const type = 'custom.killed'
  const unsent = later(await startReceiver())
  const { receiver: unanswered, letGo } = await startHeld()
  const uncommitted = later(await startReceiver())
  const { port } = new URL(unsent.url)
  const endpoints = [
    await open(unsent, type, `http://receiver.example.com:${port}/`),
    await open(unanswered, type),
    await open(uncommitted, type),
  ]
  await inDatabase(async (client) => {
    uncommitted.answerWith(async (_request, before) => {
      if (before === 0) await holdDeliveries(client, endpoints[2] ?? '')
      return { status: 204 }
    })
    isDnsSilent = true
    await publish(type)
    // One is looked up, one was sent and waits for its answer, and the answer of one is being recorded.
    await vi.waitFor(async () => {
      expect(dns.askedCount()).toBeGreaterThan(0)
      expect([unsent, unanswered, uncommitted].map(({ requests }) => requests.length)).toEqual([0, 1, 1])
      await inDatabase(async (other) => {
        expect(await listBlocked(other)).toEqual([expect.stringContaining('outgoing_queue')])
        expect((await listLeases(other)).sort()).toEqual([...endpoints].sort())
      })
    }, soon)
    site.server().kill('SIGKILL')
    await site.server().ended
    await client.query('rollback')
    expect(unsent.requests).toHaveLength(0)
    expect((await listLeases(client)).sort()).toEqual([...endpoints].sort())
    await expireLeases(client)
  })
  isDnsSilent = false
  letGo()
  await site.restart()

  await vi.waitFor(async () => {
    for (const endpointId of endpoints) {
      expect(await deliveriesOf(endpointId)).toMatchObject([{ status: 'success', attempts: [lost, taken] }])
    }
  }, soon)
  const [id] = ids(unsent)
  expect(ids(unsent)).toHaveLength(1)
  expect(ids(unanswered)).toEqual([id, id])
  expect(ids(uncommitted)).toEqual([id, id])
})

test('a server that is told to stop lets attempts end, leaves no lease behind, and the next one sends at once', {
  timeout: 90_000,
}, async () => {
  onTestFailed(() => report(site.server().logTail()))
  const type = 'custom.stopped'
  const late = await startHeld()
  const silent = await startHeld()
  const lateId = await open(late.receiver, type)
  const silentId = await open(silent.receiver, type)
  for (let event = 0; event < 3; event++) await publish(type)
  const requestCounts = () => [late, silent].map(({ receiver }) => receiver.requests.length)
  await vi.waitFor(() => expect(requestCounts()).toEqual([1, 1]), soon)

  const toldAt = performance.now()
  site.server().kill('SIGTERM')
  await vi.waitFor(async () => {
    const answer = await fetch(`${site.origin}/readyz`).catch(() => undefined)
    expect(answer?.ok ?? false).toBe(false)
  }, soon)
  late.letGo()
  expect(await site.server().ended).toEqual({ exitCode: 0, signal: null })
  const stoppedMs = performance.now() - toldAt
  expect(stoppedMs).toBeLessThan(stoppedWithinMs)
  // What the late one was still sent until the claims ended is recorded as well; the silent one had no place free.
  expect(silent.receiver.requests).toHaveLength(1)

  silent.letGo()
  await site.restart()
  const readyAt = performance.now()
  await vi.waitFor(() => expect(requestCounts()).toEqual([3, 3]), soon)
  const sentMs = performance.now() - readyAt
  expect(sentMs).toBeLessThan(atOnceMs)
  await vi.waitFor(async () => {
    const once = { status: 'success', attempts: [taken] }
    expect(await deliveriesOf(lateId)).toMatchObject([once, once, once])
    // It had all the time that an attempt may take.
    const waiting = { status: 'pending', attempts: [{ failure: { code: 'timed_out' } }] }
    expect(await deliveriesOf(silentId)).toMatchObject([waiting, once, once])
  }, soon)
  expect(await inDatabase(listLeases)).toEqual([])
  report(
    `Stopped after ${Math.round(stoppedMs)} ms, what waited was sent ${Math.round(sentMs)} ms after the start`,
  )
})

test('a database that restarts in the middle of a claim, or before an answer, makes nothing be sent twice', {
  timeout: 60_000,
}, async () => {
  onTestFailed(() => report(site.server().logTail()))
  const type = 'custom.restarted'
  const held = await startHeld()
  const claimed = later(await startReceiver())
  const heldId = await open(held.receiver, type)
  const claimedId = await open(claimed, type)
  await site.send('DELETE', `/endpoints/${claimedId}/activation`)
  await publish(type)
  await vi.waitFor(() => expect(held.receiver.requests).toHaveLength(1), soon)
  const postmaster = postmasterPid(site.dataDir)
  await inDatabase(async (client) => {
    await vi.waitFor(async () => expect(await countQueued(client, claimedId)).toBe(1), soon)
    await holdDeliveries(client, claimedId)
    await site.send('POST', `/endpoints/${claimedId}/activation`)
    await vi.waitFor(async () => {
      const blocked = await inDatabase(listBlocked)
      expect(blocked).toEqual([expect.stringMatching(/^update outgoing_queue q\s+set claim_id/)])
    }, soon)
    // As an administrator's restart: sessions are ended, their transactions rolled back.
    process.kill(postmaster, 'SIGINT')
    await vi.waitFor(() => expect(isAlive(postmaster)).toBe(false), soon)
  })
  held.letGo()

  await vi.waitFor(async () => {
    for (const endpointId of [heldId, claimedId]) {
      expect(await deliveriesOf(endpointId)).toMatchObject([{ status: 'success', attempts: [taken] }])
    }
  }, soon)
  expect([...ids(held.receiver), ...ids(claimed)]).toHaveLength(2)
  expect(new Set([...ids(held.receiver), ...ids(claimed)]).size).toBe(1)
})

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
