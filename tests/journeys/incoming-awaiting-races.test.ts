/**
 * Receipts and members that appear at the same time: whoever commits first, each receipt is applied, and once. Two
 * races are held open on purpose, for the two orders in which transactions can have begun; then many at random.
 */
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Mapping } from '../../contracts/mapping.ts'
import { createMember } from '../../server/features/communities/index.ts'
import { verifyLedger } from '../../server/features/ledger/index.ts'
import type { Transaction } from '../../server/platform/db/database.ts'
import { stranger } from '../world/feature-context.ts'
import { createWorld, type TestWebhook, type World } from '../world/world.ts'

const patienceMs = 20_000
const mapping: Mapping = {
  member: { identifier: 'username', path: '$.who' },
  lines: [{ kind: 'currency', asset: 'coins', operator: 'add', value: 1 }],
  memberNotFound: 'wait',
}

let world: World
let webhook: TestWebhook
beforeAll(async () => {
  world = await createWorld()
  webhook = await world.webhook({ mapping })
})
afterAll(() => world?.stop())

const eventually = (check: () => Promise<void>) =>
  vi.waitFor(
    async () => {
      await world.drain()
      await check()
    },
    { timeout: patienceMs, interval: 20 },
  )

interface Held {
  /** Lets the transaction end, and waits until it has. */
  end: () => Promise<void>
}

/** Does the work in a transaction that stays open until it is told to end. */
async function hold(work: (tx: Transaction) => Promise<unknown>): Promise<Held> {
  let letGo: () => void = () => {}
  const isHeld = new Promise<void>((resolve) => {
    letGo = resolve
  })
  let finished: Promise<void> = Promise.resolve()
  await new Promise<void>((resolve, reject) => {
    finished = world.app.ctx.inTransaction(async (tx) => {
      await work(tx)
      resolve()
      await isHeld
    })
    finished.catch(reject)
  })
  return {
    async end() {
      letGo()
      await finished
    },
  }
}

const join = (tx: Transaction, username: string) =>
  createMember({ ...world.app.ctx, inTransaction: (work) => work(tx) }, stranger(world.app.ctx), {
    communityId: world.communityId,
    username,
  })

/** Lets the apply worker come as far as having looked for the member, and no further. */
const holdWebhook = () =>
  hold((tx) => sql`select from incoming_webhooks where id = ${webhook.id} for update`.execute(tx))

/** The log is read only as far as to the transactions before this one. */
const holdHorizon = () => hold((tx) => sql`select pg_current_xact_id()`.execute(tx))

/** The worker has not found the member, and stands before the lock of the webhook. */
const workerWaits = () =>
  vi.waitFor(
    async () => {
      const { rows } = await sql`
        select from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock' and query like '%for share of webhook%'`.execute(
        world.app.ctx.db,
      )
      expect(rows).toHaveLength(1)
    },
    { timeout: patienceMs, interval: 10 },
  )

async function send(who: string): Promise<string> {
  const reply = await world.send(webhook, { who })
  return (reply.body as { data: { id: string } }).data.id
}

const isWaiting = (receiptId: string) =>
  vi.waitFor(
    async () => expect(await world.receipt(receiptId)).toMatchObject({ outcome: 'awaiting_member' }),
    { timeout: patienceMs, interval: 20 },
  )

async function coinsOf(username: string): Promise<number> {
  const { data } = await world.as(world.owner).call('listMembers', { query: { username } })
  return (await world.balances(data[0]?.id ?? '')).coins
}

const isAppliedOnce = (receiptId: string, username: string) =>
  eventually(async () => {
    expect(await world.receipt(receiptId)).toMatchObject({ outcome: 'applied' })
    expect(await coinsOf(username)).toBe(1)
  })

it('a member who began to join before the look-up and commits after it is not missed', async () => {
  const joining = await hold((tx) => join(tx, 'early'))
  const lock = await holdWebhook()
  const receiptId = await send('early')
  await workerWaits()
  await joining.end()
  await lock.end()
  await isAppliedOnce(receiptId, 'early')
})

