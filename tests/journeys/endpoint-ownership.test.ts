/** A receiver proves that it wants what it is sent; until then it gets little. */
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Caller } from '../world/caller.ts'
import { egressToLoopback, type ReceivedRequest, type Receiver, startReceiver } from '../world/receiver.ts'
import { createWorld, type World } from '../world/world.ts'

let world: World
let owner: Caller
let receiver: Receiver
beforeAll(async () => {
  world = await createWorld({ egress: egressToLoopback() })
  owner = world.as(world.owner)
})
afterAll(() => world?.stop())
beforeEach(async () => {
  receiver = await startReceiver()
  return () => receiver.close()
})

let count = 0
const create = (more: object = {}) =>
  owner.call('createEndpoint', {
    body: {
      ...{ name: `Arena ${++count}`, url: receiver.url, eventTypes: ['custom.*'], asksOwnership: true },
      ...more,
    },
  })
const publish = async (times: number) => {
  for (let time = 0; time < times; time++) {
    await owner.call('publishEvent', { body: { type: 'custom.match_ended', payload: { time } } })
  }
}
const sent = () => receiver.requests.map(({ json }) => json.type)
const read = (endpointId: string) => owner.call('getEndpoint', { params: { endpointId } })
const echo = ({ json }: ReceivedRequest) =>
  json.type === 'webhook.verification'
    ? { status: 200, body: JSON.stringify({ challenge: json.data.challenge }) }
    : { status: 204 }

it('who answers the challenge is sent everything', async () => {
  receiver.answerWith(echo)
  const { id, secret, ownership } = await create()
  expect(ownership).toBe('pending')
  await world.drainDeliveries()
  const [challenge] = receiver.requests
  expect(
    new Webhook(secret).verify(challenge?.body ?? '', challenge?.headers as Record<string, string>),
  ).toBeTruthy()
  expect(await read(id)).toMatchObject({ ownership: 'proved', ownershipProvedAt: expect.any(String) })
  await publish(3)
  await world.drainDeliveries()
  expect(sent()).toEqual(['webhook.verification', ...Array(3).fill('custom.match_ended')])
  await owner.call('deleteEndpoint', { params: { endpointId: id } })
})

it('who takes it without the challenge has failed, and is sent one message a minute', async () => {
  const { id } = await create()
  await publish(3)
  await world.drainDeliveries()
  expect(sent()).toEqual(['webhook.verification'])
  const { data } = await owner.call('listDeliveries', { query: { endpointId: id } })
  expect(data.find(({ eventType }) => eventType === 'webhook.verification')).toMatchObject({
    status: 'pending',
    reason: 'The receiver answered 204 without the challenge.',
  })
  await world.clock.advance({ seconds: 61 })
  await world.drainDeliveries()
  expect(sent()).toHaveLength(2)
  expect((await read(id)).ownership).toBe('pending')
  await owner.call('deleteEndpoint', { params: { endpointId: id } })
})

it('another challenge comes before what waits, and sets it free', async () => {
  const { id: endpointId } = await create()
  await publish(3)
  await world.drainDeliveries()
  receiver.answerWith(echo)
  const params = { endpointId }
  await owner.call('askEndpointOwnership', { params })
  await world.drainDeliveries()
  expect(sent().slice(0, 2)).toEqual(['webhook.verification', 'webhook.verification'])
  await world.clock.advance({ seconds: 61 })
  await world.drainDeliveries()
  expect(sent().filter((type) => type === 'custom.match_ended')).toHaveLength(3)
  expect(await owner.refusal('askEndpointOwnership', { params })).toBe('wrong_state')
  await owner.call('deleteEndpoint', { params })
})

it('a challenge comes before what is due to be tried again, and is no matter any more once nobody asks', async () => {
  receiver.answerWith({ status: 500 })
  const { id: endpointId } = await create({ asksOwnership: false })
  const params = { endpointId }
  await publish(3)
  await world.drainDeliveries()
  await owner.call('pauseEndpoint', { params })
  await owner.call('updateEndpoint', { params, body: { asksOwnership: true } })
  await world.clock.advance({ seconds: 61 })
  await owner.call('activateEndpoint', { params })
  await world.drainDeliveries()
  receiver.requests.length = 0
  receiver.answerWith({ status: 204 })
  await owner.call('askEndpointOwnership', { params })
  await world.drainDeliveries()
  expect(sent()).toEqual(['webhook.verification'])
  await owner.call('updateEndpoint', { params, body: { asksOwnership: false } })
  await world.clock.advance({ minutes: 10 })
  await world.drainDeliveries()
  const { data } = await owner.call('listDeliveries', { query: { endpointId } })
  expect(data.map(({ status }) => status)).toEqual(Array(4).fill('success'))
  await owner.call('deleteEndpoint', { params })
})

it('another address has to prove itself anew, and what the old one says does not count for it', async () => {
  receiver.answerWith(echo)
  const { id: endpointId } = await create()
  await world.drainDeliveries()
  const other = await startReceiver()
  const params = { endpointId }
  const moved = await owner.call('updateEndpoint', { params, body: { url: other.url } })
  expect(moved).toMatchObject({ ownership: 'pending', ownershipProvedAt: null })
  await world.drainDeliveries()
  expect(other.requests.map(({ json }) => json.type)).toEqual(['webhook.verification'])
  expect((await read(endpointId)).ownership).toBe('pending')
  const spared = await owner.call('updateEndpoint', { params, body: { asksOwnership: false } })
  expect(spared.ownership).toBe('unasked')
  await owner.call('deleteEndpoint', { params })
  await other.close()
})

it('endpoint_not_active: one that is paused is asked nothing', async () => {
  const { id: endpointId } = await create()
  await owner.call('pauseEndpoint', { params: { endpointId } })
  expect(await owner.refusal('askEndpointOwnership', { params: { endpointId } })).toBe('endpoint_not_active')
  await owner.call('deleteEndpoint', { params: { endpointId } })
})
