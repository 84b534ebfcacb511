/** `userEmailForm: alias`: a game that is never told where its players read their mail. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { items } from '../../server/features/items/index.ts'
import type { Caller } from '../world/caller.ts'
import { callingApp, liveItem } from '../world/game.ts'
import { booster, granted } from '../world/item-inputs.ts'
import { startHttpServer, type TestServer } from '../world/raw-server.ts'
import { egressToLoopback } from '../world/receiver.ts'
import { settleOrders } from '../world/trading-game.ts'
import { createWorld, type World } from '../world/world.ts'

let world: World
let owner: Caller
let game: TestServer
let app: Awaited<ReturnType<typeof callingApp>>
/** Everything that left for the game: bodies and headers of webhooks, and of answers. */
let left: string[]
beforeAll(async () => {
  world = await createWorld({ egress: egressToLoopback() })
  owner = world.as(world.owner)
  left = []
  game = await startHttpServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    left.push(JSON.stringify(incoming.headers) + Buffer.concat(chunks).toString('utf8'))
    outgoing.writeHead(404).end()
  })
  app = await callingApp(world)
})
afterAll(async () => {
  await owner?.call('saveAppWebhook', { params: { appId: app.appId }, body: { url: null } })
  await game?.close()
  await world?.stop()
})

const save = (body: object) => owner.call('saveAppWebhook', { params: { appId: app.appId }, body })
const call = async (method: 'GET' | 'POST', path: string, body?: object) => {
  const reply = await world.fetch(method, path, {
    headers: {
      ...{ authorization: `Bearer ${app.key}`, 'idempotency-key': `key-${left.length}` },
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify({ clientId: app.clientId, ...body }) } : {}),
  })
  left.push(JSON.stringify(reply.headers) + reply.text)
  return reply
}
const read = (path: string, query = '') => call('GET', `/api/${path}?clientId=${app.clientId}${query}`)
const settle = async () => {
  await settleOrders(world)
  await world.app.started.of(items).drainMerges()
}
const of = (email: string) => `&userEmail=${encodeURIComponent(email)}`

describe('userEmailForm', () => {
  it('F26 userEmailForm alias: no real e-mail leaves by any endpoint or webhook, and the alias finds the member', async () => {
    const { memberId, credential } = await world.staff('Mira', [])
    const email = (await owner.call('getMember', { params: { memberId } })).email ?? ''
    const mira = world.as(credential)
    const sword = await liveItem(world, app.appId)
    const wood = await liveItem(world, app.appId, { kind: 'mergeable', isMintable: true })
    const wind = await liveItem(world, app.appId, booster())
    const tag = (await read('pull_items', of(email))).headers.etag
    left.length = 0
    await save({
      url: `http://127.0.0.1:${game.port}/fingi`,
      settings: { userEmailForm: 'alias', subActivatedOnRevoke: true },
    })
    for (const { itemId } of [sword, wood, wind]) {
      await owner.call('postUnits', { params: { appId: app.appId }, body: granted(itemId, memberId, 20) })
    }
    await mira.call('requestMerge', { params: { itemId: wood.itemId }, body: { quantity: 2 } })
    await mira.call('activateItem', { params: { itemId: wind.itemId }, body: { units: 1 } })
    const order = { quantity: 3, unitPrice: 9 }
    await mira.call('createListing', { params: { itemId: wood.itemId }, body: order })
    await mira.call('requestMintOrder', { params: { itemId: wood.itemId }, body: order })
    await settle()
    expect(left.join(' ').match(/"x-webook-event":"\w+"/g)?.length).toBeGreaterThanOrEqual(5)

    const pulled = await read('pull_items', of(email))
    expect(pulled.headers.etag).not.toBe(tag)
    const alias = (pulled.body as { items: { itemOwner: string }[] }).items[0]?.itemOwner ?? ''
    expect(alias).toMatch(/^[0-9a-z]{24}@members\.invalid$/)
    expect((await read('pull_items', of(alias))).text).toBe(pulled.text)
    expect((await read('pull_subs', of(alias))).text).toContain(wind.itemUri)
    const units = { userEmail: alias, items: [{ itemUri: sword.itemUri, count: 1 }], reason: 'A test' }
    expect((await call('POST', '/api/push_items', units)).body).toMatchObject({
      items: [{ itemOwner: alias }],
    })
    const taken = await call('POST', '/api/take_items', { ...units, userEmail: email })
    expect(taken.body).toMatchObject({ items: [{ itemOwner: alias }] })
    await call('POST', '/api/take_items', { ...units, items: [{ itemUri: sword.itemUri, count: 999 }] })
    const merges = await read('list_merges', of(alias))
    expect(merges.body).toMatchObject({ merges: [{ userEmail: alias, count: 2 }] })
    const orders = await read('list_orders')
    expect(orders.body).toMatchObject({ orders: [{ userEmail: alias }, { userEmail: alias }] })
    const [{ mergeId } = { mergeId: '' }] = (merges.body as { merges: { mergeId: string }[] }).merges
    await call('POST', '/api/confirm_merge', { mergeId })
    const mint = (orders.body as { orders: { orderId: string; kind: string }[] }).orders.find(
      ({ kind }) => kind === 'mint',
    )
    expect((await call('POST', '/api/confirm_order', { orderId: mint?.orderId })).body).toMatchObject({
      userEmail: alias,
    })
    const lines = [{ itemUri: sword.itemUri, count: 1 }]
    for (const userEmail of [alias, email]) {
      const compared = await call('POST', '/api/compare_items', { users: [{ userEmail, items: lines }] })
      expect(compared.body).toMatchObject({ differences: [{ userEmail: alias, count: 1, itemCount: 20 }] })
    }
    expect((await read('pull_events')).text).toContain(alias)
    const revoked = { userEmail: alias, itemUri: wind.itemUri, reason: 'A test' }
    expect((await call('POST', '/api/revoke_sub', revoked)).status).toBe(200)
    await settle()
    expect(left.length).toBeGreaterThan(20)
    expect(left.filter((text) => text.toLowerCase().includes(email.toLowerCase()))).toEqual([])
    expect(left.filter((text) => text.includes(alias)).length).toBeGreaterThan(12)
  })

  it('an alias of another app finds nobody, and with the real form back it still finds the member', async () => {
    const { id: memberId, email } = await world.member('Tarn')
    const sword = await liveItem(world, app.appId)
    await owner.call('postUnits', { params: { appId: app.appId }, body: granted(sword.itemId, memberId, 2) })
    const pulled = await read('pull_items', of(email ?? ''))
    const alias = (pulled.body as { items: { itemOwner: string }[] }).items[0]?.itemOwner ?? ''
    await save({ settings: { userEmailForm: 'real' } })
    expect((await read('pull_items', of(alias))).body).toMatchObject({
      items: [{ itemOwner: email?.toLowerCase(), itemCount: 2 }],
    })
    const other = await callingApp(world)
    const foreign = await world.fetch('GET', `/api/pull_items?clientId=${other.clientId}${of(alias)}`, {
      headers: { authorization: `Bearer ${other.key}` },
    })
    expect(foreign.text).toBe('{"items":[]}')
    expect(foreign.headers['x-guildhall-sequence']).toBe('0')
  })
})
