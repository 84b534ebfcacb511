/** How endpoints are written to: encrypted bodies and the style of the community platform, at a real receiver. */
import { compactDecrypt, exportJWK, generateKeyPair } from 'jose'
import { Webhook } from 'standardwebhooks'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { PublicJwk } from '../../contracts/endpoint-wire.ts'
import { openAes } from '../../server/platform/aes-form.rules.ts'
import { shortId } from '../../server/platform/short-id.rules.ts'
import type { Caller } from '../world/caller.ts'
import { egressToLoopback, type Receiver, startReceiver } from '../world/receiver.ts'
import { createWorld, type World } from '../world/world.ts'

let world: World
let owner: Caller
let receiver: Receiver
beforeAll(async () => {
  world = await createWorld({ egress: egressToLoopback() })
  owner = world.as(world.owner)
})
const made: string[] = []
beforeEach(async () => {
  receiver = await startReceiver()
})
afterEach(async () => {
  for (const endpointId of made.splice(0)) await owner.call('deleteEndpoint', { params: { endpointId } })
  await world.drainDeliveries()
  await receiver.close()
})
afterAll(() => world?.stop())

let count = 0
type Settings = Partial<Parameters<typeof owner.call<'createEndpoint'>>[1]['body']>
async function open(settings: Settings) {
  const created = await owner.call('createEndpoint', {
    body: { name: `Receiver ${++count}`, url: receiver.url, eventTypes: ['member.joined'], ...settings },
  })
  made.push(created.id)
  return created
}
const key = 'guildhall-demo-key-32-characters'
const deliveryOf = async (endpointId: string) => {
  const [delivery] = (await owner.call('listDeliveries', { query: { endpointId } })).data
  if (!delivery) throw new Error('Nothing was planned')
  return owner.call('getDelivery', { params: { deliveryId: delivery.id } })
}

it.each(['gcm', 'cbc'] as const)(
  'an %s body is encrypted anew for each attempt under one webhook-id, signed as it is sent, and shown as it was before',
  async (mode) => {
    const { id, secret, encryption } = await open({ encryption: { mode, key } })
    expect(encryption).toEqual({ mode })
    receiver.answerWith((_request, before) => ({ status: before === 0 ? 500 : 204 }))
    await world.member(`Ada-${mode}`)
    await world.drainDeliveries()
    await world.clock.advance({ seconds: 7 })
    await world.drainDeliveries()
    expect(receiver.requests).toHaveLength(2)
    const details = await deliveryOf(id)
    expect(details).toMatchObject({ status: 'success', encryption: { mode } })
    for (const { headers, body } of receiver.requests) {
      expect(headers).toMatchObject({
        'content-type': 'application/json',
        'webhook-id': details.eventId,
        'x-encrypted': 'true',
        'x-encryption-mode': mode.toUpperCase(),
      })
      const opened = openAes(Buffer.from(body), { mode, key })
      expect(opened.ok && opened.bytes.toString()).toBe(details.body)
    }
    const [first, second] = receiver.requests
    expect(first?.json.iv).not.toBe(second?.json.iv)
    // The receiver checks what came before it decrypts; the clock of the test runs ahead of a verifier's.
    const sentAt = new Date(Number(second?.headers['webhook-timestamp']) * 1000)
    const signature = new Webhook(secret).sign(details.eventId, sentAt, second?.body ?? '')
    expect(second?.headers['webhook-signature']).toBe(signature)
    const { data } = await owner.call('listAttempts', { params: { deliveryId: details.id } })
    const names = data.map(({ requestHeaders }) => Object.fromEntries(requestHeaders)['x-encryption-mode'])
    expect(names).toEqual([mode.toUpperCase(), mode.toUpperCase()])
    expect(JSON.stringify(await owner.call('getEndpoint', { params: { endpointId: id } }))).not.toContain(key)
  },
)

it('a JWE is opened with the shared key, or by the owner of the public key it was made for', async () => {
  const { publicKey, privateKey } = await generateKeyPair('ECDH-ES+A256KW', {
    crv: 'P-256',
    extractable: true,
  })
  const jwk = (await exportJWK(publicKey)) as PublicJwk
  for (const [encryption, opener] of [
    [{ mode: 'jwe_dir', key }, Buffer.from(key)],
    [{ mode: 'jwe_ecdh', publicKey: jwk }, privateKey],
  ] as const) {
    const { id } = await open({ encryption })
    await owner.call('sendTestDelivery', { params: { endpointId: id } })
    await world.drainDeliveries()
    const { headers, body } = receiver.requests.at(-1) ?? { headers: {}, body: '' }
    expect(headers).toMatchObject({ 'content-type': 'application/jose', 'x-encryption-mode': 'JWE' })
    const { plaintext } = await compactDecrypt(body, opener)
    expect(Buffer.from(plaintext).toString()).toBe((await deliveryOf(id)).body)
  }
})

it('encryption is switched on and off: what waits is sent as it is then', async () => {
  const { id } = await open({})
  const params = { endpointId: id }
  receiver.answerWith((_request, before) => ({ status: before < 2 ? 500 : 204 }))
  await world.member('Bea')
  await world.drainDeliveries()
  await owner.call('updateEndpoint', { params, body: { encryption: { mode: 'gcm', key } } })
  await world.clock.advance({ seconds: 7 })
  await world.drainDeliveries()
  await owner.call('updateEndpoint', { params, body: { encryption: null } })
  await world.clock.advance({ minutes: 7 })
  await world.drainDeliveries()
  expect(receiver.requests.map(({ headers }) => headers['x-encrypted'])).toEqual([
    undefined,
    'true',
    undefined,
  ])
})

