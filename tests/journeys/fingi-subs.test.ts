/** Active time as a game made for FINGI sees it: `SubActivated`, `pull_subs`, `revoke_sub`. */

import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { FaceSettingsChange } from '../../contracts/face-settings.ts'
import { items } from '../../server/features/items/index.ts'
import type { Caller } from '../world/caller.ts'
import { callingApp, liveItem } from '../world/game.ts'
import type { Reply } from '../world/http-client.ts'
import { booster } from '../world/item-inputs.ts'
import { startHttpServer, type TestServer } from '../world/raw-server.ts'
import { egressToLoopback } from '../world/receiver.ts'
import { createWorld, type World } from '../world/world.ts'

const day = 24 * 3600

let world: World
let owner: Caller
beforeAll(async () => {
  world = await createWorld({ egress: egressToLoopback(), trustProxy: ['127.0.0.1'] })
  owner = world.as(world.owner)
})
afterAll(() => world?.stop())

let game: TestServer
let received: { name: unknown; sequence: unknown; body: string }[]
let status: number
let appId: string
let clientId: string
let key: string
let mira: Caller
let memberId: string
let email: string
let count = 0

beforeEach(async () => {
  received = []
  status = 204
  game = await startHttpServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const { 'x-webook-event': name, 'x-guildhall-sequence': sequence } = incoming.headers
    received.push({ name, sequence, body: Buffer.concat(chunks).toString('utf8') })
    outgoing.writeHead(status).end()
  })
  ;({ appId, clientId, key } = await callingApp(world))
  const staff = await world.staff(`Mira${++count}`, [])
  ;({ memberId, email } = staff)
  mira = world.as(staff.credential)
})
afterEach(async () => {
  await owner.call('saveAppWebhook', { params: { appId }, body: { url: null } })
  await game.close()
})

const connect = (more: FaceSettingsChange = {}) =>
  owner.call('saveAppWebhook', {
    params: { appId },
    body: { url: `http://127.0.0.1:${game.port}/fingi`, settings: more },
  })
const sweep = () => world.app.started.of(items).sweepPeriods()

async function boost(more: object = {}) {
  const tiers = [{ key: 'month', seconds: 30 * day }]
  const { itemId, itemUri } = await liveItem(world, appId, booster({ tiers, ...more }))
  const grant = { op: 'grant' as const, memberId, itemId, quantity: 5 }
  await owner.call('postUnits', { params: { appId }, body: { operations: [grant], reason: 'A test' } })
  return { itemId, itemUri }
}
const activate = (itemId: string, units = 1) =>
  mira.call('activateItem', { params: { itemId }, body: { units } })

const seconds = (time: string) => Math.floor(Date.parse(time) / 1000)
const sub = (itemUri: string, expiresAt: string, isActive = true) => ({
  ...{ itemUri, expirationDate: seconds(expiresAt), isActive },
})
const bodyOf = (activeSubs: ReturnType<typeof sub>[]) =>
  JSON.stringify({ clientId, event: 'SubActivated', subActivated: { userEmail: email, activeSubs } })

const pull = (query = `clientId=${clientId}&userEmail=${encodeURIComponent(email)}`, headers = {}) =>
  world.fetch('GET', `/api/pull_subs?${query}`, { headers: { authorization: `Bearer ${key}`, ...headers } })
const revoke = (more: object = {}, headers: Record<string, string> = {}) =>
  world.fetch('POST', '/api/revoke_sub', {
    headers: {
      ...{ 'content-type': 'application/json', authorization: `Bearer ${key}` },
      ...{ 'idempotency-key': `revoke-${++count}`, ...headers },
    },
    body: JSON.stringify({ clientId, userEmail: email, reason: 'Stolen card', ...more }),
  })
const error = ({ status: code, body }: Reply) => `${code} ${(body as { error?: string }).error}`

describe('SubActivated', () => {
  it('F22 SubActivated after two 30-day activations shows now + 60 days; after revocation it shows isActive false', async () => {
    await connect({ subActivatedOnRevoke: true })
    const { itemId, itemUri } = await boost()
    const first = await activate(itemId)
    await world.drainDeliveries()
    const second = await activate(itemId)
    await world.drainDeliveries()
    expect(received).toEqual([
      { name: 'SubActivated', sequence: '2', body: bodyOf([sub(itemUri, first.expiresAt)]) },
      { name: 'SubActivated', sequence: '3', body: bodyOf([sub(itemUri, second.expiresAt)]) },
    ])
    expect(seconds(second.expiresAt) - seconds(first.startedAt)).toBe(60 * day)
    const input = { params: { periodId: second.id }, body: { reason: 'Stolen card' } }
    const revoked = await owner.call('revokePeriod', input)
    await world.drainDeliveries()
    expect(received[2]?.body).toBe(bodyOf([sub(itemUri, revoked.expiresAt, false)]))
  })

  it('tells of a revocation or an end only where the settings of the app say so', async () => {
    await connect()
    const quiet = await boost({ expiringNoticeS: 0 })
    const { id: periodId } = await activate(quiet.itemId)
    await owner.call('revokePeriod', { params: { periodId }, body: { reason: 'Stolen card' } })
    await world.drainDeliveries()
    expect(received).toHaveLength(1)
    const { expiresAt } = await activate(quiet.itemId)
    await connect({ subActivatedOnExpiry: true })
    await world.drainDeliveries()
    received = []
    await world.clock.advance({ days: 31 })
    await Promise.all([sweep(), sweep()])
    await world.drainDeliveries()
    expect(received.map(({ body }) => body)).toEqual([bodyOf([sub(quiet.itemUri, expiresAt, false)])])
  })

  it('lists all active items of the member in the app; a newer one takes the place of one that waits', async () => {
    await connect()
    const one = await boost()
    const other = await boost()
    status = 503
    await activate(one.itemId)
    await world.drainDeliveries()
    const first = await activate(one.itemId)
    const second = await activate(other.itemId)
    await world.drainDeliveries()
    received = []
    status = 204
    await world.clock.advance({ minutes: 10 })
    await world.drainDeliveries()
    const subs = [sub(one.itemUri, first.expiresAt), sub(other.itemUri, second.expiresAt)]
    const sorted = subs.sort((a, b) => (a.itemUri < b.itemUri ? -1 : 1))
    expect(received.map(({ body }) => body)).toEqual([bodyOf(sorted)])
  })

  it('is one of the events that the webhook of an app is made for', async () => {
    const { endpointId } = await connect()
    const { eventTypes } = await owner.call('getEndpoint', { params: { endpointId: endpointId ?? '' } })
    expect(eventTypes).toContain('active_time.changed')
  })
})

