/** `TokenAmountChanged` of a member with more permanent items than fit into one event: its parts, and what comes of them. */
import type { IncomingHttpHeaders } from 'node:http'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { snapshotBytesMax } from '../../contracts/inventory.ts'
import { appKey } from '../world/app-inputs.ts'
import type { Caller } from '../world/caller.ts'
import { callingApp, liveItem } from '../world/game.ts'
import { grantMany, manyItems } from '../world/many-items.ts'
import { createRandom } from '../world/random.ts'
import { startHttpServer, type TestServer } from '../world/raw-server.ts'
import { egressToLoopback } from '../world/receiver.ts'
import { createWorld, type World } from '../world/world.ts'

let world: World
let owner: Caller
beforeAll(async () => {
  world = await createWorld({ egress: egressToLoopback() })
  owner = world.as(world.owner)
})
afterAll(() => world?.stop())

interface Line {
  itemUri: string
  tokenCount: number
}
interface Received {
  status: number
  headers: IncomingHttpHeaders
  bytes: number
  items: Line[]
}
interface Answer {
  status: number
  headers?: Record<string, string>
}
const accepted: Answer = { status: 204 }
const failed: Answer = { status: 503 }
const neverAgain: Answer = { status: 400, headers: { 'webhook-delivery': 'abort-message' } }

let game: TestServer
let received: Received[]
/** By how many were received before. */
let answer: (before: number) => Answer
let appId: string
let clientId: string
let key: string
let memberId: string
let email: string
let memberCount = 0

beforeEach(async () => {
  received = []
  answer = () => accepted
  game = await startHttpServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    const { tokenAmountChanged } = JSON.parse(body.toString('utf8')) as {
      tokenAmountChanged: { items: Line[] }
    }
    const { status, headers } = answer(received.length)
    received.push({ status, headers: incoming.headers, bytes: body.length, items: tokenAmountChanged.items })
    outgoing.writeHead(status, headers).end()
  })
  ;({ appId, clientId, key } = await callingApp(world))
  const member = await world.member(`Hoarder${++memberCount}`)
  memberId = member.id
  email = member.email ?? ''
})
afterEach(async () => {
  await owner.call('saveAppWebhook', { params: { appId }, body: { url: null } })
  await game.close()
})

/** Answers the endpoint. */
async function connect(settings: { tokenAmountChangedScope?: 'all' | 'changed' } = {}): Promise<string> {
  const body = { url: `http://127.0.0.1:${game.port}/fingi`, settings }
  return (await owner.call('saveAppWebhook', { params: { appId }, body })).endpointId ?? ''
}

async function grant(itemId: string): Promise<void> {
  const operations = [{ op: 'grant' as const, memberId, itemId, quantity: 1 }]
  await owner.call('postUnits', { params: { appId }, body: { operations, reason: 'A test' } })
}

/** So many that the member holds, with addresses so long that 130 do not fit into one event. */
async function holdLongNames(count: number): Promise<string[]> {
  const uris = Array.from({ length: count }, (_, index) => `https://a.example/${index}/${'x'.repeat(2000)}`)
  const itemIds = await manyItems(world, appId, uris)
  await grantMany(world, appId, memberId, itemIds)
  return itemIds
}

/** What the game gets when it asks for everything, which is sorted as snapshots are. */
async function inventory(): Promise<Line[]> {
  const path = `/api/pull_items?clientId=${clientId}&userEmail=${encodeURIComponent(email)}`
  const { body } = await world.fetch('GET', path, { headers: { authorization: `Bearer ${key}` } })
  const { items } = body as { items: { itemUri: string; itemCount: number }[] }
  return items.map(({ itemUri, itemCount }) => ({ itemUri, tokenCount: itemCount }))
}

const sizes = () => received.map(({ items }) => items.length)
const told = () => received.flatMap(({ items }) => items)

async function statuses(endpointId: string): Promise<string[]> {
  const { data } = await owner.call('listDeliveries', { query: { endpointId } })
  return data.map(({ status }) => status).reverse()
}

it.each(['changed', 'all'] as const)(
  'a member with 2,300 permanent items gets three parts, sorted, each under its own webhook-id, together equal to the inventory: scope %s',
  async (tokenAmountChangedScope) => {
    const uris = Array.from({ length: 2300 }, (_, index) => `https://items.game.example/${index}`)
    const itemIds = await manyItems(world, appId, uris)
    await grantMany(world, appId, memberId, itemIds)
    await connect({ tokenAmountChangedScope })
    await grant(itemIds[7] ?? '')
    await world.drainDeliveries()
    expect(sizes()).toEqual([1000, 1000, 300])
    expect(told()).toEqual(await inventory())
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(3)
    expect(new Set(received.map(({ headers }) => headers['x-guildhall-sequence']))).toEqual(new Set(['24']))
    received = []
    await grant(itemIds[8] ?? '')
    await world.drainDeliveries()
    if (tokenAmountChangedScope === 'changed') expect(told()).toEqual([{ itemUri: uris[8], tokenCount: 10 }])
    else expect(told()).toEqual(await inventory())
  },
)

