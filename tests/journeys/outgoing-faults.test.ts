/**
 * Faults around deliveries, on real parts: receivers that must not hurt, two servers on one database, a clock that
 * jumps, a throttle. Where the other faults are tested:
 * - addresses and spellings of them: `addresses.rules.test.ts`, `url.rules.test.ts`, names and TLS `guard.test.ts`
 * - bounds of time, bytes and sockets of one attempt: `limits.test.ts`
 * - signatures against published vectors and verifiers of others: `sign.rules.test.ts`,
 *   `verify-signature.rules.test.ts`, `Retry-After`: `schedule.rules.test.ts`
 * - an event published twice: `custom-events.test.ts`; a lost lease: `outgoing-engine.test.ts`
 * - kills around the claim and the POST, a stop, a database that goes away: `outgoing-crash-points.test.ts`
 * - one dead endpoint with 100,000 waiting deliveries: `npm run bench -- outgoing`
 */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createApp } from '../../server/app.ts'
import type { RuntimeConfig } from '../../server/config.ts'
import { outgoing } from '../../server/features/outgoing/index.ts'
import { createLog } from '../../server/platform/log.ts'
import type { Caller } from '../world/caller.ts'
import { createAuthority } from '../world/certificates.ts'
import { type DnsServer, startDnsServer } from '../world/dns-server.ts'
import { hostileReceivers } from '../world/hostile-receivers.ts'
import { toClose } from '../world/outbound.ts'
import { startHttpServer, startHttpsServer, startRawServer, type TestServer } from '../world/raw-server.ts'
import { egressToLoopback, type Receiver, startReceiver } from '../world/receiver.ts'
import { createWorld, type World } from '../world/world.ts'

let world: World
let owner: Caller
let adaId: string
let receiver: Receiver
const { closeAll, later } = toClose()
const soon = { timeout: 20_000, interval: 10 }

function inWorld(changes: () => Partial<RuntimeConfig>): void {
  beforeAll(async () => {
    world = await createWorld(changes())
    owner = world.as(world.owner)
    adaId = (await world.member('Ada')).id
  })
  afterAll(() => world?.stop())
}
beforeEach(async () => {
  receiver = later(await startReceiver())
})
afterEach(async () => {
  const { data } = await owner.call('listEndpoints', {})
  for (const { id } of data) await owner.call('deleteEndpoint', { params: { endpointId: id } })
  await closeAll()
  await world.drainDeliveries()
})

let count = 0
async function open(url: string, more: { inFlightMax?: number; ratePerSecond?: number } = {}) {
  const body = { name: `Receiver ${++count}`, url, eventTypes: ['currency.changed'], ...more }
  return (await owner.call('createEndpoint', { body })).id
}
const give = (amount: number) =>
  owner.call('adjustBalance', {
    params: { memberId: adaId },
    body: { asset: 'coins', amount, reason: 'Won a quiz' },
  })
const deliveriesOf = async (endpointId: string) =>
  (await owner.call('listDeliveries', { query: { endpointId } })).data
const attemptsOf = async (deliveryId: string) =>
  (await owner.call('listAttempts', { params: { deliveryId } })).data
const amounts = () => receiver.requests.map(({ json }) => json.data.amount as number)
const ids = () => receiver.requests.map(({ headers }) => String(headers['webhook-id']))