it('a member who joins between the look-up and the commit of the waiting row is not missed', async () => {
  const lock = await holdWebhook()
  const receiptId = await send('between')
  await workerWaits()
  const joining = await hold((tx) => join(tx, 'between'))
  await joining.end()
  await lock.end()
  await isAppliedOnce(receiptId, 'between')
})

it('a member whose transaction is open while the receipt begins to wait is found when it commits', async () => {
  const joining = await hold((tx) => join(tx, 'open'))
  const receiptId = await send('open')
  await isWaiting(receiptId)
  await joining.end()
  await isAppliedOnce(receiptId, 'open')
})

it('what began to wait before the member came is not overtaken by what began to wait after', async () => {
  const older = await send('order')
  await isWaiting(older)
  await world.drain()
  const beforeTheYounger = await holdHorizon()
  const younger = await send('order')
  await isWaiting(younger)
  const beforeTheMember = await holdHorizon()
  await (await hold((tx) => join(tx, 'order'))).end()

  // Now the log can be read as far as the younger began to wait, and not to where the member came.
  await beforeTheYounger.end()
  await eventually(async () => {
    expect(await world.receipt(younger)).toMatchObject({ outcome: 'applied' })
    expect(await world.receipt(older)).toMatchObject({ outcome: 'applied' })
  })
  await beforeTheMember.end()
})

it('a mapping that is replaced while a receipt is about to wait under it is asked instead', async () => {
  await world.member('Replaced')
  const lock = await hold(async (tx) => {
    await sql`select from incoming_webhooks where id = ${webhook.id} for update`.execute(tx)
  })
  const receiptId = await send('replaced@example.com')
  await workerWaits()
  const saving = world.as(world.owner).call('saveIncomingWebhookMapping', {
    params: { webhookId: webhook.id },
    body: { ...mapping, member: { identifier: 'email', path: '$.who' } },
  })
  await lock.end()
  await saving
  await isAppliedOnce(receiptId, 'replaced')
  await world
    .as(world.owner)
    .call('saveIncomingWebhookMapping', { params: { webhookId: webhook.id }, body: mapping })
})

const memberCount = 12
const steps = fc.shuffledSubarray(
  Array.from({ length: memberCount * 5 }, (_, index) => ({
    who: index % memberCount,
    part: Math.floor(index / memberCount),
  })),
  { minLength: memberCount * 5 },
)
const lanes = 6
let round = 0

it('receipts, joins and changed names in any order and company: each receipt is applied exactly once', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (order) => {
      const nameOf = (who: number) => `round${round}-${who}`
      round += 1
      const queue = [...order]
      const byOwner = world.as(world.owner)
      const appear = async (who: number) => {
        if (who % 2 === 0) await byOwner.call('createMember', { body: { username: nameOf(who) } })
        else {
          const { id: memberId } = await byOwner.call('createMember', {
            body: { username: `old-${nameOf(who)}` },
          })
          await byOwner.call('updateMember', { params: { memberId }, body: { username: nameOf(who) } })
        }
      }
      // The first part of each member is its appearance, the four others are receipts.
      const work = async () => {
        for (let step = queue.shift(); step; step = queue.shift()) {
          if (step.part === 0) await appear(step.who)
          else await send(nameOf(step.who))
        }
      }
      await Promise.all(Array.from({ length: lanes }, work))
      await eventually(async () => {
        const { counts } = await byOwner.call('getIncomingWebhook', { params: { webhookId: webhook.id } })
        expect(counts).toMatchObject({ pending: 0, awaitingMember: 0, failed: 0 })
      })
      for (let who = 0; who < memberCount; who++) expect(await coinsOf(nameOf(who))).toBe(4)
    }),
    { numRuns: 5, endOnFailure: true },
  )
  expect(await verifyLedger(world.app.ctx.db)).toMatchObject({ problems: [] })
}, 120_000)
