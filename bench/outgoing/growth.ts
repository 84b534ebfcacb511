/** How long a claim takes with few and with many deliveries waiting: on a database of its own in the same cluster. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import { claimDeliveries } from '../../server/features/outgoing/sending/claim-deliveries.ts'
import { createInFlight } from '../../server/features/outgoing/sending/in-flight.ts'
import {
  type ConnectionSettings,
  createDatabase,
  createPool,
  type Database,
} from '../../server/platform/db/database.ts'
import { migrate } from '../../server/platform/db/migrate.ts'
import { createIds } from '../../server/platform/ids.ts'
import { createLog } from '../../server/platform/log.ts'

const laneCount = 100
const claimsPerSize = 60

/** Milliseconds of a claim, the median, for each number of waiting rows. */
export async function measureGrowth(connection: pg.PoolConfig, sizes: readonly number[]) {
  const log = createLog('silent')
  const name = `growth_${randomUUID().slice(0, 8)}`
  const admin = new pg.Pool({ ...connection, max: 1 })
  await admin.query(`create database ${name}`)
  const pool = createPool({ ...(connection as ConnectionSettings), database: name }, log, 2)
  const db = createDatabase(pool)
  // Without a bound on statements: filling takes long.
  const filler = new pg.Pool({ ...connection, database: name, max: 1 })
  try {
    await migrate(pool)
    const ids = createIds({ now: () => Date.now() })
    const found: Record<string, number> = {}
    for (const size of sizes) {
      await fill(filler, size)
      found[String(size)] = await medianClaimMs(db, ids)
    }
    return found
  } finally {
    await db.destroy()
    await filler.end()
    await admin.query(`drop database ${name}`)
    await admin.end()
  }
}

async function fill(filler: pg.Pool, size: number): Promise<void> {
  await filler.query('truncate outgoing_queue, outgoing_lanes, outgoing_endpoints')
  await filler.query(
    `insert into outgoing_endpoints (community_id, id, name, name_key, url, style, event_types)
     select gen_random_uuid(), gen_random_uuid(), n::text, n::text, 'https://receiver.invalid/', 'standard', '{*}'
     from generate_series(1, $1::int) as n`,
    [laneCount],
  )
  await filler.query(
    `insert into outgoing_lanes (community_id, endpoint_id, due_at, backlog)
     select community_id, id, guildhall_now(), $1::int from outgoing_endpoints`,
    [size / laneCount],
  )
  await filler.query(
    `insert into outgoing_queue (community_id, delivery_id, endpoint_id, event_id)
     select community_id, gen_random_uuid(), id, gen_random_uuid()
     from generate_series(1, $1::int) as n, outgoing_endpoints`,
    [size / laneCount],
  )
  await filler.query('vacuum analyze')
}

/** Each claim is let go afterwards, so that all find the same. */
async function medianClaimMs(db: Database, ids: ReturnType<typeof createIds>): Promise<number> {
  const times: number[] = []
  for (let count = 0; count < claimsPerSize; count++) {
    const started = performance.now()
    const { rows } = await claimDeliveries({ db, ids }, createInFlight())
    times.push(performance.now() - started)
    if (rows.length === 0) throw new Error('nothing was claimed')
    await sql`update outgoing_queue set claim_id = null, lease_until = null where claim_id is not null`.execute(
      db,
    )
    await sql`update outgoing_lanes set due_at = guildhall_now()`.execute(db)
  }
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
}
