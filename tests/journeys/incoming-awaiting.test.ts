/** Receipts that wait for a member: kept, applied once when the member appears, failed after 30 days. */
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Mapping } from '../../contracts/mapping.ts'
import type { Caller } from '../world/caller.ts'
import { createWorld, type TestWebhook, type World } from '../world/world.ts'

const mapping: Mapping = {
  member: { identifier: 'email', path: '$.email' },
  lines: [{ kind: 'currency', asset: 'coins', operator: 'add', path: '$.coins' }],
  memberNotFound: 'wait',
}

let world: World
let owner: Caller
let webhook: TestWebhook
let names = 0
let name: string
let email: string
beforeAll(async () => {
  world = await createWorld()
  owner = world.as(world.owner)
})
beforeEach(async () => {
  name = `Late${++names}`
  email = `late${names}@example.com`
  webhook = await world.webhook({ mapping })
})
afterAll(() => world?.stop())

/** Transactions of other tests on the same server may hold back the horizon of the event log for a moment. */
const eventually = (check: () => Promise<void>) =>
  vi.waitFor(
    async () => {
      await world.drain()
      await check()
    },
    { timeout: 10_000, interval: 20 },
  )
const applied = (receiptId: string) =>
  eventually(async () => expect(await world.receipt(receiptId)).toMatchObject({ outcome: 'applied' }))
const run = (receiptId: string) => owner.call('runReceipt', { params: { receiptId } })
const discard = (receiptId: string) => owner.call('discardReceipt', { params: { receiptId } })
const countsOf = async ({ id: webhookId }: TestWebhook) =>
  (await owner.call('getIncomingWebhook', { params: { webhookId } })).counts
const saveMapping = (body: Mapping) =>
  owner.call('saveIncomingWebhookMapping', { params: { webhookId: webhook.id }, body })

describe('a receipt whose member is not there', () => {
  it('waits for the one it names, says until when, and is applied when that member is created', async () => {
    const waiting = await world.deliver(webhook, { email: ` ${email.toUpperCase()} `, coins: 7 })
    expect(waiting).toMatchObject({
      status: 'pending',
      outcome: 'awaiting_member',
      awaited: { identifier: 'email', value: email },
      finishedAt: null,
      effects: [],
      runs: [],
    })
    const days = (Date.parse(waiting.awaited?.until ?? '') - Date.parse(waiting.receivedAt)) / 86_400_000
    expect(days).toBeCloseTo(30, 2)
    expect(waiting.details).toContain(`Nobody here has the email ${email} yet`)

    const { id } = await world.member(name)
    await applied(waiting.id)
    expect(await world.balances(id)).toMatchObject({ coins: 7 })
    expect(await world.receipt(waiting.id)).toMatchObject({ status: 'success', awaited: null })
  })

  it('fails at once without the choice', async () => {
    await saveMapping({ ...mapping, memberNotFound: 'fail' })
    const failed = await world.deliver(webhook, { email, coins: 7 })
    expect(failed).toMatchObject({ status: 'failed', failure: { reason: 'User not found' } })
  })

  it('is applied when a member changes to the identifier it names', async () => {
    await saveMapping({ ...mapping, member: { identifier: 'username', path: '$.who' } })
    const { id: memberId } = await world.member(name)
    const waiting = await world.deliver(webhook, { who: `New${name}`, coins: 3 })
    expect(waiting.awaited).toMatchObject({ identifier: 'username', value: `new${name}`.toLowerCase() })
    await owner.call('updateMember', { params: { memberId }, body: { username: `NEW${name}` } })
    await applied(waiting.id)
    expect(await world.balances(memberId)).toMatchObject({ coins: 3 })
  })

  it('is not applied for a member of another identifier, and not failed either', async () => {
    const waiting = await world.deliver(webhook, { email, coins: 1 })
    const other = await world.deliver(webhook, { email: `other.${email}`, coins: 1 })
    await world.member(name)
    await applied(waiting.id)
    expect(await world.receipt(other.id)).toMatchObject({ outcome: 'awaiting_member' })
  })

  it('waits with all of its elements until every one has a member: nothing half applied', async () => {
    await saveMapping({ ...mapping, forEach: '$.players' })
    const { id: firstId } = await world.member(`${name}a`)
    const emailOf = (part: string) => `late${names}${part}@example.com`
    const players = ['a', 'b', 'c'].map((part) => ({ email: emailOf(part), coins: 5 }))
    const waiting = await world.deliver(webhook, { players })
    expect(waiting.awaited).toMatchObject({ value: emailOf('b') })
    await world.member(`${name}b`)
    await eventually(async () =>
      expect(await world.receipt(waiting.id)).toMatchObject({
        awaited: { value: emailOf('c'), until: waiting.awaited?.until },
      }),
    )
    expect(await world.balances(firstId)).toMatchObject({ coins: 0 })
    const { id: lastId } = await world.member(`${name}c`)
    await applied(waiting.id)
    expect(await world.balances(firstId)).toMatchObject({ coins: 5 })
    expect(await world.balances(lastId)).toMatchObject({ coins: 5 })
  })

  it('takes its repeats along: the same event sent again while it waits is a duplicate', async () => {
    await saveMapping({ ...mapping, dedupe: { path: '$.id' } })
    const waiting = await world.deliver(webhook, { id: 'e1', email, coins: 4 })
    const repeat = await world.deliver(webhook, { id: 'e1', email, coins: 4 })
    expect(repeat).toMatchObject({ outcome: 'duplicate', duplicateOf: waiting.id })
    const { id } = await world.member(name)
    await applied(waiting.id)
    expect(await world.balances(id)).toMatchObject({ coins: 4 })
  })

  it('applies those of one member in the order in which they came', async () => {
    await saveMapping({
      ...mapping,
      lines: [
        { kind: 'currency', asset: 'coins', operator: 'add', path: '$.plus', optional: true },
        { kind: 'currency', asset: 'coins', operator: 'subtract', path: '$.minus', optional: true },
      ],
    })
    const plus = await world.deliver(webhook, { email, plus: 10 })
    const minus = await world.deliver(webhook, { email, minus: 8 })
    const { id } = await world.member(name)
    await applied(plus.id)
    await applied(minus.id)
    expect(await world.balances(id)).toMatchObject({ coins: 2 })
  })
})