it('long addresses make parts of at most 256 KiB', async () => {
  const itemIds = await holdLongNames(150)
  await connect()
  await grant(itemIds[0] ?? '')
  await world.drainDeliveries()
  expect(received).toHaveLength(2)
  for (const { bytes } of received) expect(bytes).toBeLessThanOrEqual(snapshotBytesMax)
  expect(received[0]?.bytes).toBeGreaterThan(snapshotBytesMax - 5000)
  expect(told()).toEqual(await inventory())
})

it('a newer snapshot closes all parts that wait, and those that were tried already', async () => {
  const itemIds = await holdLongNames(280)
  const endpointId = await connect()
  answer = () => failed
  await grant(itemIds[0] ?? '')
  await world.drainDeliveries()
  expect(await statuses(endpointId)).toEqual(['pending', 'pending', 'pending'])
  await grant(itemIds[1] ?? '')
  await world.drainDeliveries()
  const closed = ['superseded', 'superseded', 'superseded']
  expect(await statuses(endpointId)).toEqual([...closed, 'pending', 'pending', 'pending'])
  received = []
  answer = () => accepted
  await world.clock.advance({ minutes: 10 })
  await world.drainDeliveries()
  expect(received).toHaveLength(3)
  expect(told()).toEqual(await inventory())
})

it('a newer snapshot closes the parts behind one that has arrived', async () => {
  const itemIds = await holdLongNames(280)
  const endpointId = await connect()
  answer = (before) => (before === 0 ? accepted : failed)
  await grant(itemIds[0] ?? '')
  await world.drainDeliveries()
  expect(await statuses(endpointId)).toEqual(['success', 'pending', 'pending'])
  received = []
  answer = () => accepted
  await grant(itemIds[1] ?? '')
  await world.clock.advance({ minutes: 10 })
  await world.drainDeliveries()
  expect(await statuses(endpointId)).toEqual([
    ...['success', 'superseded', 'superseded'],
    ...['success', 'success', 'success'],
  ])
  expect(told()).toEqual(await inventory())
})

it('a part that is never taken leaves everything to be told again; once all are taken only what changes is told', async () => {
  const itemIds = await holdLongNames(150)
  const endpointId = await connect()
  answer = (before) => (before === 0 ? accepted : neverAgain)
  await grant(itemIds[0] ?? '')
  await world.drainDeliveries()
  expect(await statuses(endpointId)).toEqual(['success', 'failed'])
  received = []
  answer = () => accepted
  await grant(itemIds[1] ?? '')
  await world.drainDeliveries()
  expect(received).toHaveLength(2)
  expect(told()).toEqual(await inventory())
  received = []
  await grant(itemIds[2] ?? '')
  await world.drainDeliveries()
  expect(told().map(({ tokenCount }) => tokenCount)).toEqual([4])
})

it('a feed has taken a snapshot once its last part is acknowledged', async () => {
  const reader = world.as(await appKey(world, appId))
  const params = { appId }
  await reader.call('listAppEvents', { params })
  const { itemId: sword } = await liveItem(world, appId)
  const itemIds = await holdLongNames(150)
  await grant(sword)
  const acknowledge = (upTo: string | undefined) =>
    reader.call('acknowledgeAppEvents', { params, body: { upTo: upTo ?? '' } })
  /** Transactions of other tests on the same server may hold back the horizon of the event log for a moment. */
  const read = (count: number) =>
    vi.waitFor(
      async () => {
        const { data } = await reader.call('listAppEvents', { params })
        expect(data).toHaveLength(count)
        return data
      },
      { timeout: 20_000, interval: 20 },
    )
  // The first hundred are told at once; with the others there are two parts, and again with the sword.
  const [, , , first] = await read(1 + 2 + 2)
  await acknowledge(first?.id)
  await grant(sword)
  const again = await read(1 + 2)
  await acknowledge(again.at(-1)?.id)
  await grant(itemIds[3] ?? '')
  const [last] = await read(1)
  expect(last?.data).toMatchObject({ items: [{ count: 5 }] })
})

it('however parts fare, a game that believes each in its turn ends with the true counts', async () => {
  const random = createRandom(20_261_127)
  const itemIds = await holdLongNames(280)
  await connect()
  const believed = new Map<string, number>()
  const believe = () => {
    for (const { status, items } of received) {
      if (status === accepted.status) {
        for (const { itemUri, tokenCount } of items) believed.set(itemUri, tokenCount)
      }
    }
    received = []
  }
  const answers = [accepted, accepted, accepted, failed, neverAgain]
  for (let round = 0; round < 8; round++) {
    answer = () => answers[random.integer(0, answers.length - 1)] ?? accepted
    for (let turn = 0; turn < 2; turn++) await grant(itemIds[random.integer(0, itemIds.length - 1)] ?? '')
    await world.drainDeliveries()
    await world.clock.advance({ minutes: random.integer(1, 9) })
    await world.drainDeliveries()
    believe()
  }
  answer = () => accepted
  await grant(itemIds[0] ?? '')
  await world.clock.advance({ hours: 6 })
  await world.drainDeliveries()
  believe()
  const counts = [...believed].map(([itemUri, tokenCount]) => ({ itemUri, tokenCount }))
  expect(counts.sort((one, other) => (one.itemUri < other.itemUri ? -1 : 1))).toEqual(await inventory())
})
