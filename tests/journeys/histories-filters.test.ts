/** Histories page by page: every filter shows what the list of all shows, newest first, whatever lies in between. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Mapping } from '../../contracts/mapping.ts'
import type { Receipt } from '../../contracts/receipts.ts'
import { createWorld, type TestWebhook, type World } from '../world/world.ts'

const mapping: Mapping = {
  member: { identifier: 'username', path: '$.who' },
  lines: [{ kind: 'currency', asset: 'coins', operator: 'add', path: '$.coins' }],
}

let world: World
let quiet: TestWebhook
let busy: TestWebhook
let unmapped: TestWebhook
let everything: Receipt[]

type Query = Partial<Record<'webhookId' | 'status' | 'outcome' | 'from' | 'to', string>>

/** All pages of two. */
async function listed(query: Query): Promise<string[]> {
  const ids: string[] = []
  let cursor: string | undefined
  do {
    const { data, page } = await world
      .as(world.owner)
      .call('listReceipts', { query: { ...query, limit: 2, ...(cursor ? { cursor } : {}) } as never })
    expect(data.length).toBeLessThanOrEqual(2)
    ids.push(...data.map(({ id }) => id))
    cursor = page.next ?? undefined
  } while (cursor)
  return ids
}

const expected = (fits: (receipt: Receipt) => boolean) => everything.filter(fits).map(({ id }) => id)

beforeAll(async () => {
  world = await createWorld()
  await world.member('Ada')
  quiet = await world.webhook({ mapping })
  busy = await world.webhook({ mapping })
  unmapped = await world.webhook({})
  const paid = { who: 'ada', coins: 1 }
  for (const webhook of [quiet, busy, quiet, busy, busy]) await world.send(webhook, paid)
  for (const webhook of [unmapped, busy, unmapped]) await world.send(webhook, { who: 'nobody', coins: 1 })
  await world.drain()
  const params = { webhookId: busy.id }
  await world.as(world.owner).call('pauseIncomingWebhook', { params })
  for (let index = 0; index < 3; index++) await world.send(busy, paid)
  await world.as(world.owner).call('resumeIncomingWebhook', { params })
  for (let index = 0; index < 3; index++) await world.send(busy, { who: 'nobody', coins: 1 })
  await world.drain()
  everything = (await world.as(world.owner).call('listReceipts', { query: { limit: 100 } })).data
})
afterAll(() => world?.stop())

describe('a filter of Histories', () => {
  it('is tried on receipts of every status', () => {
    const counts = (status: string) => everything.filter((receipt) => receipt.status === status).length
    expect([counts('success'), counts('failed'), counts('pending')]).toEqual([5, 4, 5])
  })

  it('by nothing, or by webhook, shows all of them', async () => {
    expect(await listed({})).toEqual(expected(() => true))
    for (const { id } of [quiet, busy, unmapped]) {
      expect(await listed({ webhookId: id })).toEqual(expected(({ webhookId }) => webhookId === id))
    }
  })

  it.each(['success', 'failed', 'pending'])('by the status %s, also of one webhook', async (status) => {
    expect(await listed({ status })).toEqual(expected((receipt) => receipt.status === status))
    for (const { id } of [quiet, busy, unmapped]) {
      const fits = (receipt: Receipt) => receipt.status === status && receipt.webhookId === id
      expect(await listed({ status, webhookId: id })).toEqual(expected(fits))
    }
  })

  it.each(['paused', 'no_mapping', 'awaiting_member'])('by what it waits for: %s', async (outcome) => {
    expect(await listed({ outcome })).toEqual(expected((receipt) => receipt.outcome === outcome))
    const fits = (receipt: Receipt) => receipt.outcome === outcome && receipt.webhookId === busy.id
    expect(await listed({ outcome, webhookId: busy.id })).toEqual(expected(fits))
  })

  it('by time keeps to its bounds', async () => {
    const middle = everything[7]?.receivedAt as string
    for (const status of ['success', 'failed', 'pending']) {
      const later = (receipt: Receipt) => receipt.status === status && receipt.receivedAt >= middle
      const earlier = (receipt: Receipt) => receipt.status === status && receipt.receivedAt < middle
      expect(await listed({ status, from: middle })).toEqual(expected(later))
      expect(await listed({ status, to: middle })).toEqual(expected(earlier))
    }
  })
})
