/** `Idempotency-Key`: a write that is sent again changes nothing again, and answers as it did. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { platformJobs } from '../../server/platform-jobs.ts'
import type { Caller } from '../world/caller.ts'
import { giveCoins } from '../world/market-inputs.ts'
import { openTrade } from '../world/trade.ts'
import { createWorld, type World } from '../world/world.ts'

let world: World
let owner: Caller
let memberId: string
beforeAll(async () => {
  world = await createWorld()
  owner = world.as(world.owner)
  memberId = (await world.member('Ada')).id
})
afterAll(() => world?.stop())

const body = { asset: 'coins', amount: 5, reason: 'A prize' }
const adjust = (caller: Caller, key: string, change: Partial<typeof body> = {}) =>
  caller.reply('adjustBalance', {
    params: { memberId },
    body: { ...body, ...change },
    headers: { 'idempotency-key': key },
  })
const coins = async () => (await world.balances(memberId)).coins

it('a repeat answers the same, says so, and changes nothing', async () => {
  const first = await adjust(owner, 'prize-1')
  const again = await adjust(owner, 'prize-1')
  expect([first.status, again.status]).toEqual([201, 201])
  expect(again.body).toEqual(first.body)
  expect(first.headers['idempotency-replayed']).toBeUndefined()
  expect(again.headers['idempotency-replayed']).toBe('true')
  expect(await coins()).toBe(5)
})

it('of many at once one has an effect, and the others wait for its answer', async () => {
  const before = await coins()
  const replies = await Promise.all(Array.from({ length: 20 }, () => adjust(owner, 'prize-2')))
  expect(new Set(replies.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
  expect(replies.filter(({ headers }) => headers['idempotency-replayed'] === 'true')).toHaveLength(19)
  expect(await coins()).toBe(before + 5)
})

it('idempotency_key_reused: the same key with another request', async () => {
  await adjust(owner, 'prize-3')
  const before = await coins()
  expect((await adjust(owner, 'prize-3', { amount: 6 })).body).toMatchObject({
    code: 'idempotency_key_reused',
  })
  expect(await coins()).toBe(before)
})

it('idempotency_in_progress: the first request with the key runs for longer than a repeat waits', async () => {
  const hasty = await createWorld({ repeatPatienceMs: 100 })
  const rename = () =>
    hasty.as(hasty.owner).reply('updateCommunity', {
      body: { name: 'Renamed' },
      headers: { 'idempotency-key': 'rename-1' },
    })
  let first: Promise<{ status: number }> | undefined
  // The row is held, so that the first request has to wait in the middle of its work.
  await hasty.app.ctx.inTransaction(async (tx) => {
    await sql`select from communities where id = ${hasty.communityId} for update`.execute(tx)
    first = rename()
    await untilSomebodyWaits(hasty)
    const repeat = await rename()
    expect(repeat.body).toMatchObject({ code: 'idempotency_in_progress' })
    expect(repeat.headers['retry-after']).toBe('1')
  })
  expect((await first)?.status).toBe(200)
  expect((await rename()).headers['idempotency-replayed']).toBe('true')
  await hasty.stop()
})

it('who was told no is told so again, also once it could be done: another try has another key', async () => {
  const take = { amount: -1_000_000 }
  const first = await adjust(owner, 'take-1', take)
  expect(first.body).toMatchObject({ code: 'insufficient_balance' })
  expect(first.headers['idempotency-replayed']).toBeUndefined()
  await adjust(owner, 'give-1', { amount: 1_000_000 })
  const again = await adjust(owner, 'take-1', take)
  expect(again.headers['idempotency-replayed']).toBe('true')
  expect({ ...(again.body as object), requestId: '' }).toEqual({ ...(first.body as object), requestId: '' })
  expect((await adjust(owner, 'take-1', { amount: -1 })).body).toMatchObject({
    code: 'idempotency_key_reused',
  })
  expect((await adjust(owner, 'take-2', take)).status).toBe(201)
})

it('what was refused for somebody who may not, or for a revision, is judged anew', async () => {
  const rename = (ifMatch: string) =>
    owner.reply('updateCommunity', {
      body: { name: 'Guild of Tests' },
      headers: { 'idempotency-key': 'rename-2', 'if-match': ifMatch },
    })
  const refused = await rename('"999"')
  expect(refused.status).toBe(412)
  expect((await rename('"999"')).headers['idempotency-replayed']).toBeUndefined()
})

it('of many purchases in one transaction each is refused again under its key', async () => {
  const { itemId, appId } = await openTrade(world).shelf()
  const seller = await openTrade(world).trader({ itemId, appId })
  const buyer = await openTrade(world).trader({ coins: 99 })
  const { id: listingId, terms } = await seller.lists(itemId)
  const buy = (key: string) =>
    buyer.reply('purchaseListing', {
      ...{ params: { listingId }, body: { quantity: 1, unitPrice: 100, terms } },
      headers: { 'idempotency-key': key },
    })
  const replies = await Promise.all(['a', 'b', 'c'].map(buy))
  expect(replies.map(({ status }) => status)).toEqual([409, 409, 409])
  await giveCoins(world, buyer.memberId, 1000)
  const again = await buy('b')
  expect(again.body).toMatchObject({ code: 'insufficient_balance', facts: { required: 100, available: 99 } })
  expect(again.headers['idempotency-replayed']).toBe('true')
  expect((await buy('d')).status).toBe(201)
})

it('keys of one caller are nothing to another', async () => {
  const before = await coins()
  const key = world.as(await world.key(['adjust_balances']))
  await adjust(owner, 'shared')
  expect((await adjust(key, 'shared')).headers['idempotency-replayed']).toBeUndefined()
  expect(await coins()).toBe(before + 10)
})

it('a repeat shows a secret that is shown once, to the caller who made it', async () => {
  const input = {
    body: { name: 'Key', permissions: ['view_audit' as const] },
    headers: { 'idempotency-key': 'key-1' },
  }
  const first = await owner.call('createApiKey', input)
  expect((await owner.call('createApiKey', input)).key).toBe(first.key)
  expect((await owner.call('listApiKeys', {})).data.filter(({ name }) => name === 'Key')).toHaveLength(1)
})

it('a key that cannot be one is refused', async () => {
  expect((await adjust(owner, 'x'.repeat(256))).body).toMatchObject({ code: 'validation_failed' })
})

it('already_posted: after 30 days the answer is gone, and what was done is not done again; what was refused can be', async () => {
  const key = world.as(await world.key(['adjust_balances']))
  const take = { amount: -10_000_000 }
  await adjust(key, 'old-1')
  await adjust(key, 'old-2', take)
  const before = await storedCoins()
  await world.clock.advance({ days: 31 })
  const job = platformJobs(world.app.ctx).find(({ name }) => name === 'platform.forget_idempotency_keys')
  await job?.run(undefined)
  expect((await adjust(key, 'old-1')).body).toMatchObject({ status: 409, code: 'already_posted' })
  const again = await adjust(key, 'old-2', take)
  expect(again.body).toMatchObject({ code: 'insufficient_balance' })
  expect(again.headers['idempotency-replayed']).toBeUndefined()
  expect(await storedCoins()).toBe(before)
})

/** Sessions that could ask for them have ended by then. */
async function storedCoins(): Promise<number | undefined> {
  const { rows } = await sql<{ amount: number }>`
    select amount from ledger_balances where holder_id = ${memberId} and asset = 'coins'`.execute(
    world.app.ctx.db,
  )
  return rows[0]?.amount
}

async function untilSomebodyWaits({ app }: World): Promise<void> {
  for (;;) {
    const { rows } = await sql`
      select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
      app.ctx.db,
    )
    if (rows.length > 0) return
  }
}
