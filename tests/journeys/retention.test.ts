/** Retention: bodies and metadata of receipts go after their days; what they changed, and what waits, stays. */
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Member } from '../../contracts/communities.ts'
import type { Mapping } from '../../contracts/mapping.ts'
import { recentReceiptCount } from '../../contracts/receipts.ts'
import { removeOldReceipts } from '../../server/features/incoming/retention/remove-old-receipts.ts'
import { createWorld, type TestWebhook, type World } from '../world/world.ts'

const mapping: Mapping = {
  member: { identifier: 'username', path: '$.who' },
  lines: [{ kind: 'currency', asset: 'coins', operator: 'add', path: '$.coins' }],
  dedupe: { header: 'X-Event-Id' },
}
const payload = { who: 'ada', coins: 1 }

let world: World
let ada: Member
beforeAll(async () => {
  world = await createWorld()
  ada = await world.member('Ada')
})
afterAll(() => world?.stop())
beforeEach(() => setDays(30, 90))

const owner = () => world.as(world.owner)
const setDays = (bodyDays: number, metadataDays: number) =>
  owner().call('setRetention', { body: { bodyDays, metadataDays } })
const night = () => removeOldReceipts(world.app.ctx, null)
const receipts = async ({ id }: TestWebhook) =>
  (await owner().call('listReceipts', { query: { webhookId: id, limit: 100 } })).data

/** Those that Catch shows are kept: as many come later, so that only the others are old enough and not shown. */
async function fillCatch(webhook: TestWebhook): Promise<void> {
  await Promise.all(Array.from({ length: recentReceiptCount }, () => world.send(webhook, payload)))
  await world.drain()
}

describe('what was received', () => {
  it('loses body and headers after 30 days, says so in words, and is gone after 90; what it changed stays', async () => {
    const webhook = await world.webhook({ mapping })
    const first = await world.deliver(webhook, payload, { 'x-sender': 'the game' })
    expect(first).toMatchObject({ bodyRemovedAfterDays: null, payload })
    await fillCatch(webhook)
    const coins = (await world.balances(ada.id)).coins

    await world.clock.advance({ days: 29 })
    await night()
    expect((await world.receipt(first.id)).payload).toEqual(payload)

    await world.clock.advance({ days: 1, minutes: 1 })
    await night()
    const removed = await world.receipt(first.id)
    expect(removed).toMatchObject({
      bodyRemovedAfterDays: 30,
      bodyBytes: first.bodyBytes,
      body: '',
      headers: [],
      payload: null,
      status: 'success',
      outcome: 'applied',
      warnings: ['The body and the headers were removed after 30 days. What the request changed stays.'],
      effects: [{ kind: 'currency', amount: 1 }],
    })

    await world.clock.advance({ days: 60 })
    await night()
    expect((await owner().problem('getReceipt', { params: { receiptId: first.id } })).code).toBe('not_found')
    expect((await world.balances(ada.id)).coins).toBe(coins)
    const { data: transfers } = await owner().call('listTransfers', { query: { limit: 200 } })
    expect(transfers.some(({ cause }) => cause.id === first.id)).toBe(true)
  })

  it('stays for Catch: the last 20 requests of a webhook, whatever their age', async () => {
    const webhook = await world.webhook({ mapping })
    await fillCatch(webhook)
    await world.clock.advance({ days: 400 })
    await night()
    const { data } = await owner().call('listIncomingWebhookSamples', { params: { webhookId: webhook.id } })
    expect(data.map((sample) => sample.payload)).toEqual(Array(recentReceiptCount).fill(payload))
  })

  it('of a deleted webhook is not shown by Catch, and goes', async () => {
    const webhook = await world.webhook({ mapping })
    await world.deliver(webhook, payload)
    await owner().call('deleteIncomingWebhook', { params: { webhookId: webhook.id } })
    await world.clock.advance({ days: 91 })
    await night()
    expect(await receipts(webhook)).toEqual([])
  })

  it('stays as long as it waits for its owner, and can be applied then', async () => {
    const webhook = await world.webhook({})
    const reply = await world.send(webhook, payload)
    const waiting = (reply.body as { data: { id: string } }).data.id
    await fillCatch(webhook)
    await world.clock.advance({ days: 91 })
    await night()
    await owner().call('saveIncomingWebhookMapping', { params: { webhookId: webhook.id }, body: mapping })
    await owner().call('runReceipt', { params: { receiptId: waiting } })
    await world.drain()
    expect(await world.receipt(waiting)).toMatchObject({ outcome: 'applied', payload })
    // What was held back is not forgotten: the next night takes it.
    await night()
    expect((await owner().problem('getReceipt', { params: { receiptId: waiting } })).code).toBe('not_found')
  })

  it('stays as long as a repair covers it that has not ended', async () => {
    const webhook = await world.webhook({ mapping })
    const failed = await world.deliver(webhook, { who: 'nobody', coins: 1 })
    // So many that it has not ended before it is paused.
    await Promise.all(Array.from({ length: 300 }, () => world.send(webhook, payload)))
    await world.drain()
    const params = { webhookId: webhook.id }
    const { id: repairId } = await owner().call('startRepair', { params, body: { kind: 'undo' } })
    const address = { params: { ...params, repairId } }
    expect((await owner().call('pauseRepair', address)).state).toBe('paused')
    await world.drain()
    await world.clock.advance({ days: 91 })
    await night()
    expect((await world.receipt(failed.id)).payload).toEqual({ who: 'nobody', coins: 1 })
    await owner().call('cancelRepair', address)
    await world.drain()
    await night()
    expect(await receipts(webhook)).toHaveLength(recentReceiptCount)
  })

  it('receipt_not_runnable: a failed receipt without its body, which no repair covers either', async () => {
    const webhook = await world.webhook({ mapping })
    const failed = await world.deliver(webhook, { who: 'nobody', coins: 1 })
    await fillCatch(webhook)
    await world.clock.advance({ days: 31 })
    await night()
    const problem = await owner().problem('runReceipt', { params: { receiptId: failed.id } })
    expect(problem).toMatchObject({
      code: 'receipt_not_runnable',
      detail: expect.stringContaining('after 30 days'),
    })
    const counts = await owner().call('getRepairCounts', { params: { webhookId: webhook.id } })
    expect(counts.failed).toBe(0)
  })
})

