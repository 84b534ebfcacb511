/** The feed of an app: `pull_events` and `ack_events` as games made for FINGI call them, and the native twins. */
import type { IncomingMessage } from 'node:http'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createApp } from '../../server/app.ts'
import { createLog } from '../../server/platform/log.ts'
import { appKey, approvedApp } from '../world/app-inputs.ts'
import type { Caller } from '../world/caller.ts'
import { callingApp, liveItem } from '../world/game.ts'
import { createHttpClient, type Reply } from '../world/http-client.ts'
import { booster } from '../world/item-inputs.ts'
import { startHttpServer, type TestServer } from '../world/raw-server.ts'
import { egressToLoopback } from '../world/receiver.ts'
import { createWorld, type World } from '../world/world.ts'

let world: World
let owner: Caller
beforeAll(async () => {
  world = await createWorld({ egress: egressToLoopback(), trustProxy: ['127.0.0.1'] })
  owner = world.as(world.owner)
})
afterAll(() => world?.stop())

interface Received {
  headers: IncomingMessage['headers']
  body: string
}
interface Pulled {
  events: { webhookId: string; event: string; time: number; sequence: number; body: object }[]
  next: string | null
}

let game: TestServer
let received: Received[]
let appId: string
let clientId: string
let key: string
let mira: Caller
let memberId: string
let count = 0

beforeEach(async () => {
  received = []
  game = await startHttpServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    received.push({ headers: incoming.headers, body: Buffer.concat(chunks).toString('utf8') })
    outgoing.writeHead(204).end()
  })
  ;({ appId, clientId, key } = await callingApp(world))
  const staff = await world.staff(`Mira${++count}`, [])
  memberId = staff.memberId
  mira = world.as(staff.credential)
})
afterEach(async () => {
  await owner.call('saveAppWebhook', { params: { appId }, body: { url: null } })
  await game.close()
})

const connect = () =>
  owner.call('saveAppWebhook', { params: { appId }, body: { url: `http://127.0.0.1:${game.port}/fingi` } })
const grant = (itemId: string, quantity = 1) =>
  owner.call('postUnits', {
    params: { appId },
    body: { operations: [{ op: 'grant', memberId, itemId, quantity }], reason: 'A test' },
  })

const pull = (query = '', headers: Record<string, string> = {}, fetch = world.fetch) =>
  fetch('GET', `/api/pull_events?clientId=${clientId}${query}`, {
    headers: { authorization: `Bearer ${key}`, ...headers },
  })
const pulled = async (query = '', fetch = world.fetch) => (await pull(query, {}, fetch)).body as Pulled
/** Transactions of other tests on the same server may hold back the horizon of the event log for a moment. */
const pulledAll = (count: number, query = '') =>
  vi.waitFor(
    async () => {
      const answer = await pulled(query)
      expect(answer.events).toHaveLength(count)
      return answer
    },
    { timeout: 20_000, interval: 20 },
  )
const ack = (upTo: unknown, more: object = {}) =>
  world.fetch('POST', '/api/ack_events', {
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ clientId, upTo, ...more }),
  })
const error = ({ status, body }: Reply) => `${status} ${(body as { error?: string }).error}`
const older = '01900000-0000-7000-8000-000000000000'

