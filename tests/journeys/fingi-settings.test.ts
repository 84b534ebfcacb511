/** How the wire of a game behaves: settings of its app, saved with the address of its webhook. */
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Operation } from '../../contracts/postings.ts'
import type { Caller } from '../world/caller.ts'
import { callingApp, liveItem } from '../world/game.ts'
import { egressToLoopback, type Receiver, startReceiver } from '../world/receiver.ts'
import { createWorld, type World } from '../world/world.ts'

let world: World
let owner: Caller
beforeAll(async () => {
  world = await createWorld({ egress: egressToLoopback(), logLevel: 'trace' })
  owner = world.as(world.owner)
})
afterAll(() => world?.stop())

let receiver: Receiver
let appId: string
let clientId: string
let key: string
let memberId: string
let count = 0
beforeEach(async () => {
  receiver = await startReceiver()
  ;({ appId, clientId, key } = await callingApp(world))
  memberId = (await world.member(`Mira${++count}`)).id
})
afterEach(async () => {
  await owner.call('saveAppWebhook', { params: { appId }, body: { url: null } })
  await receiver.close()
})
const url = () => receiver.url
const save = (body: { url: string | null }) => owner.call('saveAppWebhook', { params: { appId }, body })
const live = () => liveItem(world, appId)
const post = (operations: Operation[]) =>
  owner.call('postUnits', { params: { appId }, body: { operations, reason: 'A test' } })
const grant = (itemId: string, quantity = 1): Operation => ({ op: 'grant', memberId, itemId, quantity })

describe('how the wire behaves', () => {
  it('is saved apart from the address, told in the audit log, and guarded by the same revision', async () => {
    const made = await save({ url: url() })
    const settings = { confirmMode: 'explicit' as const, mergeDeadlineS: 7200 }
    const changed = await owner.call('saveAppWebhook', { params: { appId }, body: { settings } })
    expect(changed).toMatchObject({ url: url(), settings: { ...settings, unknownUser: 'empty' } })
    expect(changed.revision).toBeGreaterThan(made.revision)
    const removed = await owner.call('saveAppWebhook', { params: { appId }, body: { url: null } })
    expect(removed.settings).toEqual(changed.settings)
    expect(removed.revision).toBeGreaterThan(changed.revision)
    const { data } = await owner.call('listAuditEntries', { query: { limit: 5 } })
    expect(data.map(({ action }) => action)).toContain('app.wire_changed')
  })

  it('validation_failed: with a deadline under an hour', async () => {
    const body = { settings: { mergeDeadlineS: 3599 } }
    expect(await owner.refusal('saveAppWebhook', { params: { appId }, body })).toBe('validation_failed')
  })

  it('tells of a gift once it leaves, and once it arrives', async () => {
    await save({ url: url() })
    const { memberId: giverId, email, credential } = await world.staff(`Giver${++count}`, [])
    const sword = await liveItem(world, appId, { isGiftable: true })
    await post([{ op: 'grant', memberId: giverId, itemId: sword.itemId, quantity: 3 }])
    const body = { toMemberId: memberId, itemId: sword.itemId, quantity: 1 }
    const { id: giftId } = await world.as(credential).call('offerGift', { body })
    const receiving = await world.person(`mira${count - 1}@example.com`)
    await world.as(receiving.credential).call('acceptGift', { params: { giftId } })
    await world.drainDeliveries()
    const told = receiver.requests.map(({ body: text }) => {
      const { tokenAmountChanged } = JSON.parse(text) as {
        tokenAmountChanged: { userEmail: string; items: { tokenCount: number }[] }
      }
      return `${tokenAmountChanged.userEmail} ${tokenAmountChanged.items[0]?.tokenCount}`
    })
    // A snapshot that still waited when a newer one came is not sent.
    expect(told.filter((each) => each.startsWith(email)).at(-1)).toBe(`${email} 2`)
    expect(told.filter((each) => each.startsWith(receiving.email))).toEqual([`${receiving.email} 1`])
  })

  it('tells all that the member has where the app wants that, and 0 for what is gone', async () => {
    const settings = { tokenAmountChangedScope: 'all' as const }
    await owner.call('saveAppWebhook', { params: { appId }, body: { url: url(), settings } })
    const sword = await live()
    const shield = await live()
    await post([grant(sword.itemId, 2)])
    await world.drainDeliveries()
    await post([grant(shield.itemId)])
    await world.drainDeliveries()
    await post([{ op: 'take', memberId, itemId: shield.itemId, quantity: 1 }])
    await world.drainDeliveries()
    const counts = receiver.requests.map(({ body }) => {
      const told = JSON.parse(body) as {
        tokenAmountChanged: { items: { itemUri: string; tokenCount: number }[] }
      }
      const { items } = told.tokenAmountChanged
      return new Map(items.map(({ itemUri, tokenCount }) => [itemUri, tokenCount]))
    })
    expect(counts).toEqual([
      new Map([[sword.itemUri, 2]]),
      new Map([
        [sword.itemUri, 2],
        [shield.itemUri, 1],
      ]),
      new Map([
        [sword.itemUri, 2],
        [shield.itemUri, 0],
      ]),
    ])
  })
})