describe('a receiver', () => {
  let dns: DnsServer
  const attemptLimits = { headersMs: 1_000, totalMs: 1_500 }
  beforeAll(async () => {
    // What `turning` leads to changes after the first look-up.
    dns = await startDnsServer((_name, askedBefore) => [askedBefore === 0 ? '127.0.0.1' : '169.254.169.254'])
  })
  inWorld(() => ({ egress: { ...egressToLoopback(), dnsServers: [dns.address] }, attemptLimits }))
  afterAll(() => dns.close())

  it('that must not hurt ends as a failed attempt with its words, and a good one beside it is served', async () => {
    const trap = later(await startHttpServer((_request, response) => void response.end()))
    const good = await open(receiver.url)
    const opened = []
    for (const [name, { answer, ...ends }] of Object.entries(hostileReceivers(trap.port))) {
      const server = later(await startRawServer((socket) => void socket.once('data', () => answer(socket))))
      opened.push({ name, server, ends, endpointId: await open(`http://127.0.0.1:${server.port}/`) })
    }
    await give(1)
    await world.drainDeliveries()
    expect(await deliveriesOf(good)).toMatchObject([{ status: 'success', attemptCount: 1 }])
    for (const { name, server, ends, endpointId } of opened) {
      const [delivery, ...others] = await deliveriesOf(endpointId)
      expect({ name, others }).toEqual({ name, others: [] })
      const attempts = await attemptsOf(delivery?.id ?? '')
      expect({ name, ...delivery }).toMatchObject({ name, attemptCount: 1, status: ends.delivery })
      expect({ name, attempts }).toMatchObject({ name, attempts: [ends.attempt] })
      expect(server.connectionCount(), name).toBe(1)
    }
    expect(trap.connectionCount()).toBe(0)
  })

  it('whose certificate cannot be trusted is sent nothing', async () => {
    const requests: unknown[] = []
    const credentials = createAuthority().issue('127.0.0.1')
    const server = later(await startHttpsServer(credentials, (request) => void requests.push(request)))
    const endpointId = await open(`https://127.0.0.1:${server.port}/`)
    await give(1)
    await world.drainDeliveries()
    const [delivery] = await deliveriesOf(endpointId)
    expect(await attemptsOf(delivery?.id ?? '')).toMatchObject([
      {
        failure: {
          code: 'tls_failed',
          reason:
            'No secure connection could be made to the receiver: its certificate comes from an authority that is not trusted here.',
        },
        wasWritten: false,
      },
    ])
    expect([delivery?.status, requests]).toEqual(['pending', []])
  })

  it('whose name leads elsewhere at the second look-up is not followed there', async () => {
    receiver.answerWith({ status: 503, headers: { connection: 'close' } })
    const { port } = new URL(receiver.url)
    const endpointId = await open(`http://turning.example.com:${port}/`)
    await give(1)
    await world.drainDeliveries()
    await world.clock.advance({ seconds: 10 })
    await world.drainDeliveries()
    const [delivery] = await deliveriesOf(endpointId)
    expect(await attemptsOf(delivery?.id ?? '')).toMatchObject([
      { number: 1, status: 503, remoteAddress: '127.0.0.1' },
      { number: 2, status: null, failure: { code: 'address_blocked' }, wasWritten: false },
    ])
    expect(receiver.requests).toHaveLength(1)
  })
})

