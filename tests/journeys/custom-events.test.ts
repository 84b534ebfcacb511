/** Events of a community's own: published once, sent like all others, and the log read in its order. */
import { Ajv } from 'ajv'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Caller } from '../world/caller.ts'
import { egressToLoopback, type Receiver, startReceiver } from '../world/receiver.ts'
import { createWorld, type World } from '../world/world.ts'

let world: World
let owner: Caller
let receiver: Receiver
beforeAll(async () => {
  world = await createWorld({ egress: egressToLoopback() })
  owner = world.as(world.owner)
  receiver = await startReceiver()
})
afterAll(async () => {
  await receiver?.close()
  await world?.stop()
})

const publish = (type: string, payload: Record<string, unknown>, eventKey?: string) =>
  owner.call('publishEvent', { body: { type, payload, ...(eventKey === undefined ? {} : { eventKey }) } })
/** Everything there is, page by page; other files write to the same server, which holds the horizon back. */
async function readLog(after?: string, type?: string) {
  await world.drainDeliveries()
  const seen = []
  for (let from = after; ; ) {
    const query = { limit: 2, ...(from ? { after: from } : {}), ...(type ? { type } : {}) }
    const page = await owner.call('listEvents', { query })
    seen.push(...page.data)
    if (page.data.length < 2 || page.after === null) return seen
    from = page.after
  }
}

it('an event of one’s own is sent to who wants custom.*, and one with the same key is published once', async () => {
  await owner.call('createEndpoint', {
    body: { name: 'Matches', url: receiver.url, eventTypes: ['custom.*'] },
  })
  const first = await publish('custom.match_ended', { winner: 'ada' }, 'match-1')
  const again = await owner.reply('publishEvent', {
    body: { type: 'custom.match_ended', payload: { winner: 'bob' }, eventKey: 'match-1' },
  })
  expect(first.outcome).toBe('published')
  expect(again).toMatchObject({ status: 200, body: { id: first.id, outcome: 'duplicate' } })
  await world.drainDeliveries()
  expect(receiver.requests.map(({ json }) => json)).toMatchObject([
    { id: first.id, type: 'custom.match_ended', data: { winner: 'ada' } },
  ])
  const bare = await owner.call('publishEvent', { body: { type: 'custom.note_2', payload: 'well done' } })
  await world.drainDeliveries()
  expect(receiver.requests.at(-1)?.json).toMatchObject({ id: bare.id, data: 'well done' })
  const catalog = await owner.call('listEventTypes', {})
  const { schema } = catalog.data.find(({ name }) => name === 'custom.*') ?? {}
  // What it promises holds for any of them.
  const isPromised = new Ajv().compile(schema as object)
  expect(['well done', null, [1]].every((data) => isPromised(data))).toBe(true)
  const both = await Promise.all([1, 2].map((x) => publish('custom.match_ended', { x }, 'match-2')))
  expect(new Set(both.map(({ id }) => id)).size).toBe(1)
})

it('the log is read in its order from an event on, of one type, and of this community alone', async () => {
  const [start] = (await readLog()).slice(-1)
  const ids = []
  for (const round of [1, 2, 3, 4, 5]) {
    ids.push((await publish('custom.counted', { round })).id)
    await publish('custom.other', { round })
  }
  const read = await readLog(start?.id, 'custom.counted')
  expect(read.map(({ id }) => id)).toEqual(ids)
  expect(read[0]).toMatchObject({ type: 'custom.counted', data: { round: 1 } })
  expect(await readLog(start?.id)).toHaveLength(10)
  const last = (await readLog()).at(-1)
  expect(await owner.call('listEvents', { query: { after: last?.id ?? '' } })).toEqual({
    ...{ data: [], after: last?.id },
  })
})

it('event_not_found: there is no such event in the log of this community', async () => {
  const query = { after: '01995c2e-0000-7000-8000-000000000001' }
  expect(await owner.refusal('listEvents', { query })).toBe('event_not_found')
})

it('payload_too_deep and payload_too_large: a payload that receivers could not be asked to read', async () => {
  let deep: Record<string, unknown> = {}
  for (let level = 0; level < 65; level++) deep = { deep }
  expect(await owner.refusal('publishEvent', { body: { type: 'custom.deep', payload: deep } })).toBe(
    'payload_too_deep',
  )
  const large = { text: 'x'.repeat(256 * 1024) }
  expect(await owner.refusal('publishEvent', { body: { type: 'custom.large', payload: large } })).toBe(
    'payload_too_large',
  )
})

it('a type of ours cannot be published by others', async () => {
  for (const type of ['member.joined', 'custom.*', 'custom.Upper', 'custom']) {
    const body = { type, payload: {} }
    expect(await owner.refusal('publishEvent', { body }), type).toBe('validation_failed')
  }
})
