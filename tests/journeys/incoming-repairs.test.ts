/** Repairs of many receipts at once: run again, apply and discard, with preview, progress and a way to stop. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Member } from '../../contracts/communities.ts'
import type { Mapping } from '../../contracts/mapping.ts'
import type { RepairOrder } from '../../contracts/repairs.ts'
import { verifyLedger } from '../../server/features/ledger/index.ts'
import { createWorld, type TestWebhook, type World } from '../world/world.ts'

const coinsOf = (path: string): Mapping => ({
  member: { identifier: 'username', path: '$.who' },
  lines: [{ kind: 'currency', asset: 'coins', operator: 'add', path }],
})
const mapping = coinsOf('$.coins')

let world: World
let ada: Member
let bob: Member
beforeAll(async () => {
  world = await createWorld()
  ada = await world.member('Ada')
  bob = await world.member('Bob')
})
afterAll(async () => {
  expect((await verifyLedger(world.app.ctx.db)).problems).toEqual([])
  await world?.stop()
})

const coins = async (member: Member) => (await world.balances(member.id)).coins
const owner = () => world.as(world.owner)
const preview = (webhook: TestWebhook, query: RepairOrder) =>
  owner().call('getRepairPreview', { params: { webhookId: webhook.id }, query })

/** Starts it and waits for its end. */
async function repair(webhook: TestWebhook, body: RepairOrder) {
  const params = { webhookId: webhook.id }
  const { id } = await owner().call('startRepair', { params, body })
  await world.drain()
  return owner().call('getRepair', { params: { ...params, repairId: id } })
}

describe('running all failed again', () => {
  it('shows what would come out, runs them once with the mended mapping, and counts what failed again', async () => {
    const before = await coins(ada)
    const webhook = await world.webhook({ mapping: coinsOf('$.gold') })
    for (let index = 0; index < 23; index++) await world.send(webhook, { who: 'ada', coins: 2 })
    await world.send(webhook, { who: 'stranger', gold: 2, coins: 2 })
    await world.drain()
    const params = { webhookId: webhook.id }
    await owner().call('saveIncomingWebhookMapping', { params, body: mapping })

    const counts = await owner().call('getRepairCounts', { params })
    expect(counts).toEqual({ failed: 24, applied: 0, waiting: 0 })
    const shown = await preview(webhook, { kind: 'rerun' })
    expect(shown).toMatchObject({
      receiptCount: 24,
      reasons: [
        { reason: 'Value missing in payload', count: 23 },
        { reason: 'User not found', count: 1 },
      ],
    })
    expect(shown.samples).toHaveLength(20)
    expect(shown.samples[0]).toMatchObject({
      before: 'User not found',
      after: { status: 'failed', problems: [{ reason: 'User not found' }] },
    })
    expect(shown.samples[1]).toMatchObject({ after: { status: 'success', effects: [{ amount: 2 }] } })
    expect(await coins(ada)).toBe(before)

    expect(await repair(webhook, { kind: 'rerun', reason: 'Value missing in payload' })).toMatchObject({
      state: 'finished',
      counts: { total: 23, done: 23, succeeded: 23, failed: 0 },
    })
    expect(await coins(ada)).toBe(before + 46)
    expect((await repair(webhook, { kind: 'rerun' })).counts).toMatchObject({ done: 1, failed: 1 })
    expect(await coins(ada)).toBe(before + 46)
  })

  it('goes on over many batches, each receipt once', async () => {
    const before = await coins(ada)
    const webhook = await world.webhook({ mapping: coinsOf('$.gold') })
    const sent = Array.from({ length: 450 }, () => world.send(webhook, { who: 'ada', coins: 1 }))
    await Promise.all(sent)
    await world.drain()
    const params = { webhookId: webhook.id }
    await owner().call('saveIncomingWebhookMapping', { params, body: mapping })
    expect((await repair(webhook, { kind: 'rerun' })).counts).toEqual({
      total: 450,
      done: 450,
      succeeded: 450,
      failed: 0,
    })
    expect(await coins(ada)).toBe(before + 450)
  })

  it('mapping_missing: needs a mapping', async () => {
    const webhook = await world.webhook({})
    await world.deliver(webhook, { who: 'ada', coins: 1 })
    const params = { webhookId: webhook.id }
    const order = { kind: 'apply' as const }
    expect(await owner().refusal('startRepair', { params, body: order })).toBe('mapping_missing')
    expect(await owner().refusal('getRepairPreview', { params, query: order })).toBe('mapping_missing')
  })
})

