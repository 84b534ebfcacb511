/** The webhook of an app as a game made for FINGI receives it: `TokenAmountChanged`, byte for byte. */
import type { IncomingMessage } from 'node:http'
import { Webhook } from 'standardwebhooks'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Operation } from '../../contracts/postings.ts'
import { approvedApp } from '../world/app-inputs.ts'
import type { Caller } from '../world/caller.ts'
import { callingApp, liveItem } from '../world/game.ts'
import { newItem } from '../world/item-inputs.ts'
import { startHttpServer, type TestServer } from '../world/raw-server.ts'
import { egressToLoopback } from '../world/receiver.ts'
import { patienceMs, sizeOf } from '../world/sizes.ts'
import { createWorld, type World } from '../world/world.ts'

let world: World
let owner: Caller
beforeAll(async () => {
  world = await createWorld({ egress: egressToLoopback() })
  owner = world.as(world.owner)
})
afterAll(() => world?.stop())

interface Received {
  rawHeaders: string[]
  headers: IncomingMessage['headers']
  body: string
}

let game: TestServer
let received: Received[]
let status: number
let appId: string
let clientId: string
let key: string
let memberId: string
let email: string
let count = 0
const url = () => `http://127.0.0.1:${game.port}/fingi`

beforeEach(async () => {
  received = []
  status = 204
  game = await startHttpServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const { rawHeaders, headers } = incoming
    received.push({ rawHeaders, headers, body: Buffer.concat(chunks).toString('utf8') })
    outgoing.writeHead(status).end()
  })
  ;({ appId, clientId, key } = await callingApp(world))
  const member = await world.member(`Mira${++count}`)
  memberId = member.id
  email = member.email ?? ''
})
afterEach(async () => {
  await owner.call('saveAppWebhook', { params: { appId }, body: { url: null } })
  await game.close()
})

const save = (body: { url: string | null }) => owner.call('saveAppWebhook', { params: { appId }, body })

const live = (more: object = {}) => liveItem(world, appId, more)

const post = (operations: Operation[]) =>
  owner.call('postUnits', { params: { appId }, body: { operations, reason: 'A test' } })
const grant = (itemId: string, quantity = 1): Operation => ({ op: 'grant', memberId, itemId, quantity })
const bodyOf = (items: { itemUri: string; tokenCount: number }[]) =>
  JSON.stringify({ clientId, event: 'TokenAmountChanged', tokenAmountChanged: { userEmail: email, items } })
const namesOf = ({ rawHeaders }: Received) => rawHeaders.filter((_, index) => index % 2 === 0)

describe('the webhook of an app', () => {
  it('is saved, changed and removed, and signs with a secret that is shown once', async () => {
    const none = await owner.call('getAppWebhook', { params: { appId } })
    expect(none).toMatchObject({ url: null, endpointId: null, state: null, revision: 0 })
    const made = await save({ url: url() })
    expect(made).toMatchObject({ url: url(), state: 'active', secret: expect.stringMatching(/^whsec_/) })
    const changed = await save({ url: `${url()}/2` })
    expect(changed).toMatchObject({ url: `${url()}/2`, endpointId: made.endpointId, secret: null })
    expect((await save({ url: null })).url).toBeNull()
    expect((await save({ url: url() })).secret).toMatch(/^whsec_/)
  })

  it('url_not_allowed: an address that nothing can be sent to is refused', async () => {
    const body = { url: 'https://me:secret@game.example/hook' }
    expect(await owner.refusal('saveAppWebhook', { params: { appId }, body })).toBe('url_not_allowed')
  })

  it('revision_mismatch: it is saved only by whoever has seen its last revision', async () => {
    const { headers } = await owner.reply('getAppWebhook', { params: { appId } })
    const seen = { 'if-match': headers.etag ?? '' }
    await owner.call('saveAppWebhook', { params: { appId }, body: { url: url() }, headers: seen })
    const again = { params: { appId }, body: { url: `${url()}/2` }, headers: seen }
    expect(await owner.refusal('saveAppWebhook', again)).toBe('revision_mismatch')
  })

  it('name_taken: no other endpoint may have its name', async () => {
    const name = `FINGI webhook of ${clientId}`
    const other = { name, url: url(), eventTypes: ['member.joined'] }
    const { id: endpointId } = await owner.call('createEndpoint', { body: other })
    const body = { url: url() }
    expect(await owner.refusal('saveAppWebhook', { params: { appId }, body })).toBe('name_taken')
    await owner.call('deleteEndpoint', { params: { endpointId } })
  })

  it('event_type_not_in_style: it is sent the events of apps, and is not encrypted', async () => {
    const { endpointId } = await save({ url: url() })
    const params = { endpointId: endpointId ?? '' }
    const types = { params, body: { eventTypes: ['member.*'] } }
    expect(await owner.refusal('updateEndpoint', types)).toBe('event_type_not_in_style')
    const encryption = { mode: 'gcm' as const, key: 'ThirtyTwoPrintableCharactersHere' }
    expect(await owner.refusal('updateEndpoint', { params, body: { encryption } })).toBe(
      'encryption_not_usable',
    )
  })
})

