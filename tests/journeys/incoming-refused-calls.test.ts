/** Calls to a webhook that are turned away before anything is stored, and what the owner sees of them. */
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Mapping } from '../../contracts/mapping.ts'
import { readConfig } from '../../server/config.ts'
import { createWorld, type TestWebhook, type World } from '../world/world.ts'

const mapping: Mapping = {
  member: { identifier: 'username', path: '$.who' },
  lines: [{ kind: 'currency', asset: 'xp', operator: 'add', value: 1 }],
}
const wrongAddress = { path: '/hooks/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }

let world: World
let webhook: TestWebhook
beforeAll(async () => {
  world = await createWorld({ trustProxy: ['127.0.0.1'] })
  await world.member('Ada')
  webhook = await world.webhook({ name: 'Guarded', mapping, apiKey: true })
})
afterAll(() => world?.stop())

const from = (address: string) => ({ 'x-forwarded-for': address })
const codeFrom = async (address: string, target = wrongAddress, headers = {}) => {
  const reply = await world.send(target, { who: 'ada' }, { ...from(address), ...headers })
  return (reply.body as { code?: string }).code ?? reply.status
}

it('an unknown token is answered 404, and nothing is stored', async () => {
  expect(await codeFrom('192.0.2.1')).toBe('not_found')
  expect((await world.as(world.owner).call('listReceipts', {})).data).toEqual([])
})

it('ten wrong tokens a minute close the door for five minutes, for that sender behind the proxy only', async () => {
  const guesser = '192.0.2.66'
  for (let count = 1; count <= 10; count++) expect(await codeFrom(guesser)).toBe('not_found')
  expect(await codeFrom(guesser)).toBe('rate_limited')
  const right = { 'x-api-key': webhook.apiKey ?? '' }
  expect(await codeFrom(guesser, webhook, right)).toBe('rate_limited')
  expect(await codeFrom('192.0.2.67', webhook, right)).toBe(202)

  const closed = await world.send(wrongAddress, {}, from(guesser))
  expect(Number(closed.headers['retry-after'])).toBeGreaterThan(200)
  await world.clock.advance({ minutes: 5, seconds: 1 })
  expect(await codeFrom(guesser, webhook, right)).toBe(202)
})

it('a missing or wrong API key is answered 401, is not stored, and is counted for the owner', async () => {
  const before = (await world.as(world.owner).call('listReceipts', {})).data.length
  expect(await codeFrom('192.0.2.2', webhook)).toBe('unauthenticated')
  expect(await codeFrom('192.0.2.2', webhook, { 'x-api-key': `${webhook.apiKey}x` })).toBe('unauthenticated')
  expect(await codeFrom('192.0.2.2', webhook, { authorization: 'Bearer nonsense' })).toBe('unauthenticated')
  expect((await world.as(world.owner).call('listReceipts', {})).data).toHaveLength(before)
  await vi.waitFor(
    async () => {
      const { refused } = await world
        .as(world.owner)
        .call('getIncomingWebhook', { params: { webhookId: webhook.id } })
      expect(refused).toMatchObject([{ reason: 'unauthenticated', count: 3 }])
    },
    { timeout: 5_000, interval: 100 },
  )
})

it('the API key is taken as x-api-key and as a bearer token', async () => {
  expect(await codeFrom('192.0.2.3', webhook, { 'x-api-key': webhook.apiKey })).toBe(202)
  expect(await codeFrom('192.0.2.3', webhook, { authorization: `Bearer ${webhook.apiKey}` })).toBe(202)
})

it('a body over 1 MiB is answered 413, and one just below is taken', async () => {
  const key = { 'x-api-key': webhook.apiKey ?? '' }
  const large = (bytes: number) => `{"who":"ada","pad":"${'x'.repeat(bytes - 22)}"}`
  expect(Buffer.byteLength(large(1024 * 1024))).toBe(1024 * 1024)
  expect((await world.send(webhook, large(1024 * 1024 + 1), key)).body).toMatchObject({
    code: 'payload_too_large',
  })
  expect((await world.send(webhook, large(1024 * 1024), key)).status).toBe(202)
})

it('an operator may let larger bodies through, up to 10 MiB', async () => {
  const larger = await createWorld({ webhookBodyBytesMax: 2 * 1024 * 1024 })
  try {
    await larger.member('Ada')
    const open = await larger.webhook({ name: 'Open', mapping })
    const large = (bytes: number) => `{"who":"ada","pad":"${'x'.repeat(bytes - 22)}"}`
    expect(await larger.deliver(open, large(2 * 1024 * 1024))).toMatchObject({ status: 'success' })
    const { body } = await larger.send(open, large(2 * 1024 * 1024 + 1))
    expect(body).toMatchObject({ message: 'At most 2097152 bytes are taken here.' })
  } finally {
    await larger.stop()
  }
  expect(readConfig({ GUILDHALL_WEBHOOK_BODY_MIB: '10' }).webhookBodyBytesMax).toBe(10 * 1024 * 1024)
  expect(() => readConfig({ GUILDHALL_WEBHOOK_BODY_MIB: '11' })).toThrow('whole number from 1 to 10')
})

it('a media type that no body can have is answered 415', async () => {
  expect(await codeFrom('192.0.2.4', webhook, { 'content-type': 'image/png' })).toBe('unsupported_media_type')
})

it('a packed body is answered 415 with what to do, and counted for the owner', async () => {
  const packed = { 'content-encoding': 'gzip', 'x-api-key': webhook.apiKey ?? '' }
  const reply = await world.fetch('POST', webhook.path, {
    headers: { 'content-type': 'application/json', ...packed },
    body: gzipSync('{"who":"ada"}'),
  })
  expect(reply.body).toMatchObject({
    status: 'error',
    code: 'unsupported_media_type',
    message: 'Send the body as it is, without Content-Encoding.',
  })
})

it('whatever is not taken is told in the form of the wire, also where nothing lies', async () => {
  const answerOf = async (method: string, path: string, headers = {}) => {
    const {
      status,
      headers: answered,
      body,
    } = await world.fetch(method, path, {
      headers: { ...from('192.0.2.5'), 'content-type': 'application/json', ...headers },
      body: '{}',
    })
    expect(answered['content-type']).toBe('application/json; charset=utf-8')
    expect(body).toEqual({
      status: 'error',
      message: expect.any(String),
      code: expect.any(String),
      requestId: answered['x-request-id'],
    })
    return [status, (body as { code: string }).code, answered.allow]
  }
  const { path } = webhook
  expect(await answerOf('POST', path)).toEqual([401, 'unauthenticated', undefined])
  expect(await answerOf('POST', wrongAddress.path)).toEqual([404, 'not_found', undefined])
  expect(await answerOf('POST', `/hooks/${'A'.repeat(300)}`)).toEqual([404, 'not_found', undefined])
  expect(await answerOf('POST', `${path}/more`)).toEqual([404, 'route_not_found', undefined])
  expect(await answerOf('PUT', path)).toEqual([405, 'method_not_allowed', 'POST'])
  expect(await answerOf('POST', path, { 'content-type': 'image/png' })).toEqual([
    415,
    'unsupported_media_type',
    undefined,
  ])
})

it('headers beyond 16 KiB are turned away without harm', async () => {
  const reply = await world
    .fetch('POST', webhook.path, { headers: { 'x-pad': 'x'.repeat(17 * 1024) } })
    .catch(() => null)
  expect(reply?.status ?? 431).toBe(431)
})

it('everything that was taken was applied', async () => {
  await world.drain()
  const { data } = await world.as(world.owner).call('listReceipts', {})
  expect(data.length).toBeGreaterThanOrEqual(5)
  expect(new Set(data.map(({ status }) => status))).toEqual(new Set(['success']))
})
