/** Listeners: endpoints whose deliveries are fetched, answered and repeated as those that are sent. */

import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { customPayloadBytesMax } from '../../contracts/event-log.ts'
import { outgoing } from '../../server/features/outgoing/index.ts'
import { acceptedAttempt } from '../world/listener-inputs.ts'
import { createWorld, type World } from '../world/world.ts'

let world: World
let adaId: string
let count = 0

beforeAll(async () => {
  world = await createWorld()
  adaId = (await world.member('Ada')).id
})
afterAll(() => world?.stop())

const owner = () => world.as(world.owner)

async function listen(eventTypes: string[] = ['custom.*']) {
  const body = { name: `Laptop ${++count}`, forwardTo: 'http://localhost:4000/hooks', eventTypes }
  const { id: endpointId, secret, state } = await owner().call('createListener', { body })
  return { params: { endpointId }, secret, state }
}

async function publish(payload: Record<string, unknown> = { match: 42 }) {
  await owner().call('publishEvent', { body: { type: 'custom.match_ended', payload } })
  await world.drainDeliveries()
}

const claim = (params: { endpointId: string }) => owner().call('claimDeliveries', { params })

describe('a listener', () => {
  it('may forward to any address, because nothing is sent there', async () => {
    const { params, state } = await listen()
    expect(state).toBe('listening')
    const { url } = await owner().call('getEndpoint', { params })
    expect(url).toBe('http://localhost:4000/hooks')
  })

  it('is served by no sender: what is planned for it waits, and says for what', async () => {
    const { params } = await listen()
    await publish()
    const { data } = await owner().call('listDeliveries', { query: params })
    expect(data).toMatchObject([{ status: 'pending', attemptCount: 0 }])
    const delivery = { params: { deliveryId: data[0]?.id ?? '' } }
    const { explanation } = await owner().call('getDelivery', delivery)
    expect(explanation).toBe('It is due, and waits to be fetched by whoever listens.')
  })

  it('fetches requests that are ready to be made, with signatures that others verify', async () => {
    const { params, secret } = await listen()
    await publish({ winner: 'ada' })
    expect(await owner().call('awaitDeliveries', { params })).toEqual({ isDue: true })
    const { data } = await claim(params)
    expect(data).toMatchObject([{ eventType: 'custom.match_ended', number: 1 }])
    const { body = '', headers = [] } = data[0] ?? {}
    expect(new Webhook(secret).verify(body, Object.fromEntries(headers))).toMatchObject({
      type: 'custom.match_ended',
      data: { winner: 'ada' },
    })
    expect((await claim(params)).data).toEqual([])
    expect(await owner().call('awaitDeliveries', { params })).toEqual({ isDue: false })
  })

  it('fetches a body that is encrypted whole, also of the largest event there is', async () => {
    const { params } = await listen(['custom.match_ended'])
    const key = 'guildhall-demo-key-32-characters'
    await owner().call('updateEndpoint', { params, body: { encryption: { mode: 'cbc', key } } })
    await publish({ text: 'x'.repeat(customPayloadBytesMax - 100) })
    const { data } = await claim(params)
    expect(data[0]?.body.length).toBeGreaterThan((customPayloadBytesMax * 4) / 3)
    await owner().call('deleteEndpoint', { params })
  })

  it('tells what came of them: they are delivered, with an attempt in the history', async () => {
    const { params } = await listen()
    await publish()
    const { id: claimId, data } = await claim(params)
    const attempts = data.map(({ deliveryId }) => acceptedAttempt(deliveryId))
    const report = { params: { ...params, claimId }, body: { attempts } }
    expect((await owner().call('reportAttempts', report)).data).toMatchObject([
      { status: 'success', attemptCount: 1 },
    ])
    const history = await owner().call('listAttempts', {
      params: { deliveryId: data[0]?.deliveryId ?? '' },
    })
    expect(history.data).toMatchObject([{ number: 1, status: 204, wasWritten: true }])
    expect((await owner().call('reportAttempts', report)).data).toEqual([])
  })

  it('is handed a delivery that failed again when it is due, and not before', async () => {
    const { params } = await listen()
    await publish()
    const { id: claimId, data } = await claim(params)
    const { deliveryId = '' } = data[0] ?? {}
    const failed = {
      ...acceptedAttempt(deliveryId),
      response: null,
      failure: { code: 'connect_failed', reason: 'Nobody listens on that port.' },
      wasWritten: false,
    }
    const report = { params: { ...params, claimId }, body: { attempts: [failed] } }
    const { data: after } = await owner().call('reportAttempts', report)
    expect(after).toMatchObject([
      { status: 'pending', attemptCount: 1, nextAttemptAt: expect.stringMatching(/Z$/) },
    ])
    expect((await claim(params)).data).toEqual([])
    await world.clock.advance({ seconds: 10 })
    expect((await claim(params)).data).toMatchObject([{ deliveryId, number: 2 }])
  })

  it('that ends without a word gets what it had taken again, a minute later', async () => {
    const { params } = await listen()
    await publish()
    const { data } = await claim(params)
    await world.clock.advance({ seconds: 61 })
    await world.drainDeliveries()
    expect((await claim(params)).data).toMatchObject([{ deliveryId: data[0]?.deliveryId, number: 2 }])
  })

  it('holds what happens during a pause, and is no sender after it', async () => {
    const { params } = await listen()
    await owner().call('pauseEndpoint', { params })
    await publish()
    expect(await owner().refusal('claimDeliveries', { params })).toBe('endpoint_not_listening')
    expect(await owner().refusal('awaitDeliveries', { params })).toBe('endpoint_not_listening')
    const report = {
      params: { ...params, claimId: params.endpointId },
      body: { attempts: [acceptedAttempt(params.endpointId)] },
    }
    expect(await owner().refusal('reportAttempts', report)).toBe('endpoint_not_listening')
    const example = { params, body: { type: 'member.joined' } }
    expect(await owner().refusal('sendExampleDelivery', example)).toBe('endpoint_not_active')
    expect(await owner().call('activateEndpoint', { params })).toMatchObject({ state: 'listening' })
    await world.drainDeliveries()
    expect((await claim(params)).data).toHaveLength(1)
  })

  it('that nobody has asked for a day is deleted', async () => {
    const { params } = await listen()
    const { params: heard } = await listen()
    await world.clock.advance({ hours: 23 })
    await claim(heard)
    await world.clock.advance({ hours: 2 })
    await world.app.started.of(outgoing).deleteUnheard()
    expect(await owner().refusal('getEndpoint', { params })).toBe('not_found')
    expect(await owner().call('getEndpoint', { params: heard })).toMatchObject({ state: 'listening' })
  })
})

