/** Readers of the event log see every event once, in whatever order the transactions of the writers commit. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { createFeatureContext, type FeatureContext } from '../../../tests/world/feature-context.ts'
import { rowsReadBy } from '../../../tests/world/rows-read.ts'
import { type Database, inTransaction, type Transaction } from '../db/database.ts'
import type { NewEvent } from './events.ts'
import { listReaderLags } from './lag.store.ts'
import { hasNext, hasUnread, type LoggedEvent, readNext, registerReader } from './reader.ts'

const patienceMs = 10_000

let ctx: FeatureContext
let reader: string
beforeAll(async () => {
  ctx = await createFeatureContext()
})
beforeEach(startReader)
afterAll(() => ctx?.close())

const communityId = randomUUID()

/** A new one, once the events so far lie below the horizon: what lies above is still to come for it. */
async function startReader(): Promise<void> {
  await vi.waitFor(
    async () => {
      const { rows } = await sql`
        select from events where xid >= pg_snapshot_xmin(pg_current_snapshot()) limit 1`.execute(ctx.db)
      expect(rows).toHaveLength(0)
    },
    { timeout: patienceMs, interval: 10 },
  )
  reader = `reader-${randomUUID()}`
  await registerReader(ctx.db, reader)
}

function fact(username: string): NewEvent {
  return {
    communityId,
    type: 'member.joined',
    subjectId: randomUUID(),
    payload: { memberId: randomUUID(), username, method: 'test' },
    actor: { kind: 'system', id: null, label: 'Test' },
    cause: { kind: 'request', id: randomUUID() },
  }
}

const publish = (username: string) => ctx.inTransaction((tx) => ctx.events.publish(tx, fact(username)))
const nameOf = ({ payload }: LoggedEvent) => (payload as { username: string }).username

/**
 * Reads until that many events have come, and whatever comes with them. Other test files write to other databases
 * of the same server, which holds the horizon back for a moment.
 */
async function readUntil(count: number): Promise<string[]> {
  const deadline = Date.now() + patienceMs
  const names: string[] = []
  while (names.length < count && Date.now() < deadline) names.push(...(await readAll()))
  return [...names, ...(await readAll())]
}

/** Everything that can be read now. */
async function readAll(batch = 100): Promise<string[]> {
  const names: string[] = []
  while (
    (await readNext(
      ctx.db,
      { name: reader },
      batch,
      async (_tx, events) => void names.push(...events.map(nameOf)),
    )) > 0
  );
  return names
}

/** A transaction that stays open until it is told to end. */
async function openTransaction(username: string): Promise<{ commit: () => Promise<void> }> {
  let letGo: () => void = () => {}
  const isHeld = new Promise<void>((resolve) => {
    letGo = resolve
  })
  let finished: Promise<void> = Promise.resolve()
  await new Promise<void>((resolve, reject) => {
    finished = inTransaction(ctx.db, async (tx: Transaction) => {
      await ctx.events.publish(tx, fact(username))
      resolve()
      await isHeld
    })
    finished.catch(reject)
  })
  return {
    async commit() {
      letGo()
      await finished
    },
  }
}

it('an event of a transaction that commits late is not skipped', async () => {
  const late = await openTransaction('late')
  await publish('early')
  // The later event has committed, but reading past the open one would lose it.
  expect(await readAll()).toEqual([])
  await late.commit()
  expect(await readUntil(2)).toEqual(['late', 'early'])
})

it('an event of a transaction that was rolled back is never seen, and holds nobody up', async () => {
  await expect(
    ctx.inTransaction(async (tx) => {
      await ctx.events.publish(tx, fact('never'))
      throw new Error('changed my mind')
    }),
  ).rejects.toThrow('changed my mind')
  await publish('after')
  expect(await readUntil(1)).toEqual(['after'])
})