describe('deliveries', () => {
  inWorld(() => ({ egress: egressToLoopback() }))

  it('to a good endpoint arrive while everything that is sent to those beside it hangs', async () => {
    const silent: { server: TestServer; endpointId: string }[] = []
    for (let each = 0; each < 4; each++) {
      const server = later(await startRawServer((socket) => void socket.resume()))
      silent.push({ server, endpointId: await open(`http://127.0.0.1:${server.port}/`, { inFlightMax: 5 }) })
    }
    for (let amount = 1; amount <= 6; amount++) await give(amount)
    // Of the places of a community there are always some left for others, so not each gets all five.
    const taken = () => silent.flatMap(({ server }) => [...server.sockets])
    await vi.waitFor(() => expect(taken().length).toBeGreaterThanOrEqual(4 * 3), soon)
    const inHand = taken()

    const good = await open(receiver.url)
    for (let amount = 7; amount <= 16; amount++) await give(amount)
    await vi.waitFor(async () => {
      const statuses = (await deliveriesOf(good)).map(({ status }) => status)
      expect(statuses).toEqual(Array(10).fill('success'))
    }, soon)
    expect(receiver.requests).toHaveLength(10)
    expect(inHand.filter(({ closed }) => closed)).toEqual([])
    for (const { endpointId } of silent) {
      const deliveries = await deliveriesOf(endpointId)
      expect(deliveries.map(({ attemptCount }) => attemptCount)).toEqual(Array(16).fill(0))
    }
  })

  it('of two servers on one database are never sent twice, and both send', async () => {
    const second = await createApp({ ...world.app.ctx.config }, world.clock, createLog('silent'))
    try {
      const onTheirWay = new Set<string>()
      const twice: string[] = []
      let letGo: () => void = () => {}
      const isFree = new Promise<void>((resolve) => {
        letGo = resolve
      })
      receiver.answerWith(async ({ headers }) => {
        const id = String(headers['webhook-id'])
        if (onTheirWay.has(id)) twice.push(id)
        onTheirWay.add(id)
        await isFree
        onTheirWay.delete(id)
        return { status: 204 }
      })
      const endpointId = await open(receiver.url, { inFlightMax: 5 })
      for (let amount = 1; amount <= 60; amount++) await give(amount)
      // Each server has five on their way and no more: so both are at it.
      await vi.waitFor(() => expect(onTheirWay.size).toBe(10), soon)
      letGo()
      await Promise.all([second.started.of(outgoing).drain(), world.drainDeliveries()])
      await world.drainDeliveries()
      expect(twice).toEqual([])
      expect([...ids()].sort()).toEqual([...new Set(ids())].sort())
      expect(amounts().toSorted((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, index) => index + 1))
      const attempted = (await deliveriesOf(endpointId)).map(({ attemptCount }) => attemptCount)
      expect(new Set(attempted)).toEqual(new Set([1]))
    } finally {
      await second.stop()
    }
  })

  it('survive a clock that jumps ten minutes ahead and back: none is lost, and a repeat has the same webhook-id', async () => {
    let letGo: () => void = () => {}
    const isFree = new Promise<void>((resolve) => {
      letGo = resolve
    })
    receiver.answerWith(async ({ json }, before) => {
      if (before < 2) await isFree
      const isFirst = amounts().filter((amount) => amount === json.data.amount).length === 1
      return { status: json.data.amount === 3 && isFirst ? 500 : 204 }
    })
    const endpointId = await open(receiver.url)
    await give(1)
    await vi.waitFor(() => expect(receiver.requests).toHaveLength(1), soon)
    // The lease of what is on its way has run out: it is sent again, and both are answered at the same moment.
    await world.clock.advance({ minutes: 10 })
    const drained = world.drainDeliveries()
    await vi.waitFor(() => expect(receiver.requests).toHaveLength(2), soon)
    letGo()
    await drained
    await give(2)
    await give(3)
    await world.drainDeliveries()
    expect(amounts()).toEqual([1, 1, 2, 3])

    // What was put off while the clock was ahead waits until then; everything else goes on at once.
    await world.clock.advance({ minutes: -10 })
    await give(4)
    await world.drainDeliveries()
    expect(amounts()).toEqual([1, 1, 2, 3, 4])
    await world.clock.advance({ minutes: 11 })
    await world.drainDeliveries()
    expect(amounts()).toEqual([1, 1, 2, 3, 4, 3])

    expect(new Set(ids()).size).toBe(4)
    const deliveries = await deliveriesOf(endpointId)
    expect(deliveries.map(({ status }) => status)).toEqual(Array(4).fill('success'))
    const { health } = await owner.call('getEndpoint', { params: { endpointId } })
    expect(health.backlog).toBe(0)
  })

  it('keep to a throttle: at any moment no more than the burst and what time has added since', async () => {
    const [ratePerSecond, burst, events] = [2, 4, 24]
    let arrivedAt: number[] = []
    receiver.answerWith(() => {
      arrivedAt.push(performance.now())
      return { status: 204 }
    })
    const endpointId = await open(receiver.url, { ratePerSecond, inFlightMax: 50 })
    await owner.call('pauseEndpoint', { params: { endpointId } })
    for (let amount = 1; amount <= events; amount++) await give(amount)
    await world.drainDeliveries()

    let startedAt = performance.now()
    const expectAllowed = () => {
      const allowed = arrivedAt.map((at) => burst + ((at - startedAt) / 1000) * ratePerSecond)
      expect(arrivedAt.filter((_, index) => index + 1 > (allowed[index] ?? 0))).toEqual([])
    }
    await owner.call('activateEndpoint', { params: { endpointId } })
    await world.drainDeliveries()
    expect(arrivedAt.length).toBeGreaterThanOrEqual(burst)
    expect(arrivedAt.length).toBeLessThan(events)
    expectAllowed()

    // However long nothing was sent, a burst is not larger.
    arrivedAt = []
    startedAt = performance.now()
    await world.clock.advance({ hours: 1 })
    await world.drainDeliveries()
    expect(arrivedAt.length).toBeGreaterThanOrEqual(burst)
    expectAllowed()
    while (receiver.requests.length < events) {
      await world.clock.advance({ seconds: 2 })
      await world.drainDeliveries()
    }
    expect(new Set(ids()).size).toBe(events)
  })
})
