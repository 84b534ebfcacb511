/** Bounds of amounts and JSON inside of texts, from the dry run to the receipt and its histories. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Mapping } from '../../contracts/mapping.ts'
import { deleteOldDaySums } from '../../server/features/incoming/incoming-jobs.store.ts'
import { verifyLedger } from '../../server/features/ledger/index.ts'
import { createWorld, type TestWebhook, type World } from '../world/world.ts'

const bounded = (bound: object, more: Partial<Mapping> = {}): Mapping => ({
  member: { identifier: 'username', path: '$.who' },
  lines: [
    { kind: 'currency', asset: 'coins', operator: 'add', path: '$.coins' },
    { kind: 'currency', asset: 'xp', operator: 'add', path: '$.xp', default: 1 },
  ],
  bounds: [{ asset: 'coins', ...bound }],
  ...more,
})

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(async () => {
  expect((await verifyLedger(world.app.ctx.db)).problems).toEqual([])
  await world?.stop()
})

const owner = () => world.as(world.owner)
const save = (webhook: TestWebhook, mapping: Mapping) =>
  owner().call('saveIncomingWebhookMapping', { params: { webhookId: webhook.id }, body: mapping })
const tryOut = (webhook: TestWebhook, sample: unknown) =>
  owner().call('dryRunIncomingWebhook', { params: { webhookId: webhook.id }, body: { sample } })

describe('the bound of a request', () => {
  it('fails the whole request, in the dry run as in the receipt, and Histories show why', async () => {
    const { id } = await world.member('Ada')
    const webhook = await world.webhook({ mapping: bounded({ addMax: 100 }) })
    const problem = {
      reason: 'Amount is out of bounds',
      detail:
        'The bound addMax lets one request add 100 coins to a member, and line 1 brings the sum for ada to 101. Nothing was changed.',
      line: 0,
      value: '101',
    }
    expect(await tryOut(webhook, { who: 'ada', coins: 101 })).toMatchObject({
      status: 'failed',
      problems: [problem],
    })
    const receipt = await world.deliver(webhook, { who: 'ada', coins: 101 })
    expect(receipt).toMatchObject({ status: 'failed', failure: problem, effects: [] })
    expect(await world.balances(id)).toEqual({ xp: 0, coins: 0 })
    const { data } = await owner().call('listReceipts', { query: { webhookId: webhook.id } })
    expect(data).toMatchObject([{ status: 'failed', failure: problem }])

    await save(webhook, bounded({ addMax: 101 }))
    await owner().call('runReceipt', { params: { receiptId: receipt.id } })
    await world.drain()
    expect(await world.receipt(receipt.id)).toMatchObject({ status: 'success', outcome: 'applied' })
    expect(await world.balances(id)).toEqual({ xp: 1, coins: 101 })
  })
})

describe('the bound of a day', () => {
  it('adds up over requests, begins anew with the day, and stands in the dry run', async () => {
    const { id } = await world.member('Bob')
    const webhook = await world.webhook({ mapping: bounded({ addPerDayMax: 100 }) })
    await world.deliver(webhook, { who: 'bob', coins: 60 })
    expect(await tryOut(webhook, { who: 'bob', coins: 40 })).toMatchObject({ outcome: 'applied' })
    const detail = expect.stringContaining(
      'addPerDayMax lets a member get 100 coins from this webhook in a day (UTC), and line 1 brings the sum for bob to 101',
    )
    const tooMuch = { who: 'bob', coins: 41 }
    expect(await tryOut(webhook, tooMuch)).toMatchObject({ status: 'failed', problems: [{ detail }] })
    expect(await world.deliver(webhook, tooMuch)).toMatchObject({ status: 'failed', failure: { detail } })
    await world.deliver(webhook, { who: 'bob', coins: 40 })
    expect(await world.balances(id)).toEqual({ xp: 2, coins: 100 })

    await world.clock.advance({ hours: 24 })
    expect(await world.deliver(webhook, tooMuch)).toMatchObject({ status: 'success' })
    await world.clock.advance({ hours: 48 })
    expect(await deleteOldDaySums(world.app.ctx.db, 500)).toBe(2)
    expect(await deleteOldDaySums(world.app.ctx.db, 500)).toBe(0)
  })

  it('is the webhook’s own, and counts what was given even when it is undone', async () => {
    const { id } = await world.member('Carol')
    const one = await world.webhook({ mapping: bounded({ addPerDayMax: 100 }) })
    const other = await world.webhook({ mapping: bounded({ addPerDayMax: 100 }) })
    await world.deliver(one, { who: 'carol', coins: 100 })
    expect(await world.deliver(other, { who: 'carol', coins: 100 })).toMatchObject({ status: 'success' })
    await owner().call('startRepair', { params: { webhookId: one.id }, body: { kind: 'undo' } })
    await world.drain()
    expect((await world.balances(id)).coins).toBe(100)
    expect(await world.deliver(one, { who: 'carol', coins: 1 })).toMatchObject({ status: 'failed' })
  })

  it('is not used up by what the ledger refuses in the same batch', async () => {
    const { id } = await world.member('Dora')
    const lines: Mapping['lines'] = [
      { kind: 'currency', asset: 'coins', operator: 'add', path: '$.coins' },
      { kind: 'currency', asset: 'xp', operator: 'subtract', path: '$.fee', optional: true },
    ]
    const webhook = await world.webhook({ mapping: bounded({ addPerDayMax: 100 }, { lines }) })
    await owner().call('pauseIncomingWebhook', { params: { webhookId: webhook.id } })
    const sent = [
      { who: 'dora', coins: 90, fee: 1 },
      { who: 'dora', coins: 80 },
      { who: 'dora', coins: 30 },
    ]
    const receipts = []
    for (const payload of sent) receipts.push(await world.deliver(webhook, payload))
    await owner().call('resumeIncomingWebhook', { params: { webhookId: webhook.id } })
    await owner().call('startRepair', { params: { webhookId: webhook.id }, body: { kind: 'apply' } })
    await world.drain()
    const after = await Promise.all(receipts.map((receipt) => world.receipt(receipt.id)))
    expect(after.map(({ failure }) => failure?.reason)).toEqual([
      'Insufficient balance',
      undefined,
      'Amount is out of bounds',
    ])
    expect((await world.balances(id)).coins).toBe(80)
  })
})

describe('JSON inside of a text', () => {
  const mapping = bounded(
    { addMax: 100 },
    {
      parse: ['$.payload'],
      member: { identifier: 'username', path: '$.payload.who' },
      lines: [{ kind: 'currency', asset: 'coins', operator: 'add', path: '$.payload.coins' }],
      dedupe: { path: '$.payload.id' },
    },
  )

  it('is read before members, amounts and the id of the event are looked for', async () => {
    const { id } = await world.member('Erik')
    const webhook = await world.webhook({ mapping })
    const sample = { type: 'reward', payload: JSON.stringify({ id: 'e1', who: 'erik', coins: 7 }) }
    expect(await tryOut(webhook, sample)).toMatchObject({ outcome: 'applied', effects: [{ amount: 7 }] })
    expect(await world.deliver(webhook, sample)).toMatchObject({ outcome: 'applied' })
    expect(await world.deliver(webhook, sample)).toMatchObject({ outcome: 'duplicate' })
    expect((await world.balances(id)).coins).toBe(7)
  })

  it('fails with its path when it is none', async () => {
    const webhook = await world.webhook({ mapping })
    const failure = {
      reason: 'Body is not valid',
      detail: '$.payload holds text that is not valid JSON: line 1, column 1: expected a value',
      path: '$.payload',
      value: 'none',
    }
    expect(await tryOut(webhook, { payload: 'none' })).toMatchObject({
      status: 'failed',
      problems: [failure],
    })
    expect(await world.deliver(webhook, { payload: 'none' })).toMatchObject({ status: 'failed', failure })
  })

  it('mapping_invalid: a path that is more than names and indexes is not saved', async () => {
    const webhook = await world.webhook({})
    const input = { params: { webhookId: webhook.id }, body: { ...mapping, parse: ['$..payload'] } }
    const reply = await owner().reply('saveIncomingWebhookMapping', input)
    expect(reply.body).toMatchObject({ code: 'mapping_invalid', errors: [{ pointer: '/parse/0' }] })
  })
})
