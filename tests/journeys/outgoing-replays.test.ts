/** Many deliveries sent again at once: those that failed, and what an endpoint never got. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import type { ReplayOrder } from '../../contracts/replays.ts'
import type { Caller } from '../world/caller.ts'
import { egressToLoopback, type Receiver, startReceiver } from '../world/receiver.ts'
import { createWorld, type World } from '../world/world.ts'

let world: World
let owner: Caller
let adaId: string
let receiver: Receiver
let endpointId: string
beforeAll(async () => {
  world = await createWorld({ egress: egressToLoopback() })
  owner = world.as(world.owner)
  adaId = (await world.member('Ada')).id
})
beforeEach(async () => {
  receiver = await startReceiver()
  endpointId = await open()
})
afterEach(async () => {
  await owner.reply('deleteEndpoint', { params: { endpointId } })
  await world.drainDeliveries()
  await receiver.close()
})
afterAll(() => world?.stop())

let count = 0
/** Gives up after its first attempt, so that what failed has ended. */
async function open(more: { isOrdered?: boolean; eventTypes?: string[] } = {}): Promise<string> {
  const name = `Receiver ${++count}`
  const body = { name, url: receiver.url, eventTypes: ['currency.changed'], schedule: [], ...more }
  return (await owner.call('createEndpoint', { body })).id
}

let amount = 0
async function give(times: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    const body = { asset: 'coins', amount: ++amount, reason: 'Won a quiz' }
    await owner.call('adjustBalance', { params: { memberId: adaId }, body })
  }
  await world.drainDeliveries()
}
async function fail(times: number): Promise<void> {
  receiver.answerWith({ status: 500 })
  await give(times)
  // One that fails is tried one by one, and what holds its lane for a moment lets the others wait.
  await vi.waitFor(async () => expect(await pendingCount()).toBe(0), 10_000)
  receiver.answerWith({ status: 204 })
  receiver.requests.length = 0
}

const hourAgo = () => new Date(Date.now() - 3_600_000).toISOString()
const order = (more: Partial<ReplayOrder> = {}): ReplayOrder => ({
  ...{ kind: 'deliveries', endpointId, from: hourAgo(), perSecond: 500 },
  ...more,
})
const preview = ({ perSecond: _, ...query }: ReplayOrder) => owner.call('getReplayPreview', { query })
const start = (body: ReplayOrder) => owner.call('startReplay', { body })
const read = (replayId: string) => owner.call('getReplay', { params: { replayId } })
const deliveries = async () => (await owner.call('listDeliveries', { query: { endpointId } })).data
const pendingCount = async () => (await deliveries()).filter(({ status }) => status === 'pending').length
const ids = () => receiver.requests.map(({ headers }) => headers['webhook-id'])
const amounts = () => receiver.requests.map(({ json }) => json.data.amount)

it('what failed is sent again under the same webhook-ids, oldest first, and its attempts count on', async () => {
  await fail(5)
  const failed = await deliveries()
  expect(await preview(order({ status: 'failed' }))).toMatchObject({
    count: 5,
    statuses: [{ status: 'failed', count: 5 }],
    inactiveCount: 0,
    earlierCount: 0,
  })
  const started = await start(order({ status: 'failed' }))
  expect(started).toMatchObject({ state: 'running', counts: { total: 5, done: 0 }, endpointId })
  await world.drainDeliveries()
  expect(ids()).toEqual(failed.map(({ eventId }) => eventId).reverse())
  expect((await deliveries()).map(({ status, attemptCount }) => [status, attemptCount])).toEqual(
    Array(5).fill(['success', 2]),
  )
  expect(await read(started.id)).toMatchObject({
    state: 'finished',
    counts: { total: 5, done: 5, queued: 5, skipped: 0 },
  })
  const { data } = await owner.call('listReplays', { query: { endpointId } })
  expect(data.map(({ id }) => id)).toEqual([started.id])
})

it('a filter without a status covers what was delivered too, and says what it leaves out', async () => {
  await give(2)
  await fail(1)
  const other = await open()
  await fail(1)
  await owner.call('pauseEndpoint', { params: { endpointId: other } })
  const all = { kind: 'deliveries', from: hourAgo(), eventType: 'currency.changed' } as const
  const seen = await preview(all)
  expect(seen.statuses.map(({ status }) => status)).toEqual(['failed', 'success'])
  expect(seen.inactiveCount).toBeGreaterThanOrEqual(1)
  const later = await preview({ ...all, endpointId, from: new Date().toISOString() })
  expect(later).toMatchObject({ count: 0, earlierCount: 4 })

  const own = await start(order())
  await world.drainDeliveries()
  expect(await read(own.id)).toMatchObject({ state: 'finished', counts: { queued: 4 } })
  expect(receiver.requests).toHaveLength(4)
  await owner.call('deleteEndpoint', { params: { endpointId: other } })
})

it('a replay keeps to its rate, is paused, goes on where it stopped, and is canceled', async () => {
  // Fewer than it takes to open the breaker.
  await fail(6)
  const { id: replayId } = await start(order({ perSecond: 1 }))
  const params = { replayId }
  await vi.waitFor(async () => expect((await read(replayId)).counts.queued).toBeGreaterThan(0))
  expect(await owner.call('pauseReplay', { params })).toMatchObject({ state: 'paused', secondsLeft: null })
  await world.drainDeliveries()
  const paused = (await read(replayId)).counts.queued
  expect(paused).toBeLessThan(6)
  expect(receiver.requests).toHaveLength(paused)

  expect(await owner.call('resumeReplay', { params })).toMatchObject({ state: 'running' })
  await vi.waitFor(async () => expect((await read(replayId)).counts.queued).toBeGreaterThan(paused), 5000)
  expect(await owner.call('cancelReplay', { params })).toMatchObject({ state: 'canceled' })
  await world.drainDeliveries()
  const { counts } = await read(replayId)
  expect(counts.queued).toBeLessThan(6)
  expect(receiver.requests).toHaveLength(counts.queued)
  expect(new Set(ids()).size).toBe(counts.queued)
})

