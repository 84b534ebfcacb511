/** Filters: of the events that an endpoint asks for, it is sent those whose data meets its conditions. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { egressToLoopback, type Receiver, startReceiver } from '../world/receiver.ts'
import { createWorld, type World } from '../world/world.ts'

let world: World
let receiver: Receiver
let adaId: string

beforeAll(async () => {
  receiver = await startReceiver()
  world = await createWorld({ egress: egressToLoopback() })
  adaId = (await world.member('Ada')).id
})
afterAll(async () => {
  await world?.stop()
  await receiver?.close()
})

const owner = () => world.as(world.owner)
const muchCoin = [
  { path: '$.asset', is: 'equal' as const, value: 'coins' },
  { path: '$.amount', is: 'greater' as const, value: 100 },
]

async function give(asset: string, amount: number) {
  const body = { asset, amount, reason: 'Won a quiz' }
  await owner().call('adjustBalance', { params: { memberId: adaId }, body })
  await world.drainDeliveries()
}

it('an endpoint is sent what its filter lets through, and what was kept from it is no delivery', async () => {
  const body = { name: 'Treasury', url: receiver.url, eventTypes: ['currency.changed'], filter: muchCoin }
  const { id: endpointId, filter } = await owner().call('createEndpoint', { body })
  expect(filter).toEqual(muchCoin)
  await give('coins', 5)
  await give('xp', 500)
  await give('coins', 250)
  expect(receiver.requests.map(({ json }) => json.data)).toMatchObject([{ asset: 'coins', amount: 250 }])
  const { data } = await owner().call('listDeliveries', { query: { endpointId } })
  expect(data).toHaveLength(1)
})

it('a changed filter holds for what happens from then on', async () => {
  receiver.requests.length = 0
  const body = { name: 'Quests', url: receiver.url, eventTypes: ['currency.*'], filter: muchCoin }
  const { id: endpointId } = await owner().call('createEndpoint', { body })
  await give('xp', 7)
  const params = { endpointId }
  const xp = [{ path: '$.asset', is: 'equal' as const, value: 'xp' }]
  await owner().call('updateEndpoint', { params, body: { filter: xp } })
  await give('xp', 8)
  const amounts = receiver.requests.map(({ json }) => json.data.amount)
  expect(amounts).toEqual([8])
  await owner().call('updateEndpoint', { params, body: { filter: [] } })
  expect((await owner().call('getEndpoint', { params })).filter).toEqual([])
})

it('recovering what was missed sends nothing that the filter keeps back', async () => {
  const body = { name: 'Late', url: receiver.url, eventTypes: ['custom.*'], filter: [] }
  const { id: endpointId } = await owner().call('createEndpoint', { body })
  await owner().call('updateEndpoint', {
    params: { endpointId },
    body: { filter: [{ path: '$.rank', is: 'less', value: 4 }] },
  })
  const from = new Date(world.clock.now()).toISOString()
  for (const rank of [1, 9]) {
    const event = { type: 'custom.race_ended', payload: { rank } }
    await owner().call('publishEvent', { body: event })
  }
  await world.drainDeliveries()
  receiver.requests.length = 0
  const order = { kind: 'missed' as const, endpointId, from }
  const { id: replayId } = await owner().call('startReplay', { body: order })
  await world.drainDeliveries()
  expect(await owner().call('getReplay', { params: { replayId } })).toMatchObject({
    state: 'finished',
    counts: { queued: 0 },
  })
  expect(receiver.requests).toEqual([])
})

it('a filter that could never be judged is refused with its place', async () => {
  const filter = [
    { path: 'asset', is: 'equal' as const, value: 'coins' },
    { path: '$.amount', is: 'greater' as const, value: 'much' },
  ]
  const body = { name: 'Wrong', url: receiver.url, eventTypes: ['currency.*'], filter }
  const { errors } = await owner().problem('createEndpoint', { body })
  expect(errors).toEqual([
    { pointer: '/filter/0/path', reason: 'A path starts with $ (JSON Path) or / (JSON Pointer)' },
    { pointer: '/filter/1/value', reason: 'Give a number to compare with' },
  ])
})
