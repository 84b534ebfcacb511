/**
 * The bound of a day under concurrency: several workers apply the same queue at once, batches are rolled back and
 * done again, and still no member gets more than the bound, and no request fails that would have fitted.
 */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Mapping } from '../contracts/mapping.ts'
import { startApplyWorker } from '../server/features/incoming/apply/apply-worker.ts'
import { verifyLedger } from '../server/features/ledger/index.ts'
import { createWorld, type TestWebhook, type World } from './world/world.ts'

const settings = { seed: 20261125, numRuns: 8, endOnFailure: true }
const workerCount = 3
const bound = 100
const names = ['ada', 'bob', 'carol']

const mapping: Mapping = {
  member: { identifier: 'username', path: '$.who' },
  forEach: '$',
  lines: [
    { kind: 'currency', asset: 'coins', operator: 'add', path: '$.coins' },
    { kind: 'currency', asset: 'xp', operator: 'subtract', path: '$.fee' },
  ],
  bounds: [{ asset: 'coins', addPerDayMax: bound }],
}

let world: World
let ids: Map<string, string>
beforeAll(async () => {
  world = await createWorld()
  ids = new Map()
  for (const name of names) ids.set(name, (await world.member(name)).id)
})
afterAll(() => world?.stop())

const share = fc.record({
  who: fc.constantFrom(...names),
  coins: fc.integer({ min: 1, max: 60 }),
  // Nobody has any XP: a fee is refused by the ledger, after the share of the day was taken.
  fee: fc.constantFrom(0, 0, 0, 1),
})
const request = fc.array(share, { minLength: 1, maxLength: 3 })
type Request = { who: string; coins: number; fee: number }[]

it('the sums of the day are exact, whoever applies what', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(request, { minLength: 10, maxLength: 40 }), async (requests) => {
      const before = await coinsNow()
      const webhook = await world.webhook({ mapping })
      const workers = Array.from({ length: workerCount }, () => startApplyWorker(world.app.ctx))
      const receiptIds = await sendAll(webhook, requests, () => {
        for (const worker of workers) worker.wake()
      })
      await Promise.all([world.drain(), ...workers.map((worker) => worker.drain())])
      await Promise.all(workers.map((worker) => worker.stop()))

      const gained = new Map(names.map((name) => [name, 0]))
      const failed: Request[] = []
      for (const [index, payload] of requests.entries()) {
        const { status, failure } = await world.receipt(receiptIds[index] ?? '')
        const isPaid = payload.every(({ fee }) => fee === 0)
        if (status === 'success') for (const { who, coins } of payload) add(gained, who, coins)
        else if (isPaid) failed.push(payload)
        if (status === 'failed' && isPaid) expect(failure?.reason).toBe('Amount is out of bounds')
      }
      const after = await coinsNow()
      for (const name of names) {
        expect(gained.get(name)).toBeLessThanOrEqual(bound)
        expect((after.get(name) ?? 0) - (before.get(name) ?? 0)).toBe(gained.get(name))
      }
      // The sums only grow: what did not fit then does not fit now.
      for (const payload of failed) {
        const wanted = new Map(gained)
        for (const { who, coins } of payload) add(wanted, who, coins)
        expect(Math.max(...wanted.values())).toBeGreaterThan(bound)
      }
      expect(world.takeErrors()).toEqual([])
    }),
    settings,
  )
  expect((await verifyLedger(world.app.ctx.db)).problems).toEqual([])
})

const add = (sums: Map<string, number>, who: string, coins: number) =>
  sums.set(who, (sums.get(who) ?? 0) + coins)

async function coinsNow(): Promise<Map<string, number>> {
  const sums = new Map<string, number>()
  for (const [name, id] of ids) sums.set(name, (await world.balances(id)).coins)
  return sums
}

async function sendAll(webhook: TestWebhook, requests: readonly Request[], sent: () => void) {
  return Promise.all(
    requests.map(async (payload) => {
      const { body } = await world.send(webhook, payload)
      sent()
      return (body as { data: { id: string } }).data.id
    }),
  )
}
