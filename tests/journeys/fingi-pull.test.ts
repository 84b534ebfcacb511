/** `GET /api/pull_items` as a game made for FINGI calls it. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Operation } from '../../contracts/postings.ts'
import { approvedApp } from '../world/app-inputs.ts'
import type { Caller } from '../world/caller.ts'
import { callingApp, liveItem } from '../world/game.ts'
import { booster, newItem, week } from '../world/item-inputs.ts'
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
let count = 0
beforeEach(async () => {
  ;({ appId, clientId, key } = await callingApp(world))
})

interface Pull {
  email: string
  of?: string
  by?: string
  headers?: Record<string, string>
  method?: string
}

const pull = ({ email, of = clientId, by = key, headers = {}, method = 'GET' }: Pull) =>
  world.fetch(method, `/api/pull_items?clientId=${of}&userEmail=${encodeURIComponent(email)}`, {
    headers: { authorization: `Bearer ${by}`, ...headers },
  })

async function newMember() {
  const name = `Mira${++count}`
  const { id, email } = await world.member(name)
  return { memberId: id, email: email ?? '' }
}

const live = (more: object = {}) => liveItem(world, appId, more)

const post = (operations: Operation[], of = appId) =>
  owner.call('postUnits', { params: { appId: of }, body: { operations, reason: 'A test' } })

describe('pull_items', () => {
  it('F01 answers the six fields, in order, with the right types, for each of the three kinds', async () => {
    const { memberId, email } = await newMember()
    const sword = await live({ itemUri: 'https://items.game.example/c' })
    const ore = await live({ itemUri: 'https://items.game.example/a', kind: 'mergeable' })
    const boost = await live(booster({ itemUri: 'https://items.game.example/b' }))
    await post([
      { op: 'grant', memberId, itemId: sword.itemId, quantity: 1 },
      { op: 'grant', memberId, itemId: ore.itemId, quantity: 48 },
      { op: 'grant', memberId, itemId: boost.itemId, quantity: 2 },
    ])
    const reply = await pull({ email })
    const item = (uri: string, type: number, units: number, limit: number | null) =>
      `{"itemOwner":"${email}","clientId":"${clientId}","itemUri":"https://items.game.example/${uri}","itemType":${type},"itemCount":${units},"timeLimit":${limit}}`
    expect(reply.text).toBe(
      `{"items":[${item('a', 1, 48, null)},${item('b', 2, 2, week)},${item('c', 0, 1, null)}]}`,
    )
    expect(reply.headers).toMatchObject({
      etag: '"1-1"',
      'x-guildhall-sequence': '1',
      'cache-control': 'private, no-cache',
      'content-type': 'application/json; charset=utf-8',
    })
  })

  it('names each tier of several by an address of its own, and takes the e-mail however it is written', async () => {
    const { memberId, email } = await newMember()
    const tiers = [
      { key: 'week', seconds: week },
      { key: 'month', seconds: 5 * week },
    ]
    const { itemId, itemUri } = await live(booster({ tiers }))
    await post(tiers.map((tier) => ({ op: 'grant', memberId, itemId, tier: tier.key, quantity: 1 })))
    const { body } = await pull({ email: ` ${email.toUpperCase()} ` })
    const uris = (body as { items: { itemUri: string }[] }).items.map((each) => each.itemUri)
    expect(uris).toEqual([`${itemUri}#month`, `${itemUri}#week`])
  })

  it('F03 of an unknown, a self-registered but unproven, and an item-less e-mail answers the same', async () => {
    const { email } = await newMember()
    const body = { email: 'selfmade@example.com', password: 'correct horse battery', displayName: 'Self' }
    await world.as({}).call('createAccount', { body })
    const replies = await Promise.all(
      [email, 'selfmade@example.com', 'nobody-at-all@example.com'].map((each) => pull({ email: each })),
    )
    const told = replies.map(({ status, text, headers }) => {
      const { date: _, 'x-request-id': __, ...rest } = headers
      return { status, text, headers: rest }
    })
    expect(told[0]).toMatchObject({ status: 200, text: '{"items":[]}', headers: { etag: '"0-1"' } })
    expect(told[1]).toEqual(told[0])
    expect(told[2]).toEqual(told[0])
  })

  it('F04 answers 304 until any unit of this member in this app moves; a change of another keeps it', async () => {
    const { memberId, email } = await newMember()
    const other = await newMember()
    const { itemId } = await live()
    await post([{ op: 'grant', memberId, itemId, quantity: 2 }])
    const { etag = '' } = (await pull({ email })).headers
    const again = () => pull({ email, headers: { 'if-none-match': etag } })
    const unmoved = await again()
    expect(unmoved).toMatchObject({ status: 304, text: '' })
    expect(unmoved.headers).toMatchObject({ etag, 'x-guildhall-sequence': '1' })
    await post([{ op: 'grant', memberId: other.memberId, itemId, quantity: 1 }])
    expect((await again()).status).toBe(304)
    expect((await pull({ email, headers: { 'if-none-match': '*' } })).status).toBe(304)
    await post([{ op: 'take', memberId, itemId, quantity: 1 }])
    const moved = await again()
    expect(moved.status).toBe(200)
    expect(moved.headers.etag).toBe('"2-1"')
    await post([{ op: 'take', memberId, itemId, quantity: 1 }])
    expect((await again()).text).toBe('{"items":[]}')
  })

  it('has another tag when tiers change what it says, though no unit moved', async () => {
    const { memberId, email } = await newMember()
    const { itemId } = await live(booster())
    await post([{ op: 'grant', memberId, itemId, quantity: 1 }])
    const tiers = [
      { key: 'week', seconds: week },
      { key: 'month', seconds: 5 * week },
    ]
    await owner.call('updateItem', { params: { itemId }, body: { tiers } })
    expect((await pull({ email, headers: { 'if-none-match': '"1-1"' } })).headers.etag).toBe('"1-2"')
  })

  it('F05 equals the ledger at its sequence while sixteen writers change the inventory', async () => {
    const { memberId, email } = await newMember()
    const { itemId } = await live()
    const seen: { sequence: number; units: number }[] = []
    const look = async () => {
      const reply = await pull({ email })
      const [item] = (reply.body as { items: { itemCount: number }[] }).items
      seen.push({ sequence: Number(reply.headers['x-guildhall-sequence']), units: item?.itemCount ?? 0 })
    }
    await Promise.all(
      Array.from({ length: 16 }, async (_, writer) => {
        for (let turn = 0; turn < 2; turn++) {
          await post([{ op: 'grant', memberId, itemId, quantity: 1 + ((writer + turn) % 3) }])
          // While the others write. Not more often: one e-mail may be asked for sixty times a minute.
          await look()
        }
      }),
    )
    const query = { appId, limit: 200 }
    const { data } = await owner.call('listInventoryChanges', { params: { memberId }, query })
    const counts = new Map([
      [0, 0],
      ...data.map((each) => [each.inventorySequence, each.countAfter] as const),
    ])
    expect(data).toHaveLength(32)
    expect(seen).toHaveLength(32)
    for (const { sequence, units } of seen) expect(units).toBe(counts.get(sequence))
  })

  it('answers a suspended app, which may still read', async () => {
    const { memberId, email } = await newMember()
    const { itemId } = await live()
    await post([{ op: 'grant', memberId, itemId, quantity: 1 }])
    await owner.call('suspendApp', { params: { appId }, body: { reason: 'A test' } })
    expect((await pull({ email })).text).toContain('"itemCount":1')
  })

  it('F07 a key of another app gets 403 and learns nothing about the member', async () => {
    const { memberId, email } = await newMember()
    const { itemId } = await live()
    await post([{ op: 'grant', memberId, itemId, quantity: 7 }])
    const { params } = await approvedApp({ world })
    const { key: other } = await owner.call('createAppKey', { params, body: {} })
    const told = await pull({ email, by: other })
    expect(told).toMatchObject({ status: 403, body: { error: 'wrong_client' } })
    const nobody = await pull({ email: 'nobody@example.com', by: other })
    const { requestId: _, ...first } = told.body as Record<string, unknown>
    const { requestId: __, ...second } = nobody.body as Record<string, unknown>
    expect(second).toEqual(first)
    expect(told.headers.etag).toBeUndefined()
  })

  it('is HEAD as well, and nothing else; a slash or another case leads nowhere', async () => {
    const { email } = await newMember()
    expect(await pull({ email, method: 'HEAD' })).toMatchObject({ status: 200, text: '' })
    const wrong = await pull({ email, method: 'DELETE' })
    expect(wrong).toMatchObject({ status: 405, body: { error: 'method_not_allowed' } })
    expect(wrong.headers.allow).toBe('GET, HEAD')
    for (const method of ['TRACE', 'PROPFIND', 'SEARCH', 'OPTIONS']) {
      const other = await pull({ email, method })
      expect(other, method).toMatchObject({ status: 405, body: { error: 'method_not_allowed' } })
      expect(other.headers.allow).toBe('GET, HEAD')
    }
    const headers = { authorization: `Bearer ${key}` }
    for (const path of ['/api/pull_items/', '/api/Pull_Items', '/api/pull_nothing']) {
      const lost = await world.fetch('GET', path, { headers })
      expect(lost, path).toMatchObject({ status: 404, body: { error: 'not_found' } })
    }
  })
})

it('F02 swapping permanent and mergeable changes every answer', async () => {
  const swapped = await createWorld({ itemTypeNumbers: { permanent: 1, mergeable: 0, time_limited: 2 } })
  const by = swapped.as(swapped.owner)
  const { params } = await approvedApp({ world: swapped })
  const { id: itemId } = await by.call('createItem', { params, body: newItem() })
  await by.call('publishItem', { params: { itemId } })
  const operations: Operation[] = [{ op: 'grant', memberId: swapped.ownerMemberId, itemId, quantity: 1 }]
  await by.call('postUnits', { params, body: { operations, reason: 'A test' } })
  const { clientId: of } = await by.call('getApp', { params })
  const { key: secret } = await by.call('createAppKey', { params, body: {} })
  const reply = await swapped.fetch('GET', `/api/pull_items?clientId=${of}&userEmail=owner@example.com`, {
    headers: { authorization: `bearer ${secret}` },
  })
  expect(reply.text).toContain('"itemType":1')
  await swapped.stop()
})
