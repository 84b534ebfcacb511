/** Operating outgoing webhooks: a delivery is skipped, a payload is removed for good, what is old is removed. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { removeOldDeliveries } from '../../server/features/outgoing/index.ts'
import type { Caller } from '../world/caller.ts'
import { untilReadByAll } from '../world/read-log.ts'
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
let count = 0
beforeEach(async () => {
  receiver = await startReceiver()
  endpointId = await open({})
})
afterEach(async () => {
  await owner.reply('deleteEndpoint', { params: { endpointId } })
  await world.drainDeliveries()
  await receiver.close()
})
afterAll(() => world?.stop())

async function open(more: { isOrdered?: boolean; schedule?: number[] }): Promise<string> {
  const body = { name: `Receiver ${++count}`, url: receiver.url, eventTypes: ['currency.changed'], ...more }
  return (await owner.call('createEndpoint', { body })).id
}
async function give(amount: number): Promise<void> {
  const body = { asset: 'coins', amount, reason: 'Won a quiz' }
  await owner.call('adjustBalance', { params: { memberId: adaId }, body })
  await world.drainDeliveries()
}
const deliveries = async (of = endpointId) =>
  (await owner.call('listDeliveries', { query: { endpointId: of } })).data
async function newest(of = endpointId) {
  const [delivery] = await deliveries(of)
  if (!delivery) throw new Error('Nothing was planned')
  return delivery
}
/** Once every reader of the log has passed the event. */
async function removePayload(params: { deliveryId: string }): Promise<void> {
  const { eventId } = await owner.call('getDelivery', { params })
  await untilReadByAll(world, eventId)
  await owner.call('removePayload', { params })
}
const amounts = () => receiver.requests.map(({ json }) => json.data.amount)
const entriesOf = async (action: string) =>
  (await owner.call('listAuditEntries', { query: { limit: 20 } })).data.filter((e) => e.action === action)

it('the head of an ordered endpoint that keeps failing is skipped, and those behind it go on', async () => {
  await owner.call('updateEndpoint', { params: { endpointId }, body: { isOrdered: true } })
  receiver.answerWith(({ json }) => ({ status: json.data.amount === 1 ? 500 : 204 }))
  for (const amount of [1, 2, 3]) await give(amount)
  expect(amounts()).toEqual([1])
  const head = (await deliveries()).at(-1)
  const params = { deliveryId: head?.id ?? '' }
  expect(await owner.call('cancelDelivery', { params })).toMatchObject({
    status: 'canceled',
    attemptCount: 1,
    reason: 'Skipped by Olive Owner.',
  })
  await world.drainDeliveries()
  expect(amounts()).toEqual([1, 2, 3])
  expect((await owner.call('getEndpoint', { params: { endpointId } })).health.backlog).toBe(0)
  expect(await entriesOf('delivery.skipped')).toHaveLength(1)
})

it('delivery_not_waiting: what has ended is not skipped', async () => {
  await give(1)
  const params = { deliveryId: (await newest()).id }
  expect(await owner.refusal('cancelDelivery', { params })).toBe('delivery_not_waiting')
})

it('a payload is removed for good: from the event, from what receivers answered, and from every delivery of it', async () => {
  const other = await open({})
  receiver.answerWith(({ body }) => ({ status: 200, body, headers: { 'x-echo': 'something' } }))
  await give(4711)
  const { id: deliveryId } = await newest()
  const params = { deliveryId }
  expect((await owner.call('getDelivery', { params })).body).toContain('4711')
  await removePayload(params)
  const details = await owner.call('getDelivery', { params })
  expect(details).toMatchObject({ status: 'success', body: '', payloadRemoved: { by: 'Olive Owner' } })
  for (const id of [deliveryId, (await newest(other)).id]) {
    const attempts = await owner.call('listAttempts', { params: { deliveryId: id } })
    expect(attempts.data).toMatchObject([{ number: 1, status: 200, responseBody: null, responseHeaders: [] }])
    expect(JSON.stringify(attempts)).not.toContain('4711')
  }
  expect(await entriesOf('delivery.payload_removed')).toHaveLength(1)
  await removePayload(params)
  expect(await entriesOf('delivery.payload_removed')).toHaveLength(1)
  await owner.call('deleteEndpoint', { params: { endpointId: other } })
})

it('payload_removed: it is sent to nobody again, alone or with others', async () => {
  await give(1)
  const params = { deliveryId: (await newest()).id }
  await removePayload(params)
  expect(await owner.refusal('replayDelivery', { params })).toBe('payload_removed')
  const from = new Date(Date.now() - 3_600_000).toISOString()
  const body = { kind: 'deliveries' as const, endpointId, from }
  expect(await owner.refusal('startReplay', { body })).toBe('nothing_to_replay')
})

it('delivery_not_ended: a payload that another endpoint still waits for stays', async () => {
  const other = await open({})
  await owner.call('pauseEndpoint', { params: { endpointId: other } })
  await give(1)
  const params = { deliveryId: (await newest()).id }
  expect(await owner.refusal('removePayload', { params })).toBe('delivery_not_ended')
  await owner.call('activateEndpoint', { params: { endpointId: other } })
  await world.drainDeliveries()
  expect(receiver.requests).toHaveLength(2)
  expect(amounts()).toEqual([1, 1])
  await removePayload(params)
  await owner.call('deleteEndpoint', { params: { endpointId: other } })
})

it('months that are old enough go: attempts first, deliveries later, and never one that waits', async () => {
  const keptDays = { bodyDays: 30, metadataDays: 90 }
  const night = () => removeOldDeliveries(world.app.ctx, keptDays)
  await give(1)
  const sent = await newest()
  await owner.call('pauseEndpoint', { params: { endpointId } })
  await give(2)
  const attemptsOf = async () =>
    (await owner.call('listAttempts', { params: { deliveryId: sent.id } })).data.length
  await night()
  expect(await attemptsOf()).toBe(1)

  await world.clock.advance({ hours: 70 * 24 })
  await vi.waitFor(async () => {
    await night()
    expect(await attemptsOf()).toBe(0)
  })
  expect(await deliveries()).toHaveLength(2)

  await world.clock.advance({ hours: 80 * 24 })
  await night()
  expect(await deliveries()).toHaveLength(2)
  await owner.call('activateEndpoint', { params: { endpointId } })
  await world.drainDeliveries()
  await vi.waitFor(async () => {
    await night()
    expect(await deliveries()).toHaveLength(0)
  })
  await give(3)
  expect(await newest()).toMatchObject({ status: 'success' })
})
