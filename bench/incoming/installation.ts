/** A fresh installation for the benchmark: the built server as a process, its owner, members and one webhook. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'

const root = new URL('../..', import.meta.url).pathname

export interface BenchInstallation {
  communityId: string
  memberIds: string[]
  connection: pg.PoolConfig
  port: number
  hookPath: string
  serverPid: number
  postgresPid: number
  stop: () => Promise<void>
}

/** As `npm start` starts it: room for short-lived values, which requests make many of, costs little. */
const startOptions = ['--max-semi-space-size=32']

export async function startInstallation(
  memberCount: number,
  serverOptions: string[],
): Promise<BenchInstallation> {
  const dataDir = await mkdtemp(join(tmpdir(), 'guildhall-bench-'))
  const port = 3900 + Math.floor(Math.random() * 500)
  const server = spawn(
    process.execPath,
    [...startOptions, ...serverOptions, join(root, 'dist/server/main.js')],
    {
      env: {
        ...process.env,
        GUILDHALL_DATA_DIR: dataDir,
        GUILDHALL_PORT: String(port),
        GUILDHALL_LOG_LEVEL: 'warn',
        GUILDHALL_REQUESTS_PER_MINUTE: '100000000',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  await untilReady(server)
  const base = `http://127.0.0.1:${port}`
  const call = createCaller(base)
  const made = await call('POST', '/api/setup', {
    email: 'owner@example.com',
    password: 'a long enough password',
    displayName: 'Owner',
    communityName: 'Benchmark',
  })
  const { communityId } = made
  const webhook = await call('POST', `/api/communities/${communityId}/incoming-webhooks`, {
    name: 'Match rewards',
  })
  await call('PUT', `/api/communities/${communityId}/incoming-webhooks/${webhook.id}/mapping`, {
    member: { identifier: 'email', path: '$.player.email' },
    lines: [{ kind: 'currency', asset: 'coins', operator: 'add', path: '$.reward.coins' }],
  })
  const { connection, pid: postgresPid } = JSON.parse(await readFile(join(dataDir, 'postgres.json'), 'utf8'))
  const memberIds = await insertMembers(connection, communityId as string, memberCount)
  return {
    communityId: communityId as string,
    memberIds,
    connection,
    port,
    hookPath: new URL(webhook.url as string).pathname,
    serverPid: server.pid ?? 0,
    postgresPid,
    async stop() {
      const ended = new Promise((resolve) => server.once('exit', resolve))
      server.kill('SIGTERM')
      await ended
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

function untilReady(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
    server.stdout?.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('ready')) resolve()
    })
  })
}

function createCaller(base: string) {
  let cookie = ''
  return async (method: string, path: string, body: unknown): Promise<Record<string, unknown>> => {
    const response = await fetch(base + path, {
      method,
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify(body),
    })
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie
    if (!response.ok)
      throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`)
    return (await response.json()) as Record<string, unknown>
  }
}

/** Straight into the tables: adding members is not what is measured. */
async function insertMembers(
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