describe('pull_events', () => {
  it('F23 pull_events returns the same bodies and ids as the webhooks, in order, without gaps, across a restart', async () => {
    await connect()
    const sword = await liveItem(world, appId)
    const boost = await liveItem(world, appId, booster())
    await grant(boost.itemId, 4)
    for (let turn = 0; turn < 4; turn++) {
      await grant(sword.itemId)
      await world.drainDeliveries()
      await mira.call('activateItem', { params: { itemId: boost.itemId }, body: { units: 1 } })
      await world.drainDeliveries()
    }
    const first = await pulledAll(3, '&limit=3')
    // Another server on the same database is what a restart leaves.
    const second = await createApp({ ...world.app.ctx.config }, world.clock, createLog('silent'))
    const http = createHttpClient(`http://127.0.0.1:${await second.listen()}`)
    const rest = await pulled(`&after=${first.next}`, http.send)
    await http.close()
    await second.stop()
    const all = [...first.events, ...rest.events]
    expect(all.map(({ webhookId }) => webhookId)).toEqual(
      received.map(({ headers }) => headers['webhook-id']),
    )
    expect(all.map(({ body }) => JSON.stringify(body))).toEqual(received.map(({ body }) => body))
    expect(all.map(({ sequence }) => String(sequence))).toEqual(
      received.map(({ headers }) => headers['x-guildhall-sequence']),
    )
    expect(new Set(all.map(({ event }) => event))).toEqual(new Set(['TokenAmountChanged', 'SubActivated']))
    expect(rest.next).toBe(all.at(-1)?.webhookId)
    expect((await pulled(`&after=${rest.next}`)).events).toEqual([])
  })

  it('starts at the bookmark, which moves forward only', async () => {
    await pull()
    const { itemId } = await liveItem(world, appId)
    for (let turn = 0; turn < 3; turn++) await grant(itemId)
    const { events } = await pulledAll(3)
    const ids = events.map(({ webhookId }) => webhookId)
    expect((await ack(ids[1])).body).toEqual({ acknowledged: ids[1] })
    expect((await pulled()).events.map(({ webhookId }) => webhookId)).toEqual([ids[2]])
    expect((await ack(ids[0])).body).toEqual({ acknowledged: ids[1] })
    const { bookmark } = await owner.call('listAppEvents', { params: { appId } })
    expect(bookmark).toBe(ids[1])
  })

  it('is told without a webhook, from the first call on: what changed since it was acknowledged', async () => {
    const sword = await liveItem(world, appId)
    const shield = await liveItem(world, appId)
    await grant(sword.itemId)
    expect((await pulled()).events).toEqual([])
    await grant(shield.itemId)
    const { events } = await pulledAll(1)
    const countsOf = (event: Pulled['events'][number]) =>
      (event.body as { tokenAmountChanged: { items: unknown[] } }).tokenAmountChanged.items
    expect(events.map(countsOf)).toEqual([
      [
        { itemUri: sword.itemUri, tokenCount: 1 },
        { itemUri: shield.itemUri, tokenCount: 1 },
      ].sort((one, other) => (one.itemUri < other.itemUri ? -1 : 1)),
    ])
    await ack(events[0]?.webhookId)
    await grant(shield.itemId)
    expect((await pulledAll(1)).events.map(countsOf)).toEqual([[{ itemUri: shield.itemUri, tokenCount: 2 }]])
  })

  it('waits for an event, and answers as soon as there is one', async () => {
    await pull()
    const { itemId } = await liveItem(world, appId)
    const waiting = pulled('&wait=25')
    await grant(itemId)
    expect((await waiting).events).toHaveLength(1)
  })

  it('tells nothing of other apps', async () => {
    await pull()
    const other = await approvedApp({ world })
    await world.as(await appKey(world, other.params.appId)).call('listAppEvents', other)
    const { itemId } = await liveItem(world, other.params.appId)
    const operations = [{ op: 'grant' as const, memberId, itemId, quantity: 1 }]
    await owner.call('postUnits', { ...other, body: { operations, reason: 'A test' } })
    expect((await owner.call('listAppEvents', { ...other, query: { wait: 10 } })).data).toHaveLength(1)
    expect((await pulled()).events).toEqual([])
  })

  it('refuses what it cannot read, and a key that may not', async () => {
    for (const query of ['&limit=0', '&limit=201', '&wait=26', '&wait=x', '&after=1']) {
      expect(error(await pull(query)), query).toBe('400 invalid_parameter')
    }
    expect(error(await pull('&page=2'))).toBe('422 invalid_body')
    expect(error(await pull(`&after=${older}`))).toBe('404 not_found')
    expect(error(await ack(older))).toBe('404 not_found')
    expect(error(await ack('x'))).toBe('404 not_found')
    expect(error(await ack(older, { more: 1 }))).toBe('422 invalid_body')
    expect(error(await ack(older, { clientId: '1234567' }))).toBe('403 wrong_client')
    const { authorization } = await appKey(world, appId, ['inventory.read'])
    expect(error(await pull('', { authorization }))).toBe('403 forbidden')
  })
})

describe('the native feed', () => {
  it('has the payloads of the events, and can be narrowed to a type', async () => {
    const game = world.as({ authorization: `Bearer ${key}` })
    await game.call('listAppEvents', { params: { appId } })
    const { itemId } = await liveItem(world, appId)
    await grant(itemId, 2)
    const query = { type: 'inventory.changed' as const, wait: 10 }
    const { data, next } = await game.call('listAppEvents', { params: { appId }, query })
    expect(data).toMatchObject([{ type: 'inventory.changed', data: { memberId, items: [{ count: 2 }] } }])
    const acknowledged = await game.call('acknowledgeAppEvents', {
      params: { appId },
      body: { upTo: next ?? '' },
    })
    expect(acknowledged).toEqual({ bookmark: next })
  })

  it('event_not_found: an event that was never there is no place to go on', async () => {
    const after = world.app.ctx.ids.next()
    const list = { params: { appId }, query: { after } }
    expect(await owner.refusal('listAppEvents', list)).toBe('event_not_found')
    const upTo = { params: { appId }, body: { upTo: after } }
    expect(await owner.refusal('acknowledgeAppEvents', upTo)).toBe('event_not_found')
  })

  it('too_old: an event of more than thirty days ago is kept no longer', async () => {
    const list = { params: { appId }, query: { after: older } }
    expect(await owner.refusal('listAppEvents', list)).toBe('too_old')
    const upTo = { params: { appId }, body: { upTo: older } }
    expect(await owner.refusal('acknowledgeAppEvents', upTo)).toBe('too_old')
  })
})