describe('TokenAmountChanged', () => {
  it('F10 has exactly the published keys, both event headers in exact case, and the same bytes on retry', async () => {
    await save({ url: url() })
    const sword = await live({ itemUri: 'https://items.game.example/b' })
    const shield = await live({ itemUri: 'https://items.game.example/a' })
    const ore = await live({ kind: 'mergeable' })
    status = 500
    await post([grant(sword.itemId, 3), grant(shield.itemId), grant(ore.itemId, 9)])
    await world.drainDeliveries()
    status = 204
    await world.clock.advance({ minutes: 1 })
    await world.drainDeliveries()
    expect(received.map(({ body }) => body)).toEqual([
      bodyOf([
        { itemUri: shield.itemUri, tokenCount: 1 },
        { itemUri: sword.itemUri, tokenCount: 3 },
      ]),
      received[0]?.body,
    ])
    const [first, second] = received as [Received, Received]
    expect(namesOf(first)).toEqual(
      expect.arrayContaining(['Authorization', 'X-Webook-event', 'X-Webhook-Event', 'Content-Type']),
    )
    expect(first.headers).toMatchObject({
      'x-webook-event': 'TokenAmountChanged',
      'x-webhook-event': 'TokenAmountChanged',
      'x-guildhall-sequence': '1',
      'x-guildhall-member': memberId,
      'x-guildhall-attempt': '1',
    })
    expect(second.headers['webhook-id']).toBe(first.headers['webhook-id'])
    expect(second.headers['x-guildhall-attempt']).toBe('2')
  })

  it('F11 is authorized by Basic and the key’s own characters, which are kept with no attempt', async () => {
    const { endpointId } = await save({ url: url() })
    const { itemId } = await live()
    await post([grant(itemId)])
    await world.drainDeliveries()
    expect(received[0]?.headers.authorization).toBe(`Basic ${key}`)
    const { data } = await owner.call('listDeliveries', { query: { endpointId: endpointId ?? '' } })
    const deliveryId = data[0]?.id ?? ''
    const attempts = await owner.call('listAttempts', { params: { deliveryId } })
    expect(JSON.stringify(attempts)).toContain('Authorization')
    expect(JSON.stringify(attempts)).not.toContain(key)
    expect((await owner.call('getDelivery', { params: { deliveryId } })).body).toBe(received[0]?.body)
  })

  it('F12 is taken by an independent verifier of Standard Webhooks, and with one changed byte is not', async () => {
    const { secret } = await save({ url: url() })
    const { itemId } = await live()
    await post([grant(itemId)])
    await world.drainDeliveries()
    const [{ body, headers }] = received as [Received]
    const verifier = new Webhook(secret ?? '')
    const signed = {
      'webhook-id': String(headers['webhook-id']),
      'webhook-timestamp': String(headers['webhook-timestamp']),
      'webhook-signature': String(headers['webhook-signature']),
    }
    expect(verifier.verify(body, signed)).toMatchObject({ event: 'TokenAmountChanged' })
    expect(() => verifier.verify(body.replace('"tokenCount":1', '"tokenCount":2'), signed)).toThrow()
  })

  it('F08 after Generate the next webhook carries the new key, also on retry', async () => {
    await save({ url: url() })
    const { itemId } = await live()
    status = 503
    await post([grant(itemId)])
    await world.drainDeliveries()
    const { key: fresh } = await owner.call('createAppKey', { params: { appId }, body: {} })
    status = 204
    await world.clock.advance({ minutes: 1 })
    await world.drainDeliveries()
    expect(received.map(({ headers }) => headers.authorization)).toEqual([`Basic ${key}`, `Basic ${fresh}`])
  })

  it('tells what changed since the last one that arrived, and 0 for what is gone', async () => {
    await save({ url: url() })
    const sword = await live()
    const shield = await live()
    await post([grant(sword.itemId, 2)])
    await world.drainDeliveries()
    await post([grant(shield.itemId)])
    await world.drainDeliveries()
    await post([{ op: 'take', memberId, itemId: sword.itemId, quantity: 2 }])
    await world.drainDeliveries()
    expect(received.map(({ body }) => body)).toEqual([
      bodyOf([{ itemUri: sword.itemUri, tokenCount: 2 }]),
      bodyOf([{ itemUri: shield.itemUri, tokenCount: 1 }]),
      bodyOf([{ itemUri: sword.itemUri, tokenCount: 0 }]),
    ])
  })

  it(
    'F21 1,000 changes of one member while the receiver is down leave one waiting snapshot',
    async () => {
      const { endpointId } = await save({ url: url() })
      const sword = await live()
      const shield = await live()
      status = 503
      await post([grant(shield.itemId)])
      await world.drainDeliveries()
      const changeCount = sizeOf({ usual: 150, full: 1000 })
      const atOnce = Array.from({ length: 10 }, async (_, writer) => {
        for (let turn = writer; turn < changeCount; turn += 10) await post([grant(sword.itemId)])
      })
      await Promise.all(atOnce)
      await world.drainDeliveries()
      const query = { endpointId: endpointId ?? '', status: 'pending' as const, limit: 100 }
      expect((await owner.call('listDeliveries', { query })).data).toHaveLength(1)
      status = 204
      received = []
      await world.clock.advance({ minutes: 10 })
      await world.drainDeliveries()
      const items = [
        { itemUri: sword.itemUri, tokenCount: changeCount },
        { itemUri: shield.itemUri, tokenCount: 1 },
      ].sort((one, other) => (one.itemUri < other.itemUri ? -1 : 1))
      expect(received.map(({ body }) => body)).toEqual([bodyOf(items)])
    },
    patienceMs,
  )

  it('is sent to the app it is of, and to no other', async () => {
    await save({ url: url() })
    const other = await approvedApp({ world })
    await owner.call('createAppKey', { ...other, body: {} })
    await owner.call('saveAppWebhook', { ...other, body: { url: `${url()}/other` } })
    const body = newItem()
    const { id: itemId } = await owner.call('createItem', { ...other, body })
    await owner.call('publishItem', { params: { itemId } })
    const operations = [grant(itemId)]
    await owner.call('postUnits', { ...other, body: { operations, reason: 'A test' } })
    await world.drainDeliveries()
    expect(received).toHaveLength(1)
    expect(received[0]?.body).toContain(body.itemUri)
    expect(received[0]?.body).not.toContain(clientId)
    await owner.call('saveAppWebhook', { ...other, body: { url: null } })
  })

  it('as a test tells of nobody, and says that it is one', async () => {
    const { endpointId } = await save({ url: url() })
    await owner.call('sendTestDelivery', { params: { endpointId: endpointId ?? '' } })
    await world.drainDeliveries()
    const told = { userEmail: 'test@members.invalid', items: [] }
    expect(received[0]?.body).toBe(
      JSON.stringify({ clientId, event: 'TokenAmountChanged', tokenAmountChanged: told }),
    )
    expect(received[0]?.headers['x-guildhall-test']).toBe('true')
  })

  it('is not sent without a key, and says why', async () => {
    const { endpointId } = await save({ url: url() })
    const { data: keys } = await owner.call('listAppKeys', { params: { appId } })
    await owner.call('endAppKey', { params: { appId, keyId: keys[0]?.id ?? '' } })
    const { itemId } = await live()
    await post([grant(itemId)])
    await world.drainDeliveries()
    expect(received).toEqual([])
    const query = { endpointId: endpointId ?? '' }
    const [delivery] = (await owner.call('listDeliveries', { query })).data
    expect(delivery?.status).toBe('failed')
  })

  it('ends with the app: an archived one is sent nothing more', async () => {
    const { endpointId } = await save({ url: url() })
    await owner.call('archiveApp', { params: { appId } })
    expect(await owner.refusal('getEndpoint', { params: { endpointId: endpointId ?? '' } })).toBe('not_found')
    const { params } = await approvedApp({ world })
    appId = params.appId
  })
})
