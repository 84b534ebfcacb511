/** `POST /api/push_items` and `/api/take_items` as a game calls them, and every error code of the face. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { freshApp } from '../world/app-inputs.ts'
import type { Caller } from '../world/caller.ts'
import { callingApp, liveItem } from '../world/game.ts'
import type { Reply } from '../world/http-client.ts'
import { booster, week } from '../world/item-inputs.ts'
import { createWorld, type World } from '../world/world.ts'

let world: World
let owner: Caller
beforeAll(async () => {
  world = await createWorld({ trustProxy: ['127.0.0.1'] })
  owner = world.as(world.owner)
})
afterAll(() => world?.stop())

let appId: string
let clientId: string
let key: string
let email: string
let itemId: string
let itemUri: string
let count = 0
beforeEach(async () => {
  ;({ appId, clientId, key } = await callingApp(world))
  email = (await world.member(`Kai${++count}`)).email ?? ''
  ;({ itemId, itemUri } = await live())
})

const live = (more: object = {}, of = appId) => liveItem(world, of, more)

const body = (items: { itemUri: string; count: number }[], more: object = {}) => ({
  clientId,
  userEmail: email,
  items,
  reason: 'Won the raid',
  ...more,
})

function call(
  path: 'push_items' | 'take_items' | '%70ush_items',
  sent: unknown,
  headers: Record<string, string> = {},
) {
  return world.fetch('POST', `/api/${path}`, {
    headers: {
      'content-type': 'application/json',
      'idempotency-key': `key-${++count}`,
      authorization: `Bearer ${key}`,
      ...headers,
    },
    body: typeof sent === 'string' ? sent : JSON.stringify(sent),
  })
}

const error = ({ status, body: told }: Reply) => `${status} ${(told as { error?: string }).error}`
const one = (units = 1) => [{ itemUri, count: units }]

describe('push_items and take_items', () => {
  it('move units, and tell the named items after it', async () => {
    const boost = await live(booster())
    const items = [...one(12), { itemUri: boost.itemUri, count: 2 }]
    const pushed = await call('push_items', body(items, { reference: 'raid-1042' }))
    expect(pushed.body).toEqual({
      items: [
        { itemOwner: email, clientId, itemUri, itemType: 0, itemCount: 12, timeLimit: null },
        { itemOwner: email, clientId, itemUri: boost.itemUri, itemType: 2, itemCount: 2, timeLimit: week },
      ],
      postingId: expect.any(String),
      sequence: 1,
    })
    const taken = await call('take_items', body(one(12)))
    expect(taken.body).toMatchObject({ items: [{ itemUri, itemCount: 0 }], sequence: 2 })
  })

  it('happen once for their Idempotency-Key, and say so', async () => {
    const headers = { 'idempotency-key': `raid-${++count}` }
    const first = await call('push_items', body(one(3)), headers)
    const again = await call('push_items', body(one(3)), headers)
    expect(again.text).toBe(first.text)
    expect(again.headers['idempotency-replayed']).toBe('true')
    expect(error(await call('push_items', body(one(4)), headers))).toBe('422 idempotency_key_reused')
    expect((await call('push_items', body(one(1)))).body).toMatchObject({ items: [{ itemCount: 4 }] })
  })

  it('are refused again under the key that was refused, and are one call however the address is written', async () => {
    const headers = { 'idempotency-key': `take-${++count}` }
    const first = await call('take_items', body(one(3)), headers)
    expect(error(first)).toBe('409 insufficient_balance')
    await call('push_items', body(one(3)))
    const again = await call('take_items', body(one(3)), headers)
    expect([error(again), again.headers['idempotency-replayed']]).toEqual([error(first), 'true'])
    expect(again.body).toMatchObject({ details: [{ itemUri, required: 3, available: 0 }] })
    const nobody = body(one(3), { userEmail: `late${count}@example.com` })
    const unknown = await call('push_items', nobody, headers)
    await world.member(`Late${count}`)
    const unknownAgain = await call('push_items', nobody, headers)
    expect(unknownAgain.text).toBe(unknown.text)
    expect(unknownAgain.headers['idempotency-replayed']).toBe('true')
    const spelled = { 'idempotency-key': `spelled-${count}` }
    const once = await call('%70ush_items', body(one(3)), spelled)
    expect((await call('push_items', body(one(3)), spelled)).text).toBe(once.text)
  })

  it('find a tier of several by its address, and an item however its address is written', async () => {
    const tiers = [
      { key: 'week', seconds: week },
      { key: 'month', seconds: 5 * week, uri: `https://items.game.example/month-${++count}` },
    ]
    const timed = await live(booster({ tiers }))
    const uris = [`${timed.itemUri}#week`, tiers[1]?.uri ?? '', itemUri.replace('https', 'HTTPS')]
    const pushed = await call('push_items', body(uris.map((uri) => ({ itemUri: uri, count: 1 }))))
    const told = (pushed.body as { items: { itemUri: string }[] }).items.map((each) => each.itemUri)
    expect(told).toEqual([`${timed.itemUri}#week`, tiers[1]?.uri, itemUri])
    const several = await call('push_items', body([{ itemUri: timed.itemUri, count: 1 }]))
    expect(error(several)).toBe('404 unknown_item')
  })

  it('take with closeOrders what is for sale, too, and only take_items knows the word', async () => {
    const { memberId, credential } = await world.staff(`Seller${++count}`, [])
    email = (await owner.call('getMember', { params: { memberId } })).email ?? ''
    await call('push_items', body(one(5)))
    const sale = { params: { itemId }, body: { quantity: 4, unitPrice: 10 } }
    const { id: listingId } = await world.as(credential).call('createListing', sale)
    expect(error(await call('take_items', body(one(5))))).toBe('409 insufficient_balance')
    const tooMany = await call('take_items', body(one(6), { closeOrders: true }))
    expect(tooMany.body).toMatchObject({ details: [{ itemUri, required: 6, available: 5 }] })
    const taken = await call('take_items', body(one(5), { closeOrders: true }))
    expect(taken.body).toMatchObject({ items: [{ itemUri, itemCount: 0 }], sequence: 4 })
    expect((await owner.call('getListing', { params: { listingId } })).state).toBe('canceled')
    const pushed = await call('push_items', body(one(1), { closeOrders: true }))
    expect(error(pushed)).toBe('422 invalid_body')
  })

  it('change nothing where one of several cannot be, and tell how much there is', async () => {
    const other = await live()
    await call('push_items', body(one(5)))
    const items = [...one(2), { itemUri: other.itemUri, count: 1 }]
    const refused = await call('take_items', body(items))
    expect(error(refused)).toBe('409 insufficient_balance')
    expect(refused.body).toMatchObject({ details: [{ itemUri: other.itemUri, required: 1, available: 0 }] })
    expect((await call('take_items', body(one(5)))).status).toBe(200)
  })

  it('take what a gift that is over still holds, though no sweep has run', async () => {
    const { id: toMemberId } = await world.member(`Lee${++count}`)
    const { credential, email: userEmail } = await world.staff(`Mio${++count}`, [])
    await call('push_items', body(one(5), { userEmail }))
    const gift = { toMemberId, itemId, quantity: 5, expiresInS: 3600 }
    await world.as(credential).call('offerGift', { body: gift })
    const wanted = () => call('take_items', body(one(5), { userEmail }))
    expect(error(await wanted())).toBe('409 insufficient_balance')
    await world.clock.advance({ hours: 1 })
    expect((await wanted()).body).toMatchObject({ items: [{ itemCount: 0 }] })
  })
})

describe('F06 each error code is reachable and has the flat error body', () => {
  const pull = (query: string, headers: Record<string, string> = { authorization: `Bearer ${key}` }) =>
    world.fetch('GET', `/api/pull_items?${query}`, { headers })

  it('400 of a query and of the key of a repeat', async () => {
    expect(error(await pull(`clientId=${clientId}`))).toBe('400 missing_parameter')
    expect(error(await pull(`clientId=${clientId}&userEmail=a@b@c`))).toBe('400 invalid_parameter')
    expect(error(await pull(`clientId=1&clientId=1&userEmail=a@b`))).toBe('400 invalid_parameter')
    expect(error(await call('push_items', '{"clientId":'))).toBe('400 invalid_json')
    expect(error(await call('push_items', body(one()), { 'idempotency-key': '' }))).toBe(
      '400 idempotency_key_required',
    )
  })

  it('401 without a key, and with one that is none or has ended', async () => {
    const headers = (authorization: string) => ({ authorization, 'x-forwarded-for': '10.9.0.1' })
    const missing = await pull('clientId=1&userEmail=a@b', { 'x-forwarded-for': '10.9.0.1' })
    expect(error(missing)).toBe('401 missing_key')
    expect(missing.headers['www-authenticate']).toBe('Bearer')
    for (const wrong of [`Basic ${key}`, `Bearer  ${key}`, `Bearer ${key}x`, 'Bearer']) {
      expect(error(await pull('clientId=1&userEmail=a@b', headers(wrong))), wrong).toBe('401 invalid_key')
    }
    await owner.call('createAppKey', { params: { appId }, body: {} })
    expect(error(await pull('clientId=1&userEmail=a@b', headers(`Bearer ${key}`)))).toBe('401 invalid_key')
  })

  it('F08 after Generate without overlap the old key is refused by the next request', async () => {
    expect((await pull(`clientId=${clientId}&userEmail=${email}`)).status).toBe(200)
    const { key: fresh } = await owner.call('createAppKey', { params: { appId }, body: {} })
    const query = `clientId=${clientId}&userEmail=${email}`
    expect(error(await pull(query))).toBe('401 invalid_key')
    expect((await pull(query, { authorization: `Bearer ${fresh}` })).status).toBe(200)
  })

  it('403 of another app, of a key that may not, and of an app that may not', async () => {
    expect(error(await call('push_items', { ...body(one()), clientId: '100000' }))).toBe('403 wrong_client')
    const narrow = { params: { appId }, body: { overlapS: null, permissions: ['items.take' as const] } }
    const { key: taking } = await owner.call('createAppKey', narrow)
    const headers = { authorization: `Bearer ${taking}` }
    expect(error(await call('push_items', body(one()), headers))).toBe('403 forbidden')
    expect(error(await pull(`clientId=${clientId}&userEmail=${email}`, headers))).toBe('403 forbidden')
    await owner.call('suspendApp', { params: { appId }, body: { reason: 'A test' } })
    expect(error(await call('push_items', body(one())))).toBe('403 app_suspended')
    const draft = await freshApp({ world })
    const item = await live({}, draft.params.appId)
    const { clientId: of } = await owner.call('getApp', draft)
    const { key: fresh } = await owner.call('createAppKey', { ...draft, body: {} })
    const sent = { ...body([{ itemUri: item.itemUri, count: 1 }]), clientId: of }
    expect(error(await call('push_items', sent, { authorization: `Bearer ${fresh}` }))).toBe(
      '403 app_not_approved',
    )
  })

  it('404 of nobody, and of nothing', async () => {
    expect(error(await call('push_items', body(one(), { userEmail: 'nobody@example.com' })))).toBe(
      '404 unknown_user',
    )
    const unknown = [{ itemUri: 'https://items.game.example/unknown', count: 1 }]
    expect(error(await call('take_items', body(unknown)))).toBe('404 unknown_item')
    expect(error(await call('push_items', body([{ itemUri: 'no address', count: 1 }])))).toBe(
      '404 unknown_item',
    )
  })

  it('405, 413 and 415', async () => {
    const headers = { authorization: `Bearer ${key}` }
    const wrong = await world.fetch('GET', '/api/push_items', { headers })
    expect(`${error(wrong)} ${wrong.headers.allow}`).toBe('405 method_not_allowed POST')
    expect(error(await call('push_items', 'x'.repeat(300_000)))).toBe('413 body_too_large')
    const text = { 'content-type': 'text/plain' }
    expect(error(await call('push_items', 'hello', text))).toBe('415 unsupported_media_type')
  })

  it('409 of caps and limits, and of items of which nothing is issued', async () => {
    const capped = await live({ supplyCap: 2 })
    const few = await live({ maxPerMember: 2 })
    const of = (uri: string) => body([{ itemUri: uri, count: 3 }])
    expect(error(await call('push_items', of(capped.itemUri)))).toBe('409 supply_exhausted')
    expect(error(await call('push_items', of(few.itemUri)))).toBe('409 member_limit')
    await owner.call('retireItem', { params: { itemId } })
    expect(error(await call('push_items', of(itemUri)))).toBe('409 supply_exhausted')
  })

  it('422 with the place of each value that is wrong', async () => {
    const wrong = { ...body([{ itemUri, count: 0 }]), extra: true }
    const refused = await call('push_items', wrong)
    expect(error(refused)).toBe('422 invalid_body')
    const { details } = refused.body as { details: { pointer: string }[] }
    expect(details.map(({ pointer }) => pointer).sort()).toEqual(['/extra', '/items/0/count'])
    expect(error(await call('push_items', body([...one(), ...one()])))).toBe('422 invalid_body')
    expect(error(await call('push_items', body(one(1_000_000_001))))).toBe('422 invalid_body')
    expect(error(await call('take_items', body(one(1_000_000_001))))).toBe('409 insufficient_balance')
    for (const units of [-1, 1.5, 2 ** 53, '1']) {
      expect(error(await call('push_items', body([{ itemUri, count: units as number }])))).toBe(
        '422 invalid_body',
      )
    }
  })

  it('429 of an address that guesses keys, and of one e-mail asked for too often', async () => {
    const headers = { authorization: 'Bearer wrong', 'x-forwarded-for': '10.9.0.2' }
    const replies = []
    for (let turn = 0; turn < 12; turn++) replies.push(error(await pull('clientId=1&userEmail=a@b', headers)))
    expect(replies.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => '401 invalid_key'))
    const closed = await pull('clientId=1&userEmail=a@b', { ...headers, authorization: `Bearer ${key}` })
    expect(error(closed)).toBe('429 rate_limited')
    expect(Number(closed.headers['retry-after'])).toBeGreaterThan(200)
    const often = await Promise.all(
      Array.from({ length: 130 }, () => pull(`clientId=${clientId}&userEmail=${email}`)),
    )
    expect(often.map(error)).toContain('429 rate_limited')
  })

  it('counts reads that ask about nobody for the key alone, so that a feed can be read to its end', async () => {
    const read = (path: string) =>
      world.fetch('GET', `/api/${path}?clientId=${clientId}`, { headers: { authorization: `Bearer ${key}` } })
    const paths = ['pull_events', 'list_merges', 'list_orders']
    const replies = await Promise.all(
      Array.from({ length: 240 }, (_each, turn) => read(paths[turn % 3] ?? '')),
    )
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]))
  })
})
