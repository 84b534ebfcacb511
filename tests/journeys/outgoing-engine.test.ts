/** The engine: what publishers ask of deliveries, what is told of attempts, and what ends in words instead of silence. */
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { EventDelivery } from '../../server/platform/events/events.ts'
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
let count = 0
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

async function open(more: { schedule?: number[]; isOrdered?: boolean; eventTypes?: string[] } = {}) {
  const body = { name: `Receiver ${++count}`, url: receiver.url, eventTypes: ['currency.changed'], ...more }
  return (await owner.call('createEndpoint', { body })).id
}

/** As a later feature publishes. */
async function tell(amount: number, delivery: EventDelivery): Promise<void> {
  const { ctx } = world.app
  await ctx.inTransaction((tx) =>
    ctx.events.publish(tx, {
      communityId: world.communityId,
      type: 'currency.changed',
      subjectId: adaId,
      payload: { memberId: adaId, asset: 'coins', amount, balance: amount, action: 'Told' },
      actor: { kind: 'system', id: null, label: 'Test' },
      cause: { kind: 'request', id: adaId },
      delivery,
    }),
  )
}
const deliveries = async () => (await owner.call('listDeliveries', { query: { endpointId } })).data
const newest = async () => (await deliveries())[0]
const amounts = () => receiver.requests.map(({ json }) => json.data.amount)
const finished = async () => {
  const { rows } = await sql<{ payload: Record<string, unknown> }>`
    select payload from events
    where community_id = ${world.communityId} and type = 'attempt.finished'
      and payload ->> 'endpointId' = ${endpointId}
    order by sequence`.execute(world.app.ctx.db)
  return rows.map(({ payload }) => payload)
}

it('a newer event closes the older ones of its key that wait, and starts after what is on its way', async () => {
  const superseding = { partitionKey: 'coins of Ada', supersedes: true }
  receiver.answerWith({ status: 500 })
  await tell(1, superseding)
  await world.drainDeliveries()
  for (const amount of [2, 3, 4]) await tell(amount, superseding)
  await tell(9, { ...superseding, partitionKey: 'coins of Ben' })
  await world.drainDeliveries()
  const statuses = (await deliveries()).map(({ status, reason }) => `${status}: ${reason}`)
  expect(statuses.filter((each) => each === 'superseded: A later event took its place.')).toHaveLength(3)
  expect(statuses.filter((each) => each.startsWith('pending'))).toHaveLength(2)
  receiver.answerWith({ status: 204 })
  await world.clock.advance({ seconds: 10 })
  await world.drainDeliveries()
  expect(amounts().slice(-2).sort()).toEqual([4, 9])
  const health = (await owner.call('getEndpoint', { params: { endpointId } })).health
  expect(health.backlog).toBe(0)
})

it('no attempt starts at the moment after which the event is of no use', async () => {
  receiver.answerWith({ status: 500 })
  const minute = 60_000
  await tell(1, { notAfter: new Date(world.app.ctx.clock.now() + minute) })
  await owner.call('pauseEndpoint', { params: { endpointId } })
  await tell(2, { notAfter: new Date(world.app.ctx.clock.now() + minute) })
  await world.clock.advance({ minutes: 2 })
  await owner.call('activateEndpoint', { params: { endpointId } })
  await world.drainDeliveries()
  expect(receiver.requests.length).toBeLessThanOrEqual(1)
  for (const { status, reason } of await deliveries()) {
    expect({ status, reason }).toEqual({
      status: 'failed',
      reason: 'The event would have come too late to be of use.',
    })
  }
})

it('goes on once a day after the schedule when the publisher asked for it', async () => {
  await owner.call('updateEndpoint', { params: { endpointId }, body: { schedule: [1] } })
  receiver.answerWith({ status: 500 })
  await tell(7, { daily: true })
  await world.drainDeliveries()
  await world.clock.advance({ seconds: 2 })
  await world.drainDeliveries()
  expect(await newest()).toMatchObject({ status: 'pending', attemptCount: 2 })
  await world.clock.advance({ hours: 23 })
  await world.drainDeliveries()
  expect(receiver.requests).toHaveLength(2)
  receiver.answerWith({ status: 204 })
  await world.clock.advance({ hours: 2 })
  await world.drainDeliveries()
  expect(await newest()).toMatchObject({ status: 'success', attemptCount: 3 })
})

