/** Insight over HTTP: how webhooks fare, alerts that open, are muted and close by themselves, and the economy. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Mapping } from '../../contracts/mapping.ts'
import { insights } from '../../server/features/insights/index.ts'
import { idTime } from '../../server/platform/ids.ts'
import type { Caller } from '../world/caller.ts'
import { createWorld, type TestWebhook, type World } from '../world/world.ts'

let world: World
let owner: Caller
beforeAll(async () => {
  world = await createWorld({ adminContact: 'ops@example.com' })
  owner = world.as(world.owner)
  await world.member('Ada')
  await world.staff('Kit', ['manage_webhooks'])
})
afterAll(() => world?.stop())

const mapping: Mapping = {
  member: { identifier: 'username', path: '$.who' },
  lines: [{ kind: 'currency', asset: 'coins', operator: 'add', path: '$.coins' }],
}
const evaluate = () => world.app.started.of(insights).evaluateAlerts()
const healthOf = ({ id: webhookId }: TestWebhook) => owner.call('getWebhookHealth', { params: { webhookId } })
const alertsOf = async ({ id }: TestWebhook, state: 'open' | 'all' = 'open') => {
  const { data } = await owner.call('listAlerts', { query: { state } })
  return data.filter(({ subject }) => subject.id === id)
}
const mailsAbout = async (text: string) =>
  (await owner.call('listMailbox', {})).data.filter(({ subject }) => subject.includes(text))

async function sendMany(webhook: TestWebhook, count: number, body: unknown): Promise<void> {
  await Promise.all(Array.from({ length: count }, () => world.send(webhook, body)))
  await world.drain()
}

describe('the health of a webhook', () => {
  it('has an hour for each of the last 24, with what was applied, failed and turned away', async () => {
    const webhook = await world.webhook({ name: 'Health', mapping, apiKey: true })
    const key = { 'x-api-key': webhook.apiKey ?? '' }
    await world.deliver(webhook, { who: 'ada', coins: 3 }, key)
    await world.deliver(webhook, { who: 'nobody', coins: 3 }, key)
    await world.send(webhook, { who: 'ada', coins: 3 }, { 'x-api-key': 'wrong' })
    const health = await vi.waitUntil(
      async () => {
        const found = await healthOf(webhook)
        return found.hours.some(({ refused }) => refused > 0) && found
      },
      { timeout: 10_000 },
    )
    expect(health.hours).toHaveLength(24)
    const sum = (side: 'success' | 'failed' | 'refused') =>
      health.hours.reduce((total, hour) => total + hour[side], 0)
    expect([sum('success'), sum('failed'), sum('refused')]).toEqual([1, 1, 1])
    expect(health).toMatchObject({ queued: 0, waiting: 0, oldestPendingAt: null, overdue: null })
    expect(health.refusals).toEqual([
      { reason: 'unauthenticated', count: 1, lastAt: health.refusals[0]?.lastAt },
    ])
    expect(health.lastReceivedAt).not.toBeNull()
    const { data } = await owner.call('listWebhookHealth', {})
    expect(data.find(({ webhookId }) => webhookId === webhook.id)).toEqual(health)
  })

  it('counts what waits for a mapping, and says how old the oldest is', async () => {
    const webhook = await world.webhook({ name: 'Waiting' })
    await world.deliver(webhook, { any: 'thing' })
    await world.deliver(webhook, { any: 'thing' })
    const { data } = await owner.call('listReceipts', { query: { limit: 2 } })
    expect(await healthOf(webhook)).toMatchObject({
      queued: 0,
      waiting: 2,
      oldestPendingAt: new Date(idTime(data[1]?.id ?? '')).toISOString(),
      overdue: null,
    })
  })
})

describe('alerts', () => {
  it('open once when half of at least twenty requests fail, and close by themselves', async () => {
    const webhook = await world.webhook({ name: 'Broken', mapping })
    await sendMany(webhook, 19, { who: 'nobody', coins: 1 })
    await evaluate()
    expect(await alertsOf(webhook)).toEqual([])
    await sendMany(webhook, 1, { who: 'nobody', coins: 1 })
    await evaluate()
    await evaluate()
    const [alert, ...others] = await alertsOf(webhook)
    expect(others).toEqual([])
    expect(alert).toMatchObject({
      kind: 'failing',
      words: 'Broken: 20 of 20 requests failed within the last hours',
      closedAt: null,
    })
    await sendMany(webhook, 21, { who: 'ada', coins: 1 })
    await evaluate()
    expect(await alertsOf(webhook)).toEqual([])
    expect((await alertsOf(webhook, 'all')).map(({ closedAt }) => closedAt)).toEqual([expect.any(String)])
  })

  it('are mailed to the owner and to staff who manage webhooks, and muting is audited', async () => {
    const webhook = await world.webhook({ name: 'Daily', mapping })
    await sendMany(webhook, 20, { who: 'nobody', coins: 1 })
    await evaluate()
    await evaluate()
    const first = await mailsAbout('Daily')
    expect(first.map(({ to }) => to).sort()).toEqual(['kit@example.com', 'owner@example.com'])
    expect(first[0]?.link).toContain(`/webhooks/${webhook.id}`)
    const [alert] = await alertsOf(webhook)
    const params = { alertId: alert?.id ?? '' }
    expect((await owner.call('muteAlert', { params })).mutedAt).not.toBeNull()
    expect((await owner.call('unmuteAlert', { params })).mutedAt).toBeNull()
    const entries = await owner.call('listAuditEntries', {})
    expect(entries.data.map(({ action }) => action).slice(0, 2)).toEqual(['alert.unmuted', 'alert.muted'])
  })

  it('that last are mailed again after a day, unless they are muted', async () => {
    const webhook = await world.webhook({ name: 'Lasting', mapping })
    await world.deliver(webhook, { who: 'ada', coins: 1 })
    const params = { webhookId: webhook.id }
    await owner.call('watchWebhookSilence', { params, body: { afterHours: 1 } })
    const mailsAfter = async (hours: number) => {
      await world.clock.advance({ hours })
      await evaluate()
      return (await mailsAbout('Lasting')).filter(({ to }) => to === 'owner@example.com').length
    }
    expect([await mailsAfter(2), await mailsAfter(23), await mailsAfter(2)]).toEqual([1, 1, 2])
    const [alert] = await alertsOf(webhook)
    await owner.call('muteAlert', { params: { alertId: alert?.id ?? '' } })
    expect(await mailsAfter(25)).toBe(2)
    await owner.call('ignoreWebhookSilence', { params })
  })

  it('open for silence only where that was asked for', async () => {
    const webhook = await world.webhook({ name: 'Quiet', mapping })
    await world.deliver(webhook, { who: 'ada', coins: 1 })
    const params = { webhookId: webhook.id }
    await world.clock.advance({ hours: 5 })
    await evaluate()
    expect(await alertsOf(webhook)).toEqual([])
    const watched = await owner.call('watchWebhookSilence', { params, body: { afterHours: 4 } })
    expect(watched.silenceAfterHours).toBe(4)
    await evaluate()
    expect((await alertsOf(webhook)).map(({ kind, words }) => [kind, words])).toEqual([
      ['silent', 'Quiet: nothing received for over 4 hours'],
    ])
    const ignored = await owner.call('ignoreWebhookSilence', { params })
    expect(ignored.silenceAfterHours).toBeNull()
    await evaluate()
    expect(await alertsOf(webhook)).toEqual([])
  })

  it('open for what is queued for over an hour, and say whom to contact', async () => {
    const webhook = await world.webhook({ name: 'Stuck', mapping })
    await world.deliver(webhook, { who: 'ada', coins: 1 })
    await world.app.ctx.inTransaction(async (tx) => {
      // Whoever applies the next one waits for this balance.
      await sql`
        select from ledger_balances where community_id = ${world.communityId} for update`.execute(tx)
      await world.send(webhook, { who: 'ada', coins: 1 })
      await world.clock.advance({ hours: 2 })
      await evaluate()
      expect(await alertsOf(webhook)).toMatchObject([
        { kind: 'pending', words: 'Stuck: 1 request pending for over an hour' },
      ])
      const { queued, overdue } = await healthOf(webhook)
      expect([queued, overdue]).toEqual([
        1,
        '1 request has been queued for over an hour. Contact ops@example.com.',
      ])
    })
    await world.drain()
    await evaluate()
    expect(await alertsOf(webhook)).toEqual([])
  })

  it('open for many refused calls', async () => {
    const webhook = await world.webhook({ name: 'Knocked at', mapping, apiKey: true })
    await sendMany(webhook, 50, { who: 'ada', coins: 1 })
    await vi.waitUntil(async () => (await healthOf(webhook)).refusals[0]?.count === 50, { timeout: 10_000 })
    await evaluate()
    expect((await alertsOf(webhook)).map(({ kind }) => kind)).toEqual(['refused'])
  })

  it('of another community do not exist here', async () => {
    const webhook = await world.webhook({ name: 'Elsewhere', mapping })
    await sendMany(webhook, 20, { who: 'nobody', coins: 1 })
    await evaluate()
    const [alert] = await alertsOf(webhook)
    const { id: communityId } = await owner.call('createCommunity', { body: { name: 'Another' } })
    const params = { communityId, alertId: alert?.id ?? '' }
    expect(await owner.refusal('muteAlert', { params })).toBe('not_found')
    expect((await owner.call('listAlerts', { params: { communityId } })).data).toEqual([])
  })
})

describe('the economy', () => {
  it('says per day what was issued and spent, by what, and what is in circulation', async () => {
    const { id: communityId } = await owner.call('createCommunity', { body: { name: 'Market town' } })
    const at = { params: { communityId } }
    const ids: string[] = []
    for (const username of ['ada', 'bo']) {
      ids.push((await owner.call('createMember', { ...at, body: { username } })).id)
    }
    const adjust = (memberId = '', amount: number) =>
      owner.call('adjustBalance', {
        params: { communityId, memberId },
        body: { asset: 'coins', amount, reason: `Because of ${amount}` },
      })
    await adjust(ids[0], 30)
    const hold = { memberId: ids[0] ?? '', asset: 'coins', amount: 10, purpose: 'Entry fee' }
    const { id: holdId } = await owner.call('openHold', { ...at, body: hold })
    await owner.call('voidHold', { params: { ...at.params, holdId } })
    await adjust(ids[1], 12)
    await adjust(ids[1], -12)
    await world.clock.advance({ days: 1 })
    await adjust(ids[0], -5)
    const coins = await vi.waitUntil(
      async () => {
        await world.app.started.of(insights).readEconomy()
        const { assets } = await owner.call('getEconomy', { ...at, query: { days: '7' } })
        const found = assets.find(({ asset }) => asset === 'coins')
        return found?.spent === 17 && found
      },
      { timeout: 10_000 },
    )
    expect(coins).toMatchObject({ issued: 42, spent: 17, held: 25, holders: 1 })
    expect(coins.days).toHaveLength(7)
    expect(coins.days.slice(-2).map(({ issued, spent }) => [issued, spent])).toEqual([
      [42, 12],
      [0, 5],
    ])
    expect(coins.sources).toEqual([{ source: 'Adjustment by hand', amount: 42, changes: 2 }])
    expect(coins.sinks).toEqual([{ source: 'Adjustment by hand', amount: 17, changes: 2 }])
  })
})
