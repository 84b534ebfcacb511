/** What endpoints and deliveries refuse, with the place in the request where there is one. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { endpointCountMax } from '../../contracts/outgoing.ts'
import type { Caller } from '../world/caller.ts'
import { createWorld, type World } from '../world/world.ts'

const url = 'https://receiver.invalid/hooks'

let world: World
let owner: Caller
let endpointId: string
beforeAll(async () => {
  world = await createWorld()
  owner = world.as(world.owner)
  endpointId = (await owner.call('createEndpoint', { body: valid() })).id
})
afterAll(() => world?.stop())

let count = 0
const valid = () => ({ name: `Receiver ${++count}`, url, eventTypes: ['member.*'] })
const params = () => ({ endpointId })

it('name_taken: compared without case, with a new endpoint and with one that is renamed', async () => {
  await owner.call('createEndpoint', { body: { ...valid(), name: 'Games' } })
  const taken = { ...valid(), name: 'GAMES' }
  expect(await owner.problem('createEndpoint', { body: taken })).toMatchObject({
    code: 'name_taken',
    errors: [{ pointer: '/name' }],
  })
  const rename = { params: params(), body: { name: 'games' } }
  expect(await owner.refusal('updateEndpoint', rename)).toBe('name_taken')
})

const forbiddenUrls = [
  'http://receiver.example.com/',
  'https://127.0.0.1/',
  'https://2130706433/',
  'https://10.0.0.1/',
  'https://169.254.169.254/latest/meta-data',
  'https://[::ffff:127.0.0.1]/',
  'https://localhost/',
  'https://user:password@receiver.example.com/',
  'https://receiver.example.com/#part',
  'https://receiver.example.com:22/',
  'ftp://receiver.example.com/',
  'nonsense',
]

it('url_not_allowed: without TLS, to inside addresses however spelled, with credentials, to odd ports', async () => {
  for (const bad of forbiddenUrls) {
    const refused = await owner.problem('createEndpoint', { body: { ...valid(), url: bad } })
    expect(refused, bad).toMatchObject({ code: 'url_not_allowed', errors: [{ pointer: '/url' }] })
    const change = { params: params(), body: { url: bad } }
    expect(await owner.refusal('updateEndpoint', change), bad).toBe('url_not_allowed')
  }
})

it.each(['Host', 'content-length', 'Content-Type', 'user-agent', 'webhook-id', 'X-Webhook-Event', 'te'])(
  'header_not_allowed: %s is set by the server',
  async (name) => {
    const headers = [
      { name: 'x-fine', value: 'yes' },
      { name, value: 'x' },
    ]
    expect(await owner.problem('createEndpoint', { body: { ...valid(), headers } })).toMatchObject({
      code: 'header_not_allowed',
      errors: [{ pointer: '/headers/1/name' }],
    })
    const change = { params: params(), body: { headers } }
    expect(await owner.refusal('updateEndpoint', change)).toBe('header_not_allowed')
  },
)

it('header_not_allowed: the same twice; and what would split a request does not fit the contract', async () => {
  const twice = ['x-one', 'X-One'].map((name) => ({ name, value: 'x' }))
  const body = { ...valid(), headers: twice }
  expect(await owner.refusal('createEndpoint', { body })).toBe('header_not_allowed')
  const split = { ...valid(), headers: [{ name: 'x-one', value: 'x\r\nx-two: y' }] }
  expect(await owner.refusal('createEndpoint', { body: split })).toBe('validation_failed')
})

it('event_type_unknown: neither a type nor a noun that nobody announces', async () => {
  const eventTypes = ['member.joined', 'dragon.*']
  expect(await owner.problem('createEndpoint', { body: { ...valid(), eventTypes } })).toMatchObject({
    code: 'event_type_unknown',
    errors: [{ pointer: '/eventTypes/1' }],
  })
  const change = { params: params(), body: { eventTypes: ['member.flew'] } }
  expect(await owner.refusal('updateEndpoint', change)).toBe('event_type_unknown')
})

it('revision_mismatch: somebody changed the endpoint meanwhile', async () => {
  const change = { params: params(), body: { inFlightMax: 3 } }
  const { revision } = await owner.call('updateEndpoint', change)
  expect(await owner.call('getEndpoint', { params: params() })).toMatchObject({ revision, inFlightMax: 3 })
  const late = { ...change, headers: { 'if-match': `"${revision - 1}"` } }
  expect(await owner.refusal('updateEndpoint', late)).toBe('revision_mismatch')
})

it('secret_not_usable: too short, too long, no base64, and a key that has to be drawn', async () => {
  const short = `whsec_${Buffer.alloc(23).toString('base64')}`
  const long = `whsec_${Buffer.alloc(65).toString('base64')}`
  const own = `whsec_${Buffer.alloc(24, 7).toString('base64')}`
  for (const body of [
    { secret: short },
    { secret: long },
    { secret: 'whsec_====' },
    { secret: own, kind: 'v1a' as const },
  ]) {
    expect(await owner.refusal('rotateEndpointSecret', { params: params(), body })).toBe('secret_not_usable')
  }
  const taken = await owner.call('rotateEndpointSecret', { params: params(), body: { secret: own } })
  expect(taken.secret).toBe(own)
})

it('a rotation keeps at most ten secrets that sign beside the new one', async () => {
  for (let times = 0; times < 12; times++) {
    await owner.call('rotateEndpointSecret', { params: params(), body: {} })
  }
  expect((await owner.call('getEndpoint', { params: params() })).secrets).toHaveLength(11)
})

it('endpoint_not_active, delivery_not_ended: a test needs an active endpoint, a replay a delivery that has ended', async () => {
  const { id } = await owner.call('createEndpoint', { body: { ...valid(), schedule: [3600] } })
  const sent = await owner.call('sendTestDelivery', { params: { endpointId: id } })
  const replay = { params: { deliveryId: sent.id } }
  expect(await owner.refusal('replayDelivery', replay)).toBe('delivery_not_ended')
  await owner.call('pauseEndpoint', { params: { endpointId: id } })
  expect(await owner.refusal('sendTestDelivery', { params: { endpointId: id } })).toBe('endpoint_not_active')
  expect(await owner.refusal('replayDelivery', replay)).toBe('endpoint_not_active')
  await owner.call('deleteEndpoint', { params: { endpointId: id } })
  expect(await owner.refusal('replayDelivery', replay)).toBe('endpoint_not_active')
})

it('cursor_invalid: a cursor of another filter', async () => {
  for (let times = 0; times < 2; times++) await owner.call('sendTestDelivery', { params: params() })
  const { page, data } = await owner.call('listDeliveries', { query: { limit: 1, endpointId } })
  const next = await owner.call('listDeliveries', {
    query: { limit: 1, endpointId, cursor: page.next ?? '' },
  })
  expect(next.data[0]?.id).not.toBe(data[0]?.id)
  const other = { query: { limit: 1, status: 'pending' as const, cursor: page.next ?? '' } }
  expect(await owner.refusal('listDeliveries', other)).toBe('cursor_invalid')
})

it('endpoint_limit_reached: a community holds so many endpoints and no more', async () => {
  const { data } = await owner.call('listEndpoints', {})
  for (let more = data.length; more < endpointCountMax; more++) {
    await owner.call('createEndpoint', { body: valid() })
  }
  expect(await owner.refusal('createEndpoint', { body: valid() })).toBe('endpoint_limit_reached')
  const listener = { name: 'One more', forwardTo: 'http://localhost:4000', eventTypes: ['*'] }
  expect(await owner.refusal('createListener', { body: listener })).toBe('endpoint_limit_reached')
})

it('the catalog shows every type with an example of its body; the audit log tells no secret', async () => {
  const { data } = await owner.call('listEventTypes', {})
  expect(data.map(({ name }) => name)).toContain('currency.changed')
  expect(data[0]).toMatchObject({ example: { type: data[0]?.name, data: expect.anything() } })
  await owner.call('rotateEndpointSecret', { params: params(), body: {} })
  const { data: entries } = await owner.call('listAuditEntries', { query: { limit: 200 } })
  expect(entries.map(({ action }) => action)).toContain('endpoint.secret_rotated')
  expect(JSON.stringify(entries)).not.toContain('whsec_')
})