it('an endpoint that was disabled is sent each event that it missed exactly once, in their order', async () => {
  await owner.call('updateEndpoint', { params: { endpointId }, body: { isOrdered: true } })
  await give(1)
  receiver.answerWith({ status: 410 })
  await give(1)
  receiver.answerWith({ status: 204 })
  await give(3)
  expect(await deliveries()).toHaveLength(2)
  await owner.call('activateEndpoint', { params: { endpointId } })
  await give(1)
  receiver.requests.length = 0

  const missed = order({ kind: 'missed' })
  expect(await preview(missed)).toMatchObject({
    count: 4 + before(),
    unplannedCount: 3 + before(),
    statuses: [{ status: 'failed', count: 1 }],
  })
  const { id } = await start(missed)
  await world.drainDeliveries()
  expect(await read(id)).toMatchObject({ state: 'finished', counts: { queued: 4 + before() } })
  expect(amounts().slice(-4)).toEqual([amount - 4, amount - 3, amount - 2, amount - 1])
  expect(amounts()).toEqual([...amounts()].sort((a, b) => Number(a) - Number(b)))
  expect(new Set(ids()).size).toBe(ids().length)
  expect(await owner.refusal('startReplay', { body: missed })).toBe('nothing_to_replay')
  expect((await deliveries()).every(({ status }) => status === 'success')).toBe(true)
})

/** Events of the tests before this one, which its endpoint had not been there for. */
const before = () => amount - 6

it('what happened before there was the endpoint is sent where it is asked for, and only of types that it wants', async () => {
  const since = new Date().toISOString()
  await world.member('Missed')
  await give(2)
  const late = await open({ eventTypes: ['member.*'] })
  const seen = await preview(order({ kind: 'missed', endpointId: late, from: since }))
  expect(seen).toMatchObject({ count: 1, unplannedCount: 1, statuses: [] })
  receiver.requests.length = 0
  await start(order({ kind: 'missed', endpointId: late, from: since }))
  await world.drainDeliveries()
  expect(receiver.requests.map(({ json }) => json.type)).toEqual(['member.joined'])
  await owner.call('deleteEndpoint', { params: { endpointId: late } })
})

it('a replay stops by itself when its endpoint is paused, and goes on when somebody says so', async () => {
  await fail(6)
  const { id: replayId } = await start(order({ perSecond: 1 }))
  await owner.call('pauseEndpoint', { params: { endpointId } })
  await vi.waitFor(async () => expect((await read(replayId)).state).toBe('paused'), 5000)
  expect(await read(replayId)).toMatchObject({ hasStopped: true })
  expect(await owner.refusal('resumeReplay', { params: { replayId } })).toBe('endpoint_not_active')
  await owner.call('activateEndpoint', { params: { endpointId } })
  expect(await owner.call('resumeReplay', { params: { replayId } })).toMatchObject({
    state: 'running',
    hasStopped: false,
  })
  await owner.call('cancelReplay', { params: { replayId } })
})

it('moment_too_early: a replay goes back fourteen days, and says so', async () => {
  const from = new Date(Date.now() - 15 * 86_400_000).toISOString()
  expect(await owner.problem('startReplay', { body: order({ from }) })).toMatchObject({
    code: 'moment_too_early',
    errors: [{ pointer: '/from' }],
  })
  const { perSecond: _, ...query } = order({ from })
  expect(await owner.refusal('getReplayPreview', { query })).toBe('moment_too_early')
})

it('replay_running, replay_ended: one at a time for an endpoint, and none is stopped twice', async () => {
  await fail(4)
  const { id: replayId } = await start(order({ perSecond: 1 }))
  expect(await owner.refusal('startReplay', { body: order() })).toBe('replay_running')
  await owner.call('cancelReplay', { params: { replayId } })
  for (const name of ['pauseReplay', 'resumeReplay', 'cancelReplay'] as const) {
    expect(await owner.refusal(name, { params: { replayId } })).toBe('replay_ended')
  }
})

it('nothing_to_replay and endpoint_not_active: what cannot send anything is not started', async () => {
  expect(await owner.refusal('startReplay', { body: order() })).toBe('nothing_to_replay')
  await owner.call('pauseEndpoint', { params: { endpointId } })
  expect(await owner.refusal('startReplay', { body: order() })).toBe('endpoint_not_active')
  const { perSecond: _, ...query } = order()
  expect(await owner.refusal('getReplayPreview', { query })).toBe('endpoint_not_active')
})

it('a replay of what was missed needs an endpoint and knows no status', async () => {
  const { endpointId: _, ...without } = order({ kind: 'missed' })
  expect(await owner.problem('startReplay', { body: without })).toMatchObject({
    code: 'validation_failed',
    errors: [{ pointer: '/endpointId' }],
  })
  const body = order({ kind: 'missed', status: 'failed' })
  expect(await owner.refusal('startReplay', { body })).toBe('validation_failed')
})
