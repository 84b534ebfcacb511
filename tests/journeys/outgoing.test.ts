/** Outgoing webhooks: events of real changes arrive signed at a real receiver, whatever it does meanwhile. */
import { Webhook } from 'standardwebhooks'
import { Webhook as Svix } from 'svix'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Caller } from '../world/caller.ts'
import { egressToLoopback, type Receiver, startReceiver } from '../world/receiver.ts'
import { createWorld, type World } from '../world/world.ts'

let world: World
let owner: Caller
let adaId: string
let receiver: Receiver
let endpointId: string
let secret: string
beforeAll(async () => {
  world = await createWorld({ egress: egressToLoopback() })
  owner = world.as(world.owner)
  adaId = (await world.member('Ada')).id
})
let count = 0
beforeEach(async () => {
  receiver = await startReceiver()
  const created = await open({})
  endpointId = created.id
  secret = created.secret
})
afterEach(async () => {
  await owner.reply('deleteEndpoint', { params: { endpointId } })
  await world.drainDeliveries()
  await receiver.close()
})
afterAll(() => world?.stop())

const open = (more: {
  schedule?: number[]
  isOrdered?: boolean
  headers?: { name: string; value: string }[]
}) =>
  owner.call('createEndpoint', {
    body: { name: `Receiver ${++count}`, url: receiver.url, eventTypes: ['currency.changed'], ...more },
  })
const give = (amount: number) =>
  owner.call('adjustBalance', {
    params: { memberId: adaId },
    body: { asset: 'coins', amount, reason: 'Won a quiz' },
  })
const deliveries = async () => (await owner.call('listDeliveries', { query: { endpointId } })).data
const newest = async () => {
  const [delivery] = await deliveries()
  if (!delivery) throw new Error('Nothing was planned')
  return delivery
}
const detailsOf = (deliveryId: string) => owner.call('getDelivery', { params: { deliveryId } })
const ids = () => receiver.requests.map(({ headers }) => headers['webhook-id'])
const amounts = () => receiver.requests.map(({ json }) => json.data.amount)

it('a change of a balance arrives, signed so that independent verifiers accept it, and is told with its attempt', async () => {
  await give(25)
  await world.drainDeliveries()
  expect(receiver.requests).toHaveLength(1)
  const [request] = receiver.requests
  const headers = request?.headers as Record<string, string>
  expect(new Webhook(secret).verify(request?.body ?? '', headers)).toMatchObject({ type: 'currency.changed' })
  expect(new Svix(secret).verify(request?.body ?? '', headers)).toMatchObject({ type: 'currency.changed' })
  expect(() => new Webhook(secret).verify(`${request?.body} `, headers)).toThrow()
  expect(headers).toMatchObject({ 'content-type': 'application/json', 'x-webhook-event': 'currency.changed' })
  expect(request?.json).toMatchObject({
    id: headers['webhook-id'],
    communityId: world.communityId,
    data: { memberId: adaId, asset: 'coins', amount: 25 },
  })

  const delivery = await newest()
  expect(delivery).toMatchObject({ status: 'success', attemptCount: 1, eventId: headers['webhook-id'] })
  const details = await detailsOf(delivery.id)
  expect(details).toMatchObject({ body: request?.body, explanation: 'Delivered with attempt 1.' })
  const { data } = await owner.call('listAttempts', { params: { deliveryId: delivery.id } })
  expect(data).toMatchObject([{ number: 1, status: 204, failure: null, wasWritten: true }])
  const signature = data[0]?.requestHeaders.find(([name]) => name === 'webhook-signature')?.[1]
  expect(signature).toMatch(/^v1,.{6}…$/)
  expect(await owner.call('getEndpoint', { params: { endpointId } })).toMatchObject({
    health: { backlog: 0, breaker: 'closed', hours: [{ success: 1, failed: 0 }] },
  })
})

