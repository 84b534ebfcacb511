/** The built server as a process of its own on a data folder, and somebody who is signed in to it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { findFreePort } from '../../tests/world/free-port.ts'

const root = new URL('../..', import.meta.url).pathname

/** As `npm start` starts it: room for short-lived values, which requests make many of, costs little. */
const startOptions = ['--max-semi-space-size=32']

export interface RunningServer {
  port: number
  pid: number
  postgresPid: number
  connection: pg.PoolConfig
  call: Call
  stop: () => Promise<void>
}

export interface ServerChoice {
  /** Options of Node. */
  options?: string[]
  /** A command in front, such as one that sets limits. */
  launcher?: string[]
}

export async function startServer(dataDir: string, choice: ServerChoice = {}): Promise<RunningServer> {
  const port = await findFreePort()
  const program = [...startOptions, ...(choice.options ?? []), join(root, 'dist/server/main.js')]
  const [command = process.execPath, ...words] = [...(choice.launcher ?? []), process.execPath, ...program]
  const server = spawn(command, words, {
    env: {
      ...process.env,
      GUILDHALL_DATA_DIR: dataDir,
      GUILDHALL_PORT: String(port),
      GUILDHALL_LOG_LEVEL: 'warn',
      GUILDHALL_BACKUP_KEEP: '0',
      GUILDHALL_REQUESTS_PER_MINUTE: '100000000',
      // Who is not signed in may call 60 times a minute: each comes from an address of its own, as it says.
      GUILDHALL_TRUST_PROXY: '127.0.0.1',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await untilReady(server)
  const { connection, pid: postgresPid } = JSON.parse(await readFile(join(dataDir, 'postgres.json'), 'utf8'))
  return {
    port,
    pid: server.pid ?? 0,
    postgresPid,
    connection,
    call: createCaller(`http://127.0.0.1:${port}`),
    async stop() {
      const ended = new Promise((resolve) => server.once('exit', resolve))
      server.kill('SIGTERM')
      await ended
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

/** Answers what came back as JSON; throws when it was refused. */
export type Call = (method: string, path: string, body?: unknown) => Promise<Record<string, unknown>>

function createCaller(base: string): Call {
  let cookie = ''
  return async (method, path, body) => {
    const response = await fetch(base + path, {
      method,
      headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie
    if (!response.ok)
      throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`)
    const text = await response.text()
    return (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>
  }
}

export const owner = { email: 'owner@example.com', password: 'a long enough password' }

/** What every benchmark begins with: the owner, a community, a webhook that pays coins to a player. */
export async function setUp(call: Call) {
  const made = await call('POST', '/api/setup', {
    ...owner,
    displayName: 'Owner',
    communityName: 'Benchmark',
  })
  const communityId = made.communityId as string
  const webhook = await createWebhook(call, communityId, 'Match rewards')
  return { communityId, ...webhook }
}

export async function createWebhook(call: Call, communityId: string, name: string) {
  const webhooks = `/api/communities/${communityId}/incoming-webhooks`
  const webhook = await call('POST', webhooks, { name })
  await call('PUT', `${webhooks}/${webhook.id}/mapping`, {
    member: { identifier: 'email', path: '$.player.email' },
    lines: [{ kind: 'currency', asset: 'coins', operator: 'add', path: '$.reward.coins' }],
  })
  return { webhookId: webhook.id as string, hookPath: new URL(webhook.url as string).pathname }
}
