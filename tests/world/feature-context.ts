/** A real context on a throw-away database, for testing the actions of one feature without the whole server. */
import { randomBytes } from 'node:crypto'
import type { RuntimeConfig } from '../../server/config.ts'
import { readConfig } from '../../server/config.ts'
import type { Context } from '../../server/context.ts'
import type { Actor } from '../../server/features/actor.ts'
import { createDatabase, createPool, inTransaction } from '../../server/platform/db/database.ts'
import { createEvents } from '../../server/platform/events/events.ts'
import { createIds } from '../../server/platform/ids.ts'
import { createJobs } from '../../server/platform/jobs/jobs.ts'
import { createLog } from '../../server/platform/log.ts'
import { readMasterKey } from '../../server/platform/master-key.ts'
import { createTestDatabase } from './postgres.ts'

export interface FeatureContext extends Context {
  /** The process clock, moved by hand. */
  advance: (ms: number) => void
  pool: ReturnType<typeof createPool>
  close: () => Promise<void>
}

export async function createFeatureContext(changes: Partial<RuntimeConfig> = {}): Promise<FeatureContext> {
  const testDatabase = await createTestDatabase()
  const log = createLog('silent')
  const pool = createPool(testDatabase.connection, log)
  const db = createDatabase(pool)
  let advancedMs = 0
  const clock = { now: () => Date.now() + advancedMs }
  const ids = createIds(clock)
  const masterKey = await readMasterKey({ secret: randomBytes(32).toString('base64url'), dataDir: '' })
  return {
    db,
    clock,
    ids,
    log,
    pool,
    events: createEvents(ids),
    jobs: createJobs(),
    config: {
      ...readConfig({}),
      masterKey,
      appliesInThread: false,
      connection: testDatabase.connection,
      ...changes,
    },
    inTransaction: (work) => inTransaction(db, work),
    advance(ms) {
      advancedMs += ms
    },
    async close() {
      await db.destroy()
      await testDatabase.drop()
    },
  }
}

/** Somebody at a browser who is not signed in. */
export function stranger(ctx: Context, changes: Partial<Actor> = {}): Actor {
  return {
    kind: 'nobody',
    id: null,
    label: 'Somebody not signed in',
    accountId: null,
    communityId: null,
    memberId: null,
    permissions: 0n,
    portal: null,
    app: null,
    requestId: ctx.ids.next(),
    reason: null,
    ip: '192.0.2.1',
    host: 'localhost:3333',
    userAgent: 'test',
    cookies: null,
    ...changes,
  }
}
