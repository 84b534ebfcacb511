/** kill -9 of the server while every action of the economy stands before its lines of the ledger: none of it happened. */
import pg from 'pg'
import { expect, onTestFailed, test, vi } from 'vitest'
import { proveConservation } from '../../server/operate/conservation.ts'
import { createDatabase, createPool, type Database } from '../../server/platform/db/database.ts'
import { createLog } from '../../server/platform/log.ts'
import { type EconomyRows, readEconomyRows } from '../world/economy-rows.ts'
import { type CrashSite, makeCrashSite } from './crash-site.ts'
import { type Act, makeActs } from './economy-site.ts'
import { readDatabase } from './proof.store.ts'
import { runningDatabase } from './proof.ts'
import { report } from './report.ts'

const soon = { timeout: 20_000, interval: 20 }

test('E03 a server that is killed within any action of section 5: nothing of it happened, and its repeat does it once', {
  timeout: 120_000,
}, async () => {
  const site = await makeCrashSite()
  onTestFailed(() => report(site.server().logTail()))
  try {
    const acts = await makeActs(site)
    const before = await rowsOf(site)
    await killBeforeLedger(site, acts)
    await site.restart()
    expect(await rowsOf(site)).toEqual(before)

    const first = await sendAll(acts)
    const done = await rowsOf(site)
    expect(done.ledger_transfers).not.toBe(before.ledger_transfers)
    expect(first.filter(({ status, isReplay }) => status >= 300 || isReplay)).toEqual([])
    site.server().kill('SIGKILL')
    await site.restart()
    const again = await sendAll(acts)
    expect(again).toEqual(first.map((answer) => ({ ...answer, isReplay: true })))
    expect(await rowsOf(site)).toEqual(done)
    const proof = await inDatabase(site, proveConservation)
    expect(proof.problems).toEqual([])
    report(`Killed before the lines of ${acts.length} actions: 0 done by half, each done once by its repeat`)
  } finally {
    await site.remove()
  }
})

/** All of them wait for the same table, each in its own transaction, when the server dies. */
async function killBeforeLedger(site: CrashSite, acts: readonly Act[]): Promise<void> {
  const connection = await runningDatabase(site.dataDir)
  const holder = new pg.Client(connection)
  await holder.connect()
  await holder.query('begin')
  await holder.query('lock table ledger_transfers in exclusive mode')
  const lost = Promise.all(acts.map((act) => send(act).catch(() => undefined)))
  await readDatabase(connection, async (client) => {
    const count = async (more: string) => {
      const { rows } = await client.query<{ count: string }>(
        `select count(*) from pg_stat_activity where application_name = 'guildhall' and ${more}`,
      )
      return Number(rows[0]?.count)
    }
    await vi.waitFor(async () => expect(await count(`wait_event_type = 'Lock'`)).toBe(acts.length), soon)
    site.server().kill('SIGKILL')
    await site.server().ended
    await holder.query('rollback')
    await holder.end()
    await vi.waitFor(async () => expect(await count('true')).toBe(0), soon)
  })
  expect((await lost).filter((answer) => answer !== undefined)).toEqual([])
}

const sendAll = (acts: readonly Act[]) => Promise.all(acts.map(send))

async function send({ name, by, method, path, body }: Act) {
  const answer = await by.send(method, path, body, `act ${name}`.replaceAll(' ', '-'))
  const { status, headers } = answer
  return { name, status, text: await answer.text(), isReplay: headers.get('idempotency-replayed') === 'true' }
}

const rowsOf = (site: CrashSite): Promise<EconomyRows> => inDatabase(site, readEconomyRows)

async function inDatabase<Result>(site: CrashSite, read: (db: Database) => Promise<Result>): Promise<Result> {
  const pool = createPool(await runningDatabase(site.dataDir), createLog('silent'), 1)
  try {
    return await read(createDatabase(pool))
  } finally {
    await pool.end()
  }
}