it('style community tells who joined, as the member was then, with ids of 24 digits and the API key', async () => {
  const created = await open({ name: 'CRM', style: 'community', apiKey: 'of-the-crm' })
  expect(created).toMatchObject({ style: 'community', hasApiKey: true })
  receiver.answerWith((_request, before) => ({ status: before === 0 ? 500 : 204 }))
  const grace = await world.member('Grace')
  await world.drainDeliveries()
  await owner.call('updateMember', { params: { memberId: grace.id }, body: { displayName: 'Somebody else' } })
  await world.clock.advance({ seconds: 7 })
  await world.drainDeliveries()
  expect(receiver.requests).toHaveLength(2)
  const [first, second] = receiver.requests
  expect(second?.body).toBe(first?.body)
  expect(first?.headers).toMatchObject({ 'x-webhook-event': 'userJoinsServer', 'x-api-key': 'of-the-crm' })
  expect(first?.headers['webhook-id']).toBe(first?.json.id)
  expect(first?.json).toMatchObject({
    communityId: shortId(world.communityId),
    webhookId: shortId(created.id),
    webhookName: 'CRM',
    event: 'userJoinsServer',
    data: {
      user: { _id: shortId(grace.id), displayName: 'Grace', email: grace.email, roles: ['@all'] },
      method: 'api',
    },
  })
  const details = await deliveryOf(created.id)
  expect(details.body).toBe(first?.body)
  const { data } = await owner.call('listAttempts', { params: { deliveryId: details.id } })
  expect(JSON.stringify(data)).not.toContain('of-the-crm')
})

it('style community has a test of its own', async () => {
  const { id } = await open({ style: 'community' })
  await owner.call('sendTestDelivery', { params: { endpointId: id } })
  await world.drainDeliveries()
  expect(receiver.requests[0]).toMatchObject({
    headers: { 'x-webhook-event': 'test' },
    json: { event: 'test', data: { user: { username: 'test_user' } } },
  })
})

it('member.visited is told once for each visit, and once more after half an hour without activity', async () => {
  const ada = await world.member('Visitor')
  const session = world.as((await world.person(ada.email ?? '')).credential)
  await open({ eventTypes: ['member.visited'] })
  await open({ eventTypes: ['member.visited'], style: 'community' })
  const visits = () =>
    receiver.requests.filter(({ json }) => json.type === 'member.visited' && json.data.memberId === ada.id)
  await session.call('getMe', {})
  await session.call('getMe', {})
  await world.drainDeliveries()
  expect(visits().map(({ json }) => json.data)).toMatchObject([{ visitCount: 1, firstVisitOfDay: true }])
  await world.clock.advance({ minutes: 29 })
  await session.call('getMe', {})
  await world.clock.advance({ minutes: 29 })
  await session.call('getMe', {})
  await world.drainDeliveries()
  expect(visits()).toHaveLength(1)
  await world.clock.advance({ minutes: 31 })
  await session.call('getMe', {})
  await world.drainDeliveries()
  expect(visits().map(({ json }) => json.data.visitCount)).toEqual([1, 2])
  const inCommunityStyle = receiver.requests.filter(({ json }) => json.event === 'userVisitsServer')
  expect(inCommunityStyle.map(({ json }) => json.data)).toContainEqual(
    expect.objectContaining({ user: expect.objectContaining({ _id: shortId(ada.id) }), visitCount: 2 }),
  )
})

const valid = () => ({
  ...{ name: `Refused ${++count}`, url: receiver.url, eventTypes: ['member.joined'] },
})

it('event_type_not_in_style: style community sends one event, of those it has', async () => {
  for (const eventTypes of [['member.joined', 'member.visited'], ['member.*'], ['*'], ['currency.changed']]) {
    const body = { ...valid(), style: 'community' as const, eventTypes }
    expect(await owner.problem('createEndpoint', { body })).toMatchObject({
      code: 'event_type_not_in_style',
      errors: [{ pointer: '/eventTypes' }],
    })
  }
  const { id: endpointId } = await open({ style: 'community' })
  const change = { params: { endpointId }, body: { eventTypes: ['field.changed'] } }
  expect(await owner.refusal('updateEndpoint', change)).toBe('event_type_not_in_style')
})

it('encryption_not_usable: a key that is missing, of another mode, or no point of its curve', async () => {
  const { id: endpointId } = await open({})
  const point = { kty: 'EC' as const, crv: 'P-256' as const, x: 'AA', y: 'AA' }
  for (const [encryption, pointer] of [
    [{ mode: 'gcm' }, '/encryption/key'],
    [{ mode: 'jwe_ecdh' }, '/encryption/publicKey'],
    [{ mode: 'jwe_ecdh', key, publicKey: point }, '/encryption/key'],
    [{ mode: 'jwe_dir', key, publicKey: point }, '/encryption/publicKey'],
    [{ mode: 'jwe_ecdh', publicKey: point }, '/encryption/publicKey'],
  ] as const) {
    expect(await owner.problem('createEndpoint', { body: { ...valid(), encryption } })).toMatchObject({
      code: 'encryption_not_usable',
      errors: [{ pointer }],
    })
    const change = { params: { endpointId }, body: { encryption } }
    expect(await owner.refusal('updateEndpoint', change)).toBe('encryption_not_usable')
  }
  const body = { ...valid(), encryption: { mode: 'gcm' as const, key: 'short' } }
  expect(await owner.refusal('createEndpoint', { body })).toBe('validation_failed')
})
