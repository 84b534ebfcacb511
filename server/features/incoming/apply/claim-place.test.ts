/** Claims begin near the last one, and still find everything. Within one transaction, so that no worker takes part. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createWorld, type World } from '../../../../tests/world/world.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import { createClaimPlace } from './claim-place.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world?.stop())

const one = { count: 1, bytes: 1_000_000 }

async function queue(tx: Transaction, secondsAgo: number): Promise<string> {
  const id = world.app.ctx.ids.next()
  await sql`
    insert into incoming_pending (community_id, receipt_id, webhook_id, state, body_bytes, due_at)
    values (${world.communityId}, ${id}, ${id}, 'queued', 10, guildhall_now() - make_interval(secs => ${secondsAgo}))`.execute(
    tx,
  )
  return id
}

/** Nothing of it is left behind. */
async function undone(work: (tx: Transaction) => Promise<void>): Promise<void> {
  const done = new Error('done')
  const running = world.app.ctx.inTransaction(async (tx) => {
    await work(tx)
    throw done
  })
  await expect(running).rejects.toBe(done)
}

it('what is near the last claim comes first, and what became visible late once nothing is near', () =>
  undone(async (tx) => {
    const place = createClaimPlace()
    const claim = async () => {
      const [row] = await place.claim(tx, one)
      place.moveOn()
      return row?.receipt_id
    }
    const first = await queue(tx, 10)
    const second = await queue(tx, 5)
    expect(await claim()).toBe(first)
    const late = await queue(tx, 60)
    expect(await claim()).toBe(second)
    expect(await claim()).toBe(late)
    expect(await claim()).toBeUndefined()
  }))

it('what was claimed in a transaction that came to nothing is claimed again', () =>
  undone(async (tx) => {
    const place = createClaimPlace()
    const first = await queue(tx, 10)
    await queue(tx, 5)
    await sql`savepoint before_claim`.execute(tx)
    expect((await place.claim(tx, { ...one, count: 2 })).length).toBe(2)
    await sql`rollback to savepoint before_claim`.execute(tx)
    expect((await place.claim(tx, one))[0]?.receipt_id).toBe(first)
  }))