it('a receiver that is down is tried again under the same webhook-id, until it is up', async () => {
  receiver.answerWith({ status: 500, body: 'broken' })
  await give(1)
  await world.drainDeliveries()
  const waiting = await newest()
  expect(waiting).toMatchObject({ status: 'pending', attemptCount: 1, reason: 'The receiver answered 500.' })
  expect((await detailsOf(waiting.id)).explanation).toMatch(/^Attempt 1 failed; the next is at/)
  await world.clock.advance({ seconds: 7 })
  await world.drainDeliveries()
  receiver.answerWith({ status: 200 })
  await world.clock.advance({ minutes: 7 })
  await world.drainDeliveries()
  expect(receiver.requests).toHaveLength(3)
  expect(new Set(ids()).size).toBe(1)
  expect(new Set(receiver.requests.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(3)
  expect(await detailsOf(waiting.id)).toMatchObject({ status: 'success', attemptCount: 3 })
})

it('an event is given up after the last step of the schedule, and a replay sends it under the same webhook-id', async () => {
  await owner.call('updateEndpoint', { params: { endpointId }, body: { schedule: [1] } })
  receiver.answerWith({ status: 500 })
  await give(1)
  await world.drainDeliveries()
  await world.clock.advance({ seconds: 2 })
  await world.drainDeliveries()
  const failed = await newest()
  expect(failed).toMatchObject({
    status: 'failed',
    attemptCount: 2,
    reason: 'The last of 2 attempts failed.',
  })

  receiver.answerWith({ status: 204 })
  const replayed = await owner.call('replayDelivery', { params: { deliveryId: failed.id } })
  expect(replayed).toMatchObject({ id: failed.id, status: 'pending', attemptCount: 2 })
  await world.drainDeliveries()
  expect(new Set(ids()).size).toBe(1)
  expect(await newest()).toMatchObject({ status: 'success', attemptCount: 3 })
  const { data } = await owner.call('listAttempts', { params: { deliveryId: failed.id } })
  expect(data.map(({ number }) => number)).toEqual([1, 2, 3])
})

it('410 disables the endpoint, and the community is told', async () => {
  const all = await owner.call('createEndpoint', {
    body: { name: `Receiver ${++count}`, url: receiver.url, eventTypes: ['endpoint.*'] },
  })
  receiver.answerWith(({ json }) => ({ status: json.type === 'currency.changed' ? 410 : 204 }))
  await give(1)
  await world.drainDeliveries()
  await world.drainDeliveries()
  expect(await newest()).toMatchObject({ status: 'failed', attemptCount: 1 })
  expect(await owner.call('getEndpoint', { params: { endpointId } })).toMatchObject({
    state: 'disabled',
    disabledReason: 'gone',
  })
  expect(receiver.requests.at(-1)?.json).toMatchObject({
    type: 'endpoint.disabled',
    data: { endpointId, reason: 'gone' },
  })
  await owner.call('deleteEndpoint', { params: { endpointId: all.id } })
  await give(1)
  await world.drainDeliveries()
  expect(await deliveries()).toHaveLength(1)

  receiver.answerWith({ status: 204 })
  const active = await owner.call('activateEndpoint', { params: { endpointId } })
  expect(active).toMatchObject({ state: 'active', disabledReason: null })
  await give(2)
  await world.drainDeliveries()
  expect(await newest()).toMatchObject({ status: 'success' })
})

it('the receiver steers by its header: abort-message ends the event, disable the endpoint', async () => {
  receiver.answerWith({ status: 500, headers: { 'webhook-delivery': 'abort-message' } })
  await give(1)
  await world.drainDeliveries()
  expect(await newest()).toMatchObject({ status: 'failed', attemptCount: 1 })
  expect(await owner.call('getEndpoint', { params: { endpointId } })).toMatchObject({ state: 'active' })

  receiver.answerWith({ status: 200, headers: { 'webhook-delivery': 'disable' } })
  await give(1)
  await world.drainDeliveries()
  expect(await newest()).toMatchObject({ status: 'success' })
  expect(await owner.call('getEndpoint', { params: { endpointId } })).toMatchObject({
    state: 'disabled',
    disabledReason: 'asked',
  })
})

it('an ordered endpoint is sent the events of a subject in their order, also when one has to be retried', async () => {
  await owner.call('updateEndpoint', { params: { endpointId }, body: { isOrdered: true } })
  receiver.answerWith((_request, before) => ({ status: before === 1 ? 503 : 204 }))
  for (const amount of [1, 2, 3, 4]) await give(amount)
  await world.drainDeliveries()
  expect(amounts()).toEqual([1, 2])
  expect((await detailsOf((await newest()).id)).explanation).toMatch(/in order/)
  await world.clock.advance({ seconds: 10 })
  await world.drainDeliveries()
  expect(amounts()).toEqual([1, 2, 2, 3, 4])
})

it('a paused endpoint keeps what happens, and is sent it when it is activated', async () => {
  expect(await owner.call('pauseEndpoint', { params: { endpointId } })).toMatchObject({ state: 'paused' })
  await give(5)
  await world.drainDeliveries()
  expect(receiver.requests).toHaveLength(0)
  const kept = await newest()
  expect(kept).toMatchObject({ status: 'pending', nextAttemptAt: null })
  expect((await detailsOf(kept.id)).explanation).toMatch(/paused/)
  await owner.call('activateEndpoint', { params: { endpointId } })
  await world.drainDeliveries()
  expect(amounts()).toEqual([5])
})

it('what waits for an endpoint that is deleted is canceled, and stays in the history', async () => {
  await owner.call('pauseEndpoint', { params: { endpointId } })
  await give(5)
  await world.drainDeliveries()
  await owner.call('deleteEndpoint', { params: { endpointId } })
  await world.drainDeliveries()
  expect(await newest()).toMatchObject({ status: 'canceled', attemptCount: 0 })
  expect(receiver.requests).toHaveLength(0)
})

it('after a rotation both secrets sign until the overlap is over, the new one first', async () => {
  const params = { endpointId }
  const fresh = await owner.call('rotateEndpointSecret', { params, body: { overlapHours: 1 } })
  const asymmetric = await owner.call('rotateEndpointSecret', {
    params,
    body: { kind: 'v1a', overlapHours: 1 },
  })
  expect(asymmetric.publicKey).toMatch(/^whpk_/)
  await give(1)
  await world.drainDeliveries()
  const [request] = receiver.requests
  const headers = request?.headers as Record<string, string>
  expect(headers['webhook-signature']?.split(' ').map((each) => each.split(',')[0])).toEqual([
    'v1a',
    'v1',
    'v1',
  ])
  const sentAt = new Date(Number(headers['webhook-timestamp']) * 1000)
  for (const each of [secret, fresh.secret]) {
    const signature = new Webhook(each).sign(headers['webhook-id'] ?? '', sentAt, request?.body ?? '')
    expect(headers['webhook-signature']).toContain(signature)
  }

  await world.clock.advance({ hours: 2 })
  await give(2)
  await world.drainDeliveries()
  expect(receiver.requests[1]?.headers['webhook-signature']).toMatch(/^v1a,\S+$/)
  expect((await owner.call('getEndpoint', { params })).secrets).toHaveLength(1)
})

it('a test is sent to its endpoint alone, with the headers that the endpoint wants', async () => {
  const headers = [{ name: 'Authorization', value: 'Bearer of-the-receiver' }]
  await owner.call('updateEndpoint', { params: { endpointId }, body: { headers, eventTypes: ['*'] } })
  const other = await owner.call('createEndpoint', {
    body: { name: `Receiver ${++count}`, url: receiver.url, eventTypes: ['*'] },
  })
  receiver.answerWith({ status: 204, headers: { 'set-cookie': 'session=of-the-receiver', 'x-kept': 'yes' } })
  const sent = await owner.call('sendTestDelivery', { params: { endpointId } })
  await world.drainDeliveries()
  expect(receiver.requests.map(({ json }) => json.type)).toEqual(['endpoint.tested'])
  expect(receiver.requests[0]?.headers.authorization).toBe('Bearer of-the-receiver')
  const { data } = await owner.call('listAttempts', { params: { deliveryId: sent.id } })
  expect(JSON.stringify(data)).not.toContain('of-the-receiver')
  expect(data[0]?.responseHeaders).toEqual(
    expect.arrayContaining([
      ['set-cookie', '…'],
      ['x-kept', 'yes'],
    ]),
  )
  await owner.call('deleteEndpoint', { params: { endpointId: other.id } })
})

it('the breaker leaves a failing endpoint alone, and one probe closes it again', async () => {
  receiver.answerWith({ status: 500 })
  for (let amount = 1; amount <= 12; amount++) await give(amount)
  await world.drainDeliveries()
  expect(receiver.requests.length).toBeGreaterThanOrEqual(10)
  const opened = await owner.call('getEndpoint', { params: { endpointId } })
  expect(opened.health).toMatchObject({ breaker: 'open', backlog: 12 })

  receiver.answerWith({ status: 204 })
  const before = receiver.requests.length
  await world.clock.advance({ seconds: 20 })
  await world.drainDeliveries()
  expect(receiver.requests).toHaveLength(before)
  await world.clock.advance({ minutes: 10 })
  await world.drainDeliveries()
  const closed = await owner.call('getEndpoint', { params: { endpointId } })
  expect(closed.health).toMatchObject({ breaker: 'closed', backlog: 0, failingSince: null })
})