describe('refused is', () => {
  it('endpoint_not_listening: nothing is fetched from an endpoint that is sent to', async () => {
    const body = { name: 'Arena', url: 'https://receiver.invalid/hooks', eventTypes: ['custom.*'] }
    const { id: endpointId } = await owner().call('createEndpoint', { body })
    expect(await owner().refusal('claimDeliveries', { params: { endpointId } })).toBe(
      'endpoint_not_listening',
    )
  })

  it('of a type that nobody knows', async () => {
    const body = { name: 'Nobody', forwardTo: 'http://localhost:1', eventTypes: ['moon.landed'] }
    expect(await owner().refusal('createListener', { body })).toBe('event_type_unknown')
  })
})

describe('an example', () => {
  it('arrives as the event it is an example of, and changes nothing', async () => {
    const { params } = await listen(['currency.changed'])
    const before = await owner().call('listBalances', { params: { memberId: adaId } })
    const sent = await owner().call('sendExampleDelivery', { params, body: { type: 'currency.changed' } })
    expect(sent.eventType).toBe('endpoint.sampled')
    const { data } = await claim(params)
    expect(JSON.parse(data[0]?.body ?? '')).toMatchObject({ type: 'currency.changed' })
    expect(await owner().call('listBalances', { params: { memberId: adaId } })).toEqual(before)
  })

  it('of an event that nobody knows, or that the style does not send, is refused', async () => {
    const { params } = await listen()
    const example = (type: string) => owner().refusal('sendExampleDelivery', { params, body: { type } })
    expect(await example('moon.landed')).toBe('event_type_unknown')
    const body = { name: 'In style', forwardTo: 'here', eventTypes: ['member.joined'] }
    const { id: endpointId } = await owner().call('createListener', {
      body: { ...body, style: 'community' },
    })
    expect(
      await owner().refusal('sendExampleDelivery', {
        params: { endpointId },
        body: { type: 'currency.changed' },
      }),
    ).toBe('event_type_not_in_style')
  })
})
