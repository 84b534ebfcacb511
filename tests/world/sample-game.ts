/** The sample game as a process of its own, connected to a world, and somebody who plays it in a browser. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { vi } from 'vitest'
import { connectGame } from '../../scripts/connect-game.mjs'
import { packageRoot } from '../../server/platform/package-root.ts'
import { findFreePort } from './free-port.ts'
import { makeTestFolder } from './postgres.ts'
import type { World } from './world.ts'

export interface PlayerPage {
  dig: () => Promise<{ item: string | null; count: number }>
  bring: (item: string, count: number) => Promise<void>
  compare: () => Promise<{ differences: unknown[] }>
  /** What the page shows. */
  look: () => Promise<PlayerView>
}

export interface PlayerView {
  hasLantern: boolean
  torchUntil: number | null
  items: { key: string; inMine: number; inGuildhall: number }[]
  moving: string[]
  refused: string[]
}

export interface SampleGame {
  origin: string
  clientId: string
  itemUri: (key: string) => string
  join: (name: string, email: string) => Promise<PlayerPage>
  /** As a power cut does it. */
  kill: () => Promise<void>
  start: () => Promise<void>
  stop: () => Promise<void>
}

export async function startSampleGame(world: World, guildhallOrigin: string): Promise<SampleGame> {
  const port = await findFreePort()
  const origin = `http://localhost:${port}`
  const dataDir = join(await makeTestFolder(), 'sample-game')
  await mkdir(dataDir, { recursive: true })
  const { key: apiKey } = await world
    .as(world.owner)
    .call('createApiKey', { body: { name: 'Sample game', permissions: ['manage_apps', 'approve_apps'] } })
  const connection = await connectGame(
    { guildhallOrigin, communityId: world.communityId, apiKey },
    { gameOrigin: origin, hookUrl: `http://127.0.0.1:${port}/hooks/guildhall` },
  )
  await writeFile(join(dataDir, 'connection.json'), JSON.stringify(connection))
  let child: ChildProcess | undefined

  async function start() {
    const main = join(packageRoot(), 'examples', 'sample-game', 'main.ts')
    child = spawn(process.execPath, ['--import', 'tsx', main], {
      env: { PATH: process.env.PATH, GAME_PORT: String(port), GAME_DATA_DIR: dataDir },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const lines: string[] = []
    if (child.stdout) createInterface({ input: child.stdout }).on('line', (line) => lines.push(line))
    await vi.waitFor(() => {
      if (!lines.some((line) => line.includes('is ready'))) throw new Error('the game does not start')
    }, patience)
  }

  async function end(signal: 'SIGTERM' | 'SIGKILL') {
    if (!child || child.exitCode !== null) return
    const ended = new Promise((resolve) => child?.once('exit', resolve))
    child.kill(signal)
    await ended
  }

  await start()
  return {
    origin,
    clientId: connection.clientId,
    itemUri: (key) => `${origin}/items/${key}`,
    join: (name, email) => joinGame(origin, name, email),
    kill: () => end('SIGKILL'),
    start,
    async stop() {
      await end('SIGTERM')
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

const patience = { timeout: 30_000, interval: 20 }

async function joinGame(origin: string, name: string, email: string): Promise<PlayerPage> {
  let cookie = ''
  async function send(path: string, body: object) {
    const reply = await fetch(origin + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify(body),
    })
    cookie = reply.headers.get('set-cookie')?.split(';')[0] ?? cookie
    const told = (await reply.json()) as { message?: string }
    if (!reply.ok) throw new Error(`${path}: ${told.message}`)
    return told
  }
  await send('/join', { name, email })
  return {
    dig: () => send('/dig', {}) as Promise<{ item: string | null; count: number }>,
    bring: async (item, count) => void (await send('/bring', { item, count })),
    compare: () => send('/compare', {}) as Promise<{ differences: unknown[] }>,
    async look() {
      const reply = await fetch(`${origin}/state`, { headers: { cookie } })
      return ((await reply.json()) as { player: PlayerView }).player
    },
  }
}