describe('secrets', () => {
  it('F09 no key and no webhook secret is found in logs, attempt records, exports or error bodies', async () => {
    const { endpointId, secret } = await save({ url: url() })
    receiver.answerWith((_request, before) => ({ status: before === 0 ? 503 : 204 }))
    const { itemId } = await live()
    await post([grant(itemId)])
    await world.drainDeliveries()
    await world.clock.advance({ minutes: 1 })
    await world.drainDeliveries()
    expect(receiver.requests.map(({ headers }) => headers.authorization)).toEqual([
      `Basic ${key}`,
      `Basic ${key}`,
    ])
    const secrets = [key, secret ?? '', (secret ?? '').replace('whsec_', '')]
    const expectNone = (where: string, text: string) => {
      expect(text.length, where).toBeGreaterThan(10)
      for (const each of secrets) expect(text.includes(each), where).toBe(false)
    }
    const deliveries = await owner.call('listDeliveries', { query: { endpointId: endpointId ?? '' } })
    const params = { deliveryId: deliveries.data[0]?.id ?? '' }
    const told = [
      ...[
        deliveries,
        await owner.call('getDelivery', { params }),
        await owner.call('listAttempts', { params }),
      ],
      await owner.call('getAppWebhook', { params: { appId } }),
      await owner.call('listAppKeys', { params: { appId } }),
      await owner.call('getEndpoint', { params: { endpointId: endpointId ?? '' } }),
      await owner.call('listEvents', { query: { limit: 200 } }),
      await owner.call('listAuditEntries', { query: { limit: 200 } }),
    ]
    for (const answer of told) expectNone('an answer', JSON.stringify(answer))
    const headers = { authorization: `Bearer ${key}` }
    for (const query of [
      `clientId=${clientId}`,
      `clientId=1&userEmail=a@b.example`,
      `clientId=${key}&userEmail=x`,
    ]) {
      const reply = await world.fetch('GET', `/api/pull_items?${query}`, { headers })
      expect(reply.status).toBeGreaterThan(399)
      expectNone('an error', reply.text)
    }
    const wrong = { headers: { authorization: `Bearer ${key}x` } }
    expectNone('an error', (await world.fetch('GET', '/api/pull_items', wrong)).text)
    expectNone('the log', world.logLines.join('\n'))
    for (const [table, text] of await allRows())
      expect(
        secrets.some((each) => text.includes(each)),
        table,
      ).toBe(false)
  })
})

/** Whatever the database keeps, as text, by table. */
async function allRows(): Promise<[string, string][]> {
  const { db } = world.app.ctx
  const tables = await sql<{ name: string }>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`.execute(db)
  const texts: [string, string][] = []
  for (const { name } of tables.rows) {
    const { rows } = await sql<{ text: string | null }>`
      select string_agg(row::text, ' ') as text from ${sql.table(name)} row`.execute(db)
    texts.push([name, rows[0]?.text ?? ''])
  }
  expect(texts.length).toBeGreaterThan(50)
  return texts
}