it('writers that overlap at random lose no event and repeat none', async () => {
  const written: string[] = []
  const seen: string[] = []
  let isWriting = true
  const reading = (async () => {
    while (isWriting) seen.push(...(await readAll(7)))
  })()
  await Promise.all(
    Array.from({ length: 8 }, async (_, writer) => {
      for (let index = 0; index < 20; index++) {
        const name = `${writer}-${index}`
        written.push(name)
        await ctx.inTransaction(async (tx) => {
          await ctx.events.publish(tx, fact(name))
          if (index % 3 === 0) await sql`select pg_sleep(0.003)`.execute(tx)
        })
      }
    }),
  )
  isWriting = false
  await reading
  seen.push(...(await readUntil(written.length - seen.length)))
  expect(seen).toHaveLength(written.length)
  expect(new Set(seen)).toEqual(new Set(written))
})

it('a reader of some types passes over all others, and is not behind when only those were written', async () => {
  const types = ['field.changed'] as const
  const seen: string[] = []
  const read = () =>
    readNext(ctx.db, { name: reader, types }, 2, async (_tx, events) => void seen.push(...events.map(nameOf)))
  const fieldChanged = (username: string) =>
    ctx.inTransaction((tx) =>
      ctx.events.publish(tx, { ...fact(username), type: 'field.changed' } as NewEvent),
    )
  for (const name of ['a', 'b', 'c']) {
    await publish('passed over')
    await fieldChanged(name)
  }
  await publish('the last')
  await vi.waitFor(
    async () => {
      while ((await read()) > 0);
      const lags = await listReaderLags(ctx.db)
      expect(lags.find(({ name }) => name === reader)?.seconds).toBe(0)
    },
    { timeout: patienceMs, interval: 10 },
  )
  expect(seen).toEqual(['a', 'b', 'c'])
})

it('an effect that fails leaves the cursor where it was', async () => {
  await publish('again')
  const failing = () =>
    readNext(ctx.db, { name: reader }, 10, async () => {
      throw new Error('not today')
    })
  await vi.waitFor(() => expect(failing()).rejects.toThrow('not today'), {
    timeout: patienceMs,
    interval: 10,
  })
  expect(await readUntil(1)).toEqual(['again'])
})

it('of two nodes with one reader only one gets the events', async () => {
  for (const name of ['a', 'b', 'c']) await publish(name)
  const both = (await Promise.all([readAll(1), readAll(1)])).flat()
  // Whoever found the cursor taken stopped; what is left is read afterwards.
  expect([...both, ...(await readUntil(3 - both.length))].sort()).toEqual(['a', 'b', 'c'])
})

it('a new reader starts at the end of the log', async () => {
  await publish('old')
  await startReader()
  await publish('new')
  expect(await readUntil(1)).toEqual(['new'])
})

it('reads transactions in the order of their numbers, also where these gain a digit', async () => {
  await publish('in nine')
  await publish('in ten')
  for (const [xid, username] of [
    ['9', 'in nine'],
    ['10', 'in ten'],
  ]) {
    await sql`
      update events set xid = ${xid}::xid8 where payload ->> 'username' = ${username}`.execute(ctx.db)
  }
  await sql`update event_readers set xid = '8', sequence = 0 where name = ${reader}`.execute(ctx.db)
  expect((await readAll(1)).slice(0, 2)).toEqual(['in nine', 'in ten'])
})

it('whether there is more is looked up behind the cursor, not in the whole log', async () => {
  const logged = 5_000
  await ctx.inTransaction((tx) =>
    ctx.events.publishAll(
      tx,
      Array.from({ length: logged }, () => fact('long ago')),
    ),
  )
  await sql`vacuum analyze events`.execute(ctx.db)
  await startReader()
  await ctx.inTransaction(async (tx) => {
    await sql`set local plan_cache_mode = force_generic_plan`.execute(tx)
    const db = tx as unknown as Database
    const { result, count } = await rowsReadBy(tx, ['events\\_%'], async () => [
      await hasNext(db, reader),
      await hasUnread(db, reader),
    ])
    expect(result).toEqual([false, false])
    expect(count).toBeLessThan(10)
  })
})