describe('pull_subs', () => {
  it('answers what is active, by address, with a tag of the body', async () => {
    const { itemId, itemUri } = await boost()
    const { expiresAt } = await activate(itemId)
    const reply = await pull()
    expect(reply.text).toBe(JSON.stringify({ activeSubs: [sub(itemUri, expiresAt)], sequence: 2 }))
    const headers = { 'if-none-match': reply.headers.etag ?? '' }
    expect((await pull(undefined, headers)).status).toBe(304)
    await world.clock.advance({ days: 31 })
    const later = await pull(undefined, headers)
    expect(later.body).toEqual({ activeSubs: [], sequence: 2 })
  })

  it('answers an empty list for who is no member, and refuses what it does not know', async () => {
    const stranger = await pull(`clientId=${clientId}&userEmail=nobody@example.com`)
    expect(stranger).toMatchObject({ status: 200, body: { activeSubs: [], sequence: 0 } })
    expect(error(await pull(`clientId=${clientId}`))).toBe('400 missing_parameter')
    expect(error(await pull(`clientId=${clientId}&userEmail=a@b.example&page=2`))).toBe('422 invalid_body')
    expect(error(await pull(`clientId=1234567&userEmail=a@b.example`))).toBe('403 wrong_client')
    const { key: narrow } = await owner.call('createAppKey', {
      params: { appId },
      body: { permissions: ['items.take'], overlapS: null },
    })
    expect(error(await pull(undefined, { authorization: `Bearer ${narrow}` }))).toBe('403 forbidden')
  })
})

describe('revoke_sub', () => {
  it('ends what is active; repeats answer the same', async () => {
    const { itemId, itemUri } = await boost({ tiers: [{ key: 'a', seconds: day }] })
    await activate(itemId)
    const reply = await revoke({ itemUri })
    expect(reply.body).toEqual({ itemUri, expirationDate: expect.any(Number), isActive: false, sequence: 2 })
    expect((await revoke({ itemUri })).text).toBe(reply.text)
    const repeat = { 'idempotency-key': `again-${itemId}` }
    await revoke({ itemUri }, repeat)
    expect((await revoke({ itemUri }, repeat)).headers['idempotency-replayed']).toBe('true')
    expect((await pull()).body).toEqual({ activeSubs: [], sequence: 2 })
    const told = await sql<{ count: number }>`
      select count(*)::int as count from events where type = 'period.revoked' and payload::text like ${`%${itemId}%`}`.execute(
      world.app.ctx.db,
    )
    expect(told.rows).toEqual([{ count: 1 }])
  })

  it('unknown_sub: where nothing is active there is nothing to end', async () => {
    const { itemId, itemUri } = await boost()
    expect(error(await revoke({ itemUri }))).toBe('404 unknown_sub')
    expect(error(await revoke({ itemUri: 'https://items.game.example/none' }))).toBe('404 unknown_sub')
    expect(error(await revoke({ itemUri: 'not an address' }))).toBe('404 unknown_sub')
    expect(error(await revoke({ itemUri, userEmail: 'nobody@example.com' }))).toBe('404 unknown_sub')
    await activate(itemId)
    await world.clock.advance({ days: 31 })
    expect(error(await revoke({ itemUri }))).toBe('404 unknown_sub')
  })

  it('wrong_kind: a permanent item is never active', async () => {
    const { itemUri } = await liveItem(world, appId)
    expect(error(await revoke({ itemUri }))).toBe('422 wrong_kind')
  })

  it('refuses what it cannot read, a suspended app, and a key that may not', async () => {
    const { itemUri } = await boost()
    expect(error(await revoke({ itemUri }, { 'idempotency-key': '' }))).toBe('400 idempotency_key_required')
    expect(error(await revoke({ itemUri, more: 1 }))).toBe('422 invalid_body')
    expect(error(await revoke({ itemUri, reason: '' }))).toBe('422 invalid_body')
    expect(error(await revoke({ itemUri, clientId: '1234567' }))).toBe('403 wrong_client')
    await owner.call('suspendApp', { params: { appId }, body: { reason: 'A test' } })
    expect(error(await revoke({ itemUri }))).toBe('403 app_suspended')
    await owner.call('resumeApp', { params: { appId } })
    const { key: narrow } = await owner.call('createAppKey', {
      params: { appId },
      body: { permissions: ['inventory.read'], overlapS: null },
    })
    expect(error(await revoke({ itemUri }, { authorization: `Bearer ${narrow}` }))).toBe('403 forbidden')
  })
})