describe('what waited', () => {
  it('before the first mapping is applied all at once', async () => {
    const before = await coins(bob)
    const webhook = await world.webhook({})
    for (let index = 0; index < 3; index++) await world.send(webhook, { who: 'bob', coins: 3 })
    await world.drain()
    await owner().call('saveIncomingWebhookMapping', { params: { webhookId: webhook.id }, body: mapping })
    const shown = await preview(webhook, { kind: 'apply' })
    expect(shown).toMatchObject({
      receiptCount: 3,
      samples: [{ before: null, after: { status: 'success' } }, {}, {}],
    })
    expect((await repair(webhook, { kind: 'apply' })).counts).toMatchObject({ done: 3, succeeded: 3 })
    expect(await coins(bob)).toBe(before + 9)
  })

  it('is discarded all at once, or one by one, and never applied', async () => {
    const before = await coins(bob)
    const webhook = await world.webhook({})
    const one = await world.deliver(webhook, { who: 'bob', coins: 3 })
    const other = await world.deliver(webhook, { who: 'bob', coins: 3 })
    const input = { params: { receiptId: one.id } }
    expect(await owner().call('discardReceipt', input)).toMatchObject({
      status: 'success',
      outcome: 'discarded',
      details: 'Discarded',
    })
    expect(await owner().refusal('discardReceipt', input)).toBe('receipt_not_waiting')
    expect(await preview(webhook, { kind: 'discard' })).toMatchObject({ receiptCount: 1, samples: [] })
    expect((await repair(webhook, { kind: 'discard' })).counts).toMatchObject({ done: 1, succeeded: 1 })
    expect(await world.receipt(other.id)).toMatchObject({ outcome: 'discarded', effects: [] })
    await owner().call('saveIncomingWebhookMapping', { params: { webhookId: webhook.id }, body: mapping })
    expect(await owner().refusal('runReceipt', input)).toBe('receipt_not_runnable')
    expect(await coins(bob)).toBe(before)
  })

  it('receipt_not_waiting: what was applied cannot be discarded', async () => {
    const webhook = await world.webhook({ mapping })
    const applied = await world.deliver(webhook, { who: 'bob', coins: 1 })
    const input = { params: { receiptId: applied.id } }
    expect(await owner().refusal('discardReceipt', input)).toBe('receipt_not_waiting')
  })
})

describe('a repair', () => {
  it('can be paused, resumed and canceled; what is done stays done', async () => {
    const before = await coins(ada)
    const webhook = await world.webhook({ mapping })
    await Promise.all(Array.from({ length: 700 }, () => world.send(webhook, { who: 'ada', coins: 1 })))
    await world.drain()
    const params = { webhookId: webhook.id }
    const { id: repairId } = await owner().call('startRepair', { params, body: { kind: 'undo' } })
    const address = { params: { ...params, repairId } }
    expect((await owner().call('pauseRepair', address)).state).toBe('paused')
    await world.drain()
    const paused = await owner().call('getRepair', address)
    expect(paused.counts.done).toBeLessThan(700)
    expect(await coins(ada)).toBe(before + 700 - paused.counts.done)
    expect((await owner().call('resumeRepair', address)).state).toBe('running')
    expect((await owner().call('cancelRepair', address)).state).toBe('canceled')
    await world.drain()
    const canceled = await owner().call('getRepair', address)
    expect(await coins(ada)).toBe(before + 700 - canceled.counts.done)
    expect((await repair(webhook, { kind: 'undo' })).counts.total).toBe(700 - canceled.counts.done)
    expect(await coins(ada)).toBe(before)
  })

  it('repair_ended: cannot be stopped when it has ended', async () => {
    const webhook = await world.webhook({})
    await world.deliver(webhook, {})
    const { id: repairId } = await repair(webhook, { kind: 'discard' })
    const address = { params: { webhookId: webhook.id, repairId } }
    for (const name of ['pauseRepair', 'resumeRepair', 'cancelRepair'] as const) {
      expect(await owner().refusal(name, address)).toBe('repair_ended')
    }
  })

  it('repair_running: is the only one of its webhook until it has ended', async () => {
    const webhook = await world.webhook({ mapping })
    for (let index = 0; index < 2; index++) await world.deliver(webhook, { who: 'ada', coins: 1 })
    const input = { params: { webhookId: webhook.id }, body: { kind: 'undo' as const } }
    const replies = await Promise.all([1, 2, 3].map(() => owner().reply('startRepair', input)))
    const started = replies.filter(({ status }) => status === 202)
    expect(started).toHaveLength(1)
    for (const { status, body } of replies) {
      if (status !== 202) expect((body as { code: string }).code).toMatch(/repair_running|nothing_to_repair/)
    }
    await world.drain()
  })

  it('repair_running: not even a paused one makes room', async () => {
    const webhook = await world.webhook({ mapping })
    await Promise.all(Array.from({ length: 300 }, () => world.send(webhook, { who: 'ada', coins: 1 })))
    await world.drain()
    const params = { webhookId: webhook.id }
    const { id: repairId } = await owner().call('startRepair', { params, body: { kind: 'undo' } })
    await owner().call('pauseRepair', { params: { ...params, repairId } })
    expect(await owner().refusal('startRepair', { params, body: { kind: 'undo' } })).toBe('repair_running')
    await owner().call('resumeRepair', { params: { ...params, repairId } })
    await world.drain()
  })

  it('nothing_to_repair: is not started for nothing', async () => {
    const webhook = await world.webhook({ mapping })
    for (const kind of ['rerun', 'undo', 'apply', 'discard'] as const) {
      const input = { params: { webhookId: webhook.id }, body: { kind } }
      expect(await owner().refusal('startRepair', input)).toBe('nothing_to_repair')
    }
  })

  it('stands in the audit log with the reason that was given', async () => {
    const webhook = await world.webhook({})
    await world.deliver(webhook, {})
    const path = `/api/communities/${world.communityId}/incoming-webhooks/${webhook.id}/repairs`
    const reply = await world.fetch('POST', path, {
      headers: { ...world.owner, 'content-type': 'application/json', 'x-audit-reason': 'Test traffic' },
      body: JSON.stringify({ kind: 'discard' }),
    })
    expect(reply).toMatchObject({ status: 202, body: { auditReason: 'Test traffic' } })
    await world.drain()
    const { data } = await owner().call('listAuditEntries', {})
    expect(data[0]).toMatchObject({
      action: 'incoming_webhook.repair_started',
      reason: 'Test traffic',
      changes: { kind: 'discard', receiptCount: 1 },
    })
    const { data: repairs } = await owner().call('listRepairs', { params: { webhookId: webhook.id } })
    expect(repairs).toMatchObject([{ kind: 'discard', state: 'finished', webhookName: webhook.name }])
  })
})