describe('the nightly job', () => {
  it('gives back the space of a month that holds nothing any more, and keeps the months that hold something', async () => {
    const { db } = world.app.ctx
    await sql`
      create table incoming_receipts_2019_01 partition of incoming_receipts
      for values from ('0168070c-4000-7000-8000-000000000000') to ('0168a6b0-fc00-7000-8000-000000000000')`.execute(
      db,
    )
    const months = async () => {
      const children = sql<{ name: string }>`
        select inhrelid::regclass::text as name from pg_inherits
        where inhparent = 'incoming_receipts'::regclass order by 1`
      return (await children.execute(db)).rows.map(({ name }) => name)
    }
    const before = await months()
    expect(before).toContain('incoming_receipts_2019_01')
    await night()
    expect(await months()).toEqual(before.filter((name) => name !== 'incoming_receipts_2019_01'))
  })

  it('goes on where its time was up, in a next job, and does nothing twice', async () => {
    const webhooks: TestWebhook[] = []
    for (let index = 0; index < 3; index++) webhooks.push(await world.webhook({ mapping }))
    for (const webhook of webhooks) {
      await world.deliver(webhook, payload)
      await fillCatch(webhook)
    }
    await world.clock.advance({ days: 31 })
    let steps = 0
    await removeOldReceipts(world.app.ctx, null, () => ++steps > 1)
    await expect
      .poll(async () => (await Promise.all(webhooks.map(removedCount))).join(' '), { timeout: 20_000 })
      .toBe('1 1 1')
    await night()
    expect(await Promise.all(webhooks.map(removedCount))).toEqual([1, 1, 1])
  })

  it('keeps the ids of events for 30 days: a repeat changes nothing while the body of the first is gone', async () => {
    await setDays(1, 2)
    const webhook = await world.webhook({ mapping })
    const first = await world.deliver(webhook, payload, { 'x-event-id': 'order-7' })
    await fillCatch(webhook)
    const { coins } = await world.balances(ada.id)
    await world.clock.advance({ days: 29 })
    await night()
    expect((await owner().problem('getReceipt', { params: { receiptId: first.id } })).code).toBe('not_found')
    const again = await world.deliver(webhook, payload, { 'x-event-id': 'order-7' })
    expect(again).toMatchObject({ outcome: 'duplicate', duplicateOf: first.id })
    expect((await world.balances(ada.id)).coins).toBe(coins)
  })

  const removedCount = async (webhook: TestWebhook) =>
    (await receipts(webhook)).filter(({ bodyRemovedAfterDays }) => bodyRemovedAfterDays === 30).length
})

describe('the settings', () => {
  it('are those of the owner of the installation, who is named', async () => {
    const set = await setDays(7, 14)
    expect(set).toMatchObject({ bodyDays: 7, metadataDays: 14, changedBy: { kind: 'account' } })
    expect(await owner().call('getRetention', {})).toEqual(set)
    const staff = await world.staff('Stan', ['manage_webhooks'])
    expect((await world.as(staff.credential).problem('getRetention', {})).code).toBe('forbidden')
  })

  it('validation_failed: metadata that would go before the body', async () => {
    const problem = await owner().problem('setRetention', { body: { bodyDays: 30, metadataDays: 29 } })
    expect(problem).toMatchObject({ code: 'validation_failed', errors: [{ pointer: '/metadataDays' }] })
  })

  it('revision_mismatch: somebody else has set them meanwhile', async () => {
    const { revision } = await setDays(30, 90)
    await setDays(30, 91)
    const reply = await owner().reply('setRetention', {
      body: { bodyDays: 30, metadataDays: 92 },
      headers: { 'if-match': `"${revision}"` },
    })
    expect(reply.body).toMatchObject({ code: 'revision_mismatch' })
  })
})
