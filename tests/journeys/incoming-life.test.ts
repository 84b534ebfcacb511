/** The life of a webhook: repeats, running again, pausing, renaming, rotating, deleting, many members at once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Member } from '../../contracts/communities.ts'
import type { Mapping } from '../../contracts/mapping.ts'
import type { Reply } from '../world/http-client.ts'
import { createWorld, type World } from '../world/world.ts'

const perEvent: Mapping = {
  member: { identifier: 'username', path: '$.who' },
  lines: [{ kind: 'currency', asset: 'coins', operator: 'add', path: '$.coins' }],
}

let world: World
let ada: Member
const coins = async () => (await world.balances(ada.id)).coins
const receiptIdOf = (reply: Reply) => (reply.body as { data: { id: string } }).data.id
beforeAll(async () => {
  world = await createWorld()
  ada = await world.member('Ada')
})
afterAll(() => world?.stop())

describe('repeats', () => {
  it.each(['webhook-id', 'idempotency-key', 'x-event-id'])(
    'by the header %s change nothing and say so',
    async (header) => {
      const before = await coins()
      const webhook = await world.webhook({ mapping: { ...perEvent, dedupe: { header: 'X-Event-Id' } } })
      const first = await world.deliver(webhook, { who: 'ada', coins: 3 }, { [header]: 'event-1' })
      const again = await world.send(webhook, { who: 'ada', coins: 3 }, { [header]: 'event-1' })
      expect(again).toMatchObject({ status: 200, body: { message: 'Webhook already received' } })
      const repeat = await world.receipt(receiptIdOf(again))
      expect(repeat).toMatchObject({
        status: 'success',
        outcome: 'duplicate',
        details: 'Already applied',
        duplicateOf: first.id,
        effects: [],
      })
      await world.deliver(webhook, { who: 'ada', coins: 3 }, { [header]: 'event-2' })
      expect(await coins()).toBe(before + 6)
    },
  )

  it('by a path of the payload change nothing and say so afterwards', async () => {
    const before = await coins()
    const webhook = await world.webhook({ mapping: { ...perEvent, dedupe: { path: '$.id' } } })
    const payload = { id: 'order-1', who: 'ada', coins: 5 }
    const first = await world.deliver(webhook, payload)
    const second = await world.send(webhook, payload)
    expect(second.status).toBe(202)
    await world.drain()
    expect(await world.receipt(receiptIdOf(second))).toMatchObject({
      outcome: 'duplicate',
      duplicateOf: first.id,
    })
    expect(await coins()).toBe(before + 5)
  })

  it('that arrive all at once are applied once', async () => {
    const before = await coins()
    const webhook = await world.webhook({ mapping: { ...perEvent, dedupe: { path: '$.id' } } })
    const byHeader = Array.from({ length: 20 }, () =>
      world.send(webhook, { id: 'a', who: 'ada', coins: 1 }, { 'webhook-id': 'same' }),
    )
    const byPath = Array.from({ length: 20 }, () => world.send(webhook, { id: 'b', who: 'ada', coins: 10 }))
    const replies = await Promise.all([...byHeader, ...byPath])
    await world.drain()
    expect(replies.filter(({ status }) => status === 202)).toHaveLength(21)
    expect(await coins()).toBe(before + 11)
  })

  it('of one webhook are nothing to another', async () => {
    const before = await coins()
    for (const webhook of [
      await world.webhook({ mapping: perEvent }),
      await world.webhook({ mapping: perEvent }),
    ]) {
      await world.deliver(webhook, { who: 'ada', coins: 1 }, { 'webhook-id': 'shared' })
    }
    expect(await coins()).toBe(before + 2)
  })
})

describe('running a receipt again', () => {
  it('applies a failed one once after the mapping was mended, and keeps its earlier runs', async () => {
    const before = await coins()
    const wrong = {
      ...perEvent,
      lines: [{ ...perEvent.lines[0], path: '$.gold' } as Mapping['lines'][number]],
    }
    const webhook = await world.webhook({ mapping: wrong })
    const failed = await world.deliver(webhook, { who: 'ada', coins: 7 })
    expect(failed).toMatchObject({ status: 'failed', mappingVersion: 1 })
    const owner = world.as(world.owner)
    await owner.call('saveIncomingWebhookMapping', { params: { webhookId: webhook.id }, body: perEvent })
    const input = { params: { receiptId: failed.id } }
    const replies = await Promise.all([1, 2, 3, 4].map(() => owner.reply('runReceipt', input)))
    expect(replies.filter(({ status }) => status === 202).length).toBeGreaterThanOrEqual(1)
    await world.drain()
    expect(await coins()).toBe(before + 7)
    expect(await world.receipt(failed.id)).toMatchObject({
      status: 'success',
      outcome: 'applied',
      runCount: 2,
      mappingVersion: 2,
      runs: expect.arrayContaining([
        expect.objectContaining({ number: 1, status: 'failed', mappingVersion: 1 }),
      ]),
    })
    expect(await owner.refusal('runReceipt', input)).toBe('receipt_not_runnable')
    expect(await coins()).toBe(before + 7)
  })

  it('fails again for the same reason while nothing was mended', async () => {
    const webhook = await world.webhook({ mapping: perEvent })
    const failed = await world.deliver(webhook, { who: 'nobody', coins: 7 })
    await world.as(world.owner).call('runReceipt', { params: { receiptId: failed.id } })
    await world.drain()
    expect(await world.receipt(failed.id)).toMatchObject({
      status: 'failed',
      runCount: 2,
      failure: { reason: 'User not found' },
    })
  })
})

it('a paused webhook keeps what it receives, and the owner applies it afterwards', async () => {
  const before = await coins()
  const webhook = await world.webhook({ mapping: perEvent })
  const owner = world.as(world.owner)
  const input = { params: { webhookId: webhook.id } }
  expect((await owner.call('pauseIncomingWebhook', input)).isPaused).toBe(true)
  const waiting = await world.deliver(webhook, { who: 'ada', coins: 4 })
  expect(waiting).toMatchObject({ status: 'pending', outcome: 'paused' })
  expect((await owner.call('resumeIncomingWebhook', input)).isPaused).toBe(false)
  await world.deliver(webhook, { who: 'ada', coins: 1 })
  expect(await coins()).toBe(before + 1)
  await owner.call('runReceipt', { params: { receiptId: waiting.id } })
  await world.drain()
  expect(await coins()).toBe(before + 5)
})

it('a pending receipt of an hour says whom to contact', async () => {
  const webhook = await world.webhook({ mapping: perEvent })
  await world.as(world.owner).call('pauseIncomingWebhook', { params: { webhookId: webhook.id } })
  const waiting = await world.deliver(webhook, { who: 'ada', coins: 4 })
  expect(waiting.details).toMatch(/paused/)
})

it('renaming and deleting a webhook keep the histories, and log lines keep the name they had', async () => {
  const webhook = await world.webhook({ name: 'First name', mapping: perEvent })
  const owner = world.as(world.owner)
  const params = { webhookId: webhook.id }
  const first = await world.deliver(webhook, { who: 'ada', coins: 1 })
  await owner.call('updateIncomingWebhook', { params, body: { name: 'Second name' } })
  const second = await world.deliver(webhook, { who: 'ada', coins: 1 })
  await owner.call('deleteIncomingWebhook', { params })
  expect((await world.send(webhook, { who: 'ada', coins: 1 })).status).toBe(404)
  expect(await owner.refusal('getIncomingWebhook', { params })).toBe('not_found')

  const actionOf = async (causeId: string) => {
    const { data } = await owner.call('listGamificationLogs', { query: { causeId } })
    return data.map(({ action }) => action)
  }
  expect(await actionOf(first.id)).toEqual(['First name'])
  expect(await actionOf(second.id)).toEqual(['Second name'])
  expect(await world.receipt(first.id)).toMatchObject({ webhookName: 'First name', status: 'success' })
  expect((await world.receipt(second.id)).effects).toHaveLength(1)
  const { data } = await owner.call('listReceipts', { query: { webhookId: webhook.id } })
  expect(data.map(({ webhookName }) => webhookName)).toEqual(['Second name', 'First name'])
})

it('a rotated address works on for the overlap and then no more', async () => {
  const webhook = await world.webhook({ mapping: perEvent })
  const owner = world.as(world.owner)
  const rotated = await owner.call('rotateIncomingWebhookToken', {
    params: { webhookId: webhook.id },
    body: { overlapHours: 2 },
  })
  const fresh = { path: new URL(rotated.url ?? '').pathname }
  expect(fresh.path).not.toBe(webhook.path)
  expect(rotated.previousUrlUntil).not.toBeNull()
  expect((await world.send(webhook, { who: 'ada', coins: 1 })).status).toBe(202)
  expect((await world.send(fresh, { who: 'ada', coins: 1 })).status).toBe(202)
  await world.drain()
  await world.clock.advance({ hours: 2, seconds: 1 })
  expect((await world.send(webhook, { who: 'ada', coins: 1 })).status).toBe(404)
  expect((await world.send(fresh, { who: 'ada', coins: 1 })).status).toBe(202)
  await world.drain()
})

it('a key that is added replaces the old one, at once or after the overlap, and all can be removed', async () => {
  const webhook = await world.webhook({ mapping: perEvent, apiKey: true })
  const owner = world.as(world.owner)
  const params = { webhookId: webhook.id }
  const statusWith = async (key: string | null) =>
    (await world.send(webhook, { who: 'ada', coins: 1 }, key ? { 'x-api-key': key } : {})).status
  const { apiKey: second } = await owner.call('addIncomingWebhookKey', {
    params,
    body: { overlapHours: 1 },
  })
  expect([await statusWith(webhook.apiKey), await statusWith(second)]).toEqual([202, 202])
  await world.clock.advance({ hours: 1, seconds: 1 })
  expect([await statusWith(webhook.apiKey), await statusWith(second)]).toEqual([401, 202])
  const { apiKey: third } = await owner.call('addIncomingWebhookKey', { params, body: { overlapHours: 0 } })
  expect([await statusWith(second), await statusWith(third)]).toEqual([401, 202])
  await owner.call('removeIncomingWebhookKeys', { params })
  expect(await statusWith(null)).toBe(202)
  expect(await owner.refusal('removeIncomingWebhookKeys', { params })).toBe('api_key_missing')
  await world.drain()
})

describe('forEach', () => {
  const players = Array.from({ length: 10 }, (_, index) => ({ name: `player${index}`, xp: index + 1 }))
  const match: Mapping = {
    member: { identifier: 'username', path: '$.name' },
    lines: [{ kind: 'currency', asset: 'xp', operator: 'add', path: '$.xp' }],
    forEach: '$.players',
  }
  const xpOf = (members: readonly Member[]) =>
    Promise.all(members.map(async ({ id }) => (await world.balances(id)).xp))

  it('ten players are paid from one request, and all or none are', async () => {
    const members: Member[] = []
    for (const { name } of players) members.push(await world.member(name))
    const webhook = await world.webhook({ name: 'Match', mapping: match })
    const paid = await world.deliver(webhook, { players })
    expect(paid).toMatchObject({ status: 'success', outcome: 'applied' })
    expect(paid.effects.map(({ element }) => element)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(await xpOf(members)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])

    const [first, ...others] = players
    const withStranger = { players: [...others, { ...first, name: 'stranger' }] }
    expect(await world.deliver(webhook, withStranger)).toMatchObject({
      status: 'failed',
      failure: { reason: 'User not found', element: 9, value: 'stranger' },
      effects: [],
    })
    expect(await xpOf(members)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  })

  it('an empty list is nothing to do', async () => {
    const webhook = await world.webhook({ mapping: match })
    expect(await world.deliver(webhook, { players: [] })).toMatchObject({
      status: 'success',
      outcome: 'nothing_to_do',
      details: 'Nothing to do',
    })
  })
})