describe('what the owner sees and does', () => {
  it('finds the waiting as a state of their own, counts them, and does not count them as failed', async () => {
    const waiting = await world.deliver(webhook, { email, coins: 7 })
    expect(await countsOf(webhook)).toEqual({ pending: 1, success: 0, failed: 0, awaitingMember: 1 })
    const query = { webhookId: webhook.id, outcome: 'awaiting_member' as const }
    expect((await owner.call('listReceipts', { query })).data.map(({ id }) => id)).toEqual([waiting.id])
    const other = await owner.call('listReceipts', { query: { ...query, outcome: 'paused' } })
    expect(other.data).toEqual([])
    const ofWebhook = await owner.call('listIncomingWebhookReceipts', {
      params: { webhookId: webhook.id },
      query: { outcome: 'awaiting_member' },
    })
    expect(ofWebhook.data).toHaveLength(1)
    const health = await owner.call('getWebhookHealth', { params: { webhookId: webhook.id } })
    expect(health).toMatchObject({ queued: 0, waiting: 0, oldestPendingAt: null })
    expect(health.hours.reduce((sum, hour) => sum + hour.failed + hour.success, 0)).toBe(0)
  })

  it('the dry run says that it would wait, and for whom', async () => {
    const dryRun = await owner.call('dryRunIncomingWebhook', {
      params: { webhookId: webhook.id },
      body: { sample: { email, coins: 7 } },
    })
    expect(dryRun).toMatchObject({
      status: 'pending',
      outcome: 'awaiting_member',
      problems: [{ reason: 'User not found', value: email }],
    })
  })

  it('tries all at once: whose member is still not there waits on, and is applied once it is', async () => {
    const waiting = [
      await world.deliver(webhook, { email, coins: 3 }),
      await world.deliver(webhook, { email, coins: 4 }),
    ]
    const params = { webhookId: webhook.id }
    expect(await owner.call('getRepairCounts', { params })).toMatchObject({ waiting: 2 })
    const { id: repairId } = await owner.call('startRepair', { params, body: { kind: 'apply' } })
    await eventually(async () => {
      const repair = await owner.call('getRepair', { params: { ...params, repairId } })
      expect(repair).toMatchObject({ state: 'finished', counts: { total: 2, done: 2, failed: 0 } })
    })
    for (const { id } of waiting) {
      expect(await world.receipt(id)).toMatchObject({
        outcome: 'awaiting_member',
        awaited: { identifier: 'email', value: email },
      })
    }
    await world.member(name)
    for (const { id } of waiting) await applied(id)
  })

  it('discards all at once: none of them is applied when the member comes', async () => {
    const waiting = await world.deliver(webhook, { email, coins: 3 })
    const params = { webhookId: webhook.id }
    const { id: repairId } = await owner.call('startRepair', { params, body: { kind: 'discard' } })
    await eventually(async () => {
      const repair = await owner.call('getRepair', { params: { ...params, repairId } })
      expect(repair).toMatchObject({ state: 'finished', counts: { total: 1, done: 1, succeeded: 1 } })
    })
    const { id } = await world.member(name)
    await world.drain()
    expect(await world.receipt(waiting.id)).toMatchObject({ outcome: 'discarded', effects: [] })
    expect((await world.balances(id)).coins).toBe(0)
  })

  it('can discard one: it is never applied', async () => {
    const waiting = await world.deliver(webhook, { email, coins: 7 })
    expect(await discard(waiting.id)).toMatchObject({ outcome: 'discarded', awaited: null })
    const next = await world.deliver(webhook, { email, coins: 2 })
    const { id } = await world.member(name)
    await applied(next.id)
    expect(await world.balances(id)).toMatchObject({ coins: 2 })
    expect((await owner.reply('discardReceipt', { params: { receiptId: waiting.id } })).status).toBe(409)
  })

  it('can run one by hand: it waits anew while nobody is there', async () => {
    const waiting = await world.deliver(webhook, { email, coins: 7 })
    await run(waiting.id)
    await eventually(async () => {
      const { awaited } = await world.receipt(waiting.id)
      expect(Date.parse(awaited?.until ?? '')).toBeGreaterThan(Date.parse(waiting.awaited?.until ?? ''))
    })
  })

  it('lets the waiting be read again by saving another mapping', async () => {
    const waiting = await world.deliver(webhook, { email: 'nobody at all', who: name, coins: 7 })
    const { id } = await world.member(name)
    await saveMapping({ ...mapping, member: { identifier: 'username', path: '$.who' } })
    await applied(waiting.id)
    expect(await world.balances(id)).toMatchObject({ coins: 7 })

    const vain = await world.deliver(webhook, { who: 'nobody', coins: 7 })
    await saveMapping({ ...mapping, memberNotFound: 'fail' })
    await eventually(async () => expect(await world.receipt(vain.id)).toMatchObject({ status: 'failed' }))
  })

  it('runs failed ones again with a repair, and those whose member is not there begin to wait', async () => {
    await saveMapping({ ...mapping, memberNotFound: 'fail' })
    const failed = await world.deliver(webhook, { email, coins: 7 })
    await saveMapping(mapping)
    const params = { webhookId: webhook.id }
    const { id: repairId } = await owner.call('startRepair', { params, body: { kind: 'rerun' } })
    await eventually(async () => {
      const repair = await owner.call('getRepair', { params: { ...params, repairId } })
      expect(repair).toMatchObject({
        state: 'finished',
        counts: { done: 1, succeeded: 0, failed: 0 },
      })
    })
    expect(await world.receipt(failed.id)).toMatchObject({ outcome: 'awaiting_member', runCount: 1 })
    await world.member(name)
    await applied(failed.id)
  })

  it('applies nothing during a pause: whose member appears then waits for the owner', async () => {
    const waiting = await world.deliver(webhook, { email, coins: 7 })
    const params = { webhookId: webhook.id }
    await owner.call('pauseIncomingWebhook', { params })
    const { id } = await world.member(name)
    await eventually(async () => expect(await world.receipt(waiting.id)).toMatchObject({ outcome: 'paused' }))
    await owner.call('resumeIncomingWebhook', { params })
    await run(waiting.id)
    await applied(waiting.id)
    expect(await world.balances(id)).toMatchObject({ coins: 7 })
  })

  it('ends the wait by deleting the webhook', async () => {
    const waiting = await world.deliver(webhook, { email, coins: 7 })
    await owner.call('deleteIncomingWebhook', { params: { webhookId: webhook.id } })
    expect(await world.receipt(waiting.id)).toMatchObject({ status: 'success', outcome: 'discarded' })
  })
})

it('after 30 days the wait ends as Failed, and says that it was one; a run by hand begins another', async () => {
  const waiting = await world.deliver(webhook, { email, coins: 7 })
  await world.clock.advance({ days: 29 })
  const later = await world.deliver(webhook, { email, coins: 2 })
  await world.clock.advance({ days: 1, minutes: 1 })
  await eventually(async () =>
    expect(await world.receipt(waiting.id)).toMatchObject({
      status: 'failed',
      failure: { reason: 'User not found', path: '$.email', value: email },
      details: expect.stringContaining('It has waited 30 days'),
    }),
  )
  expect(await world.receipt(later.id)).toMatchObject({ outcome: 'awaiting_member' })
  await run(waiting.id)
  await eventually(async () =>
    expect(await world.receipt(waiting.id)).toMatchObject({ outcome: 'awaiting_member' }),
  )
  const { id } = await world.member(name)
  await applied(waiting.id)
  await applied(later.id)
  expect(await world.balances(id)).toMatchObject({ coins: 9 })
})