it('each attempt is told of to a publisher who asked, with what it came to, and that is sent to nobody', async () => {
  const everything = await open({ eventTypes: ['*'] })
  let status = 500
  receiver.answerWith(() => ({ status }))
  await tell(1, { tellsAttempts: true })
  await world.drainDeliveries()
  status = 204
  await world.clock.advance({ seconds: 10 })
  await world.drainDeliveries()
  await world.drainDeliveries()
  expect(await finished()).toMatchObject([
    { number: 1, outcome: 'unknown', status: 500, deliveryStatus: 'pending' },
    { number: 2, outcome: 'accepted', status: 204, deliveryStatus: 'success' },
  ])
  expect(new Set(receiver.requests.map(({ json }) => json.type))).toEqual(new Set(['currency.changed']))
  await tell(2, {})
  await world.drainDeliveries()
  expect(await finished()).toHaveLength(2)
  await owner.call('deleteEndpoint', { params: { endpointId: everything } })
})

it('an attempt whose server was lost is told as unknown, and made again under the same webhook-id', async () => {
  await owner.call('pauseEndpoint', { params: { endpointId } })
  await tell(1, { tellsAttempts: true })
  await world.drainDeliveries()
  await sql`
    update outgoing_queue set claim_id = gen_random_uuid(), lease_until = guildhall_now() - interval '1 second'
    where endpoint_id = ${endpointId}`.execute(world.app.ctx.db)
  await owner.call('activateEndpoint', { params: { endpointId } })
  await world.drainDeliveries()
  expect(await finished()).toMatchObject([
    { number: 1, outcome: 'unknown', status: null, deliveryStatus: 'pending' },
    { number: 2, outcome: 'accepted' },
  ])
  const deliveryId = (await newest())?.id ?? ''
  const { data } = await owner.call('listAttempts', { params: { deliveryId } })
  expect(data).toMatchObject([
    { number: 1, failure: { code: 'lost' } },
    { number: 2, status: 204 },
  ])
})

it('a delivery whose event is not there any more ends with that reason', async () => {
  await owner.call('pauseEndpoint', { params: { endpointId } })
  await tell(1, {})
  await world.drainDeliveries()
  const eventId = (await newest())?.eventId
  await sql`
    update outgoing_queue set event_id = gen_random_uuid()
    where community_id = ${world.communityId} and event_id = ${eventId}`.execute(world.app.ctx.db)
  await owner.call('activateEndpoint', { params: { endpointId } })
  await world.drainDeliveries()
  const { rows } = await sql`
    select status, reason, attempt_count from outgoing_outcomes where endpoint_id = ${endpointId}`.execute(
    world.app.ctx.db,
  )
  expect(rows).toEqual([
    { status: 'failed', reason: 'Its event is not in the log any more.', attempt_count: 0 },
  ])
  expect(receiver.requests).toHaveLength(0)
})

it('an ordered endpoint whose first delivery waits is not looked at until that is due', async () => {
  await owner.call('updateEndpoint', { params: { endpointId }, body: { isOrdered: true } })
  receiver.answerWith({ status: 500 })
  for (const amount of [1, 2, 3]) await tell(amount, {})
  await world.drainDeliveries()
  const { rows } = await sql<{ waits: boolean; heads: number }>`
    select lane.ready_at > guildhall_now() as waits,
           (select count(*)::int from outgoing_queue q
            where q.community_id = lane.community_id and q.endpoint_id = lane.endpoint_id and q.is_head) as heads
    from outgoing_lanes lane where lane.endpoint_id = ${endpointId}`.execute(world.app.ctx.db)
  expect(rows).toEqual([{ waits: true, heads: 1 }])
  expect(amounts()).toEqual([1])
})

it('a loop of webhooks ends after five: what came through so many is never sent, and says why', async () => {
  const webhook = await world.webhook({
    mapping: {
      member: { identifier: 'email', path: '$.email' },
      lines: [{ kind: 'currency', asset: 'coins', operator: 'add', path: '$.coins' }],
    } as never,
  })
  const payload = { email: 'ada@example.com', coins: 5 }
  await world.deliver(webhook, payload)
  await world.deliver(webhook, payload, { 'x-guildhall-hop': '3' })
  await world.deliver(webhook, payload, { 'x-guildhall-hop': '4' })
  await world.drainDeliveries()
  expect(receiver.requests.map(({ headers }) => headers['x-guildhall-hop']).sort()).toEqual(['1', '4'])
  expect(await newest()).toMatchObject({
    ...{ status: 'failed', attemptCount: 0 },
    reason: 'It was caused through 5 incoming webhooks one after the other, which looks like a loop.',
  })
})

it('event_type_unknown: what is told to one endpoint alone, or inside the server only, cannot be chosen', async () => {
  for (const type of ['endpoint.tested', 'attempt.finished', 'attempt.*']) {
    const change = { params: { endpointId }, body: { eventTypes: [type] } }
    expect(await owner.refusal('updateEndpoint', change), type).toBe('event_type_unknown')
  }
  const { data } = await owner.call('listEventTypes', {})
  expect(data.find(({ name }) => name === 'endpoint.tested')).toMatchObject({ isSubscribable: false })
})
