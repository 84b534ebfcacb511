/** The sample community: everything in it is true, it is told from a past of its own, and it goes without a trace. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { insights } from '../../server/features/insights/index.ts'
import { samples } from '../../server/features/samples/index.ts'
import { countOfCommunity } from '../../server/platform/db/community-rows.store.ts'
import type { Caller } from '../world/caller.ts'
import type { AnswerBody } from '../world/contract-types.ts'
import { createWorld, type World } from '../world/world.ts'

/** Some hundred requests are made one after the other; a busy machine takes its time. */
const patienceMs = 240_000

let world: World
let owner: Caller
let communityId: string
beforeAll(async () => {
  world = await createWorld()
  owner = world.as(world.owner)
  await owner.call('createSampleCommunity', {})
  const ready = await until(({ state }) => state === 'ready')
  communityId = ready.communityId ?? ''
}, patienceMs)
afterAll(() => world?.stop())

const there = () => ({ params: { communityId } })

describe('the sample community', () => {
  it('is marked as one and belongs to whoever owns the installation', async () => {
    const community = await owner.call('getCommunity', there())
    expect(community).toMatchObject({ isSample: true, name: 'Sample: Emberfall Guild', memberCount: 15 })
    const own = await owner.call('getCommunity', {})
    expect(own.isSample).toBe(false)
  })

  it('has only addresses that nobody can be reached at', async () => {
    const { data } = await owner.call('listMembers', { ...there(), query: { limit: 200 } })
    const others = data.filter(({ isOwner }) => !isOwner)
    expect(others).toHaveLength(14)
    for (const { email } of others) expect(email).toMatch(/@sample\.example\.com$/)
  })

  it('has requests of every status, with reasons, and days in between', async () => {
    const statuses = new Set<string>()
    for (const status of ['success', 'failed', 'pending'] as const) {
      const { data } = await owner.call('listReceipts', { ...there(), query: { status, limit: 200 } })
      for (const one of data) statuses.add(one.failure?.reason ?? one.outcome ?? one.status)
    }
    expect([...statuses]).toEqual(
      expect.arrayContaining(['applied', 'User not found', 'Insufficient balance', 'no_mapping', 'paused']),
    )
    const days = new Set<string>()
    let cursor: string | undefined
    do {
      const query = { limit: 200, ...(cursor ? { cursor } : {}) }
      const logs = await owner.call('listGamificationLogs', { ...there(), query })
      for (const { at } of logs.data) days.add(at.slice(0, 10))
      cursor = logs.page.next ?? undefined
    } while (cursor)
    expect(days.size).toBeGreaterThan(5)
  })

  it('has an economy of eight days that agrees with its balances', async () => {
    const { data: supplies } = await owner.call('listSupplies', there())
    const readAssets = async () => {
      await world.app.started.of(insights).readEconomy()
      return (await owner.call('getEconomy', { ...there(), query: { days: '30' } })).assets
    }
    // Transactions of other tests on the same server may hold back the horizon of the event log for a moment.
    for (const { asset, held, holders } of supplies) {
      await expect
        .poll(async () => (await readAssets()).find((one) => one.asset === asset), { timeout: 20_000 })
        .toMatchObject({ held, holders })
    }
    const assets = await readAssets()
    const coins = assets.find(({ asset }) => asset === 'coins')
    expect(coins?.days.filter(({ issued }) => issued > 0).length).toBeGreaterThan(5)
    expect(coins?.sources[0]?.source).toBe('Quest rewards')
    expect(coins?.sinks[0]?.source).toBe('Shop purchases')
  })

  it('opens an alert for the shop that fails just now, and writes to nobody about it', async () => {
    await world.app.started.of(insights).evaluateAlerts()
    const { data } = await owner.call('listAlerts', there())
    expect(data.map(({ kind, subject }) => [kind, subject.name])).toContainEqual([
      'failing',
      'Shop purchases',
    ])
    const mails = await owner.call('listMailbox', {})
    expect(mails.data.filter(({ subject }) => subject.includes('Emberfall'))).toEqual([])
  })

  it('is there once: asking again changes nothing', async () => {
    const again = await owner.call('createSampleCommunity', {})
    expect(again).toMatchObject({ state: 'ready', communityId })
  })

  it('goes with one call, with every row of every table, and can be made again', async () => {
    const { db } = world.app.ctx
    expect(await countOfCommunity(db, communityId)).toBeGreaterThan(1000)
    const asked = await owner.call('removeSampleCommunity', {})
    expect(asked).toMatchObject({ state: 'removing', communityId })
    await world.app.started.of(samples).removeSample()
    expect(await countOfCommunity(db, communityId)).toBe(0)
    expect(await owner.call('getSampleCommunity', {})).toMatchObject({ state: 'absent', communityId: null })
    expect(await owner.refusal('getCommunity', there())).toBe('not_found')
    expect(await countCommunities()).toBe(1)
  })

  it(
    'is made anew by whoever begins again, and removed while it is still being made',
    async () => {
      await owner.call('createSampleCommunity', {})
      await untilUnderWay()
      await world.app.started.of(samples).fillSample()
      expect(await countCommunities()).toBe(2)
      await owner.call('removeSampleCommunity', {})
      await untilAbsent()
      await owner.call('createSampleCommunity', {})
      const { communityId: unfinished } = await untilUnderWay()
      await owner.call('removeSampleCommunity', {})
      await untilAbsent()
      expect(await countCommunities()).toBe(1)
      expect(await countOfCommunity(world.app.ctx.db, unfinished ?? '')).toBe(0)
    },
    patienceMs,
  )
})

const until = async (isSo: (sample: AnswerBody<'getSampleCommunity'>) => boolean) =>
  vi.waitUntil(
    async () => {
      const sample = await owner.call('getSampleCommunity', {})
      return isSo(sample) && sample
    },
    { timeout: patienceMs },
  )
const untilUnderWay = () => until(({ doneCount }) => doneCount > 3)
const untilAbsent = () => until(({ state }) => state === 'absent')

async function countCommunities(): Promise<number | undefined> {
  const found = await sql<{ count: number }>`select count(*) as count from communities`.execute(
    world.app.ctx.db,
  )
  return found.rows[0]?.count
}
