/** A fresh installation with members, ready to be measured. */
import pg from 'pg'
import type { Target } from './phase.ts'
import { type RunningServer, type ServerChoice, setUp, startServer } from './server.ts'

export async function startTarget(
  dataDir: string,
  memberCount: number,
  choice?: ServerChoice,
): Promise<{ target: Target; server: RunningServer }> {
  const server = await startServer(dataDir, choice)
  const { communityId, hookPath } = await setUp(server.call)
  await insertMembers(server.connection, communityId, memberCount)
  const { port, pid, postgresPid, connection } = server
  return { server, target: { communityId, hookPath, memberCount, port, pid, postgresPid, connection } }
}

/** Straight into the tables: adding members is not what is measured. */
export async function insertMembers(
  connection: pg.PoolConfig,
  communityId: string,
  count: number,
): Promise<string[]> {
  const pool = new pg.Pool({ ...connection, max: 1 })
  const { rows } = await pool.query<{ id: string }>(
    `insert into communities_members (community_id, id, email, email_key, username, username_key, display_name, display_name_key)
     select $1, gen_random_uuid(), 'm' || n || '@example.com', 'm' || n || '@example.com', 'm' || n, 'm' || n, 'M ' || n, 'm ' || n
     from generate_series(0, $2::int - 1) as n returning id, email`,
    [communityId, count],
  )
  await pool.query(
    `insert into ledger_balances (community_id, holder_id, asset, holder_kind, amount)
     select $1, unnest($2::uuid[]), 'coins', 'member', 0 on conflict do nothing`,
    [communityId, rows.map((row) => row.id)],
  )
  await pool.query('vacuum analyze')
  await pool.end()
  return rows.map((row) => row.id)
}
