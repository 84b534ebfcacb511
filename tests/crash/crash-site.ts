/** An installation to be broken: the built server on a data folder of its own, with members and two webhooks. */
import { join } from 'node:path'
import { runBuiltCommand } from '../world/command-line.ts'
import { Installation } from '../world/installation.ts'
import { type BuiltServer, distFolder, freePort, startBuiltServer } from './built-server.ts'

export const memberCount = 8

export interface CrashSite {
  dataDir: string
  origin: string
  settings: Readonly<Record<string, string>>
  communityId: string
  /** By their index in e-mail addresses and payloads. */
  memberIds: readonly string[]
  /** Every request to it is another event. */
  plainPath: string
  /** Requests with the same `x-event-id` are one event. */
  dedupedPath: string
  server: () => BuiltServer
  /** Starts the server again after it ended. */
  restart: () => Promise<void>
  get: <Answer>(path: string) => Promise<Answer>
  send: <Answer>(method: 'POST' | 'PUT', path: string, body: unknown) => Promise<Answer>
  remove: () => Promise<void>
}

export interface CrashSiteOptions {
  /** An existing, empty folder on another file system. */
  dataDir?: string
}

export async function makeCrashSite({ dataDir: given }: CrashSiteOptions = {}): Promise<CrashSite> {
  const installation = await Installation.make()
  const dataDir = given ?? installation.dataDir
  installation.dataDir = dataDir
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const settings = {
    GUILDHALL_DATA_DIR: dataDir,
    GUILDHALL_PORT: String(port),
    GUILDHALL_PUBLIC_URL: origin,
    GUILDHALL_LOG_LEVEL: 'warn',
    GUILDHALL_REQUESTS_PER_MINUTE: '100000000',
  }
  let server: BuiltServer | undefined
  async function remove(): Promise<void> {
    server?.kill('SIGKILL')
    await server?.ended
    await installation.remove()
  }
  try {
    server = await startBuiltServer(settings)
    const founded = await bootstrap(settings)
    const api = createApi(`${origin}/api/communities/${founded.communityId}`, founded.apiKey)
    const memberIds = []
    for (let index = 0; index < memberCount; index++) {
      const member = { email: emailOf(index), username: `m${index}`, displayName: `Member ${index}` }
      memberIds.push((await api<{ id: string }>('POST', '/members', member)).id)
    }
    return {
      dataDir,
      origin,
      settings,
      communityId: founded.communityId,
      memberIds,
      plainPath: await makeWebhook(api, 'Match rewards', null),
      dedupedPath: await makeWebhook(api, 'Match rewards, once', { header: 'x-event-id' }),
      server: () => server as BuiltServer,
      async restart() {
        await server?.ended
        server = await startBuiltServer(settings)
      },
      get: (path) => api('GET', path),
      send: (method, path, body) => api(method, path, body),
      remove,
    }
  } catch (error) {
    await remove()
    throw error
  }
}

export const emailOf = (index: number) => `m${index}@example.com`

/** Through the command line, while the server runs. */
async function bootstrap(settings: Readonly<Record<string, string>>) {
  const words = ['bootstrap', '--owner-email', 'owner@example.com', '--community', 'Crash site']
  const made = await runBuiltCommand(
    join(distFolder(), 'cli', 'main.js'),
    [...words, '--owner-password', 'correct horse battery'],
    settings,
  )
  if (made.exitCode !== 0) throw new Error(`bootstrap failed: ${made.stderr}`)
  return JSON.parse(made.stdout) as { communityId: string; apiKey: string }
}

type Api = <Answer>(method: string, path: string, body?: unknown) => Promise<Answer>

function createApi(base: string, key: string): Api {
  return async <Answer>(method: string, path: string, body?: unknown) => {
    const answer = await fetch(base + path, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`)
    return JSON.parse(text) as Answer
  }
}

async function makeWebhook(api: Api, name: string, dedupe: { header: string } | null): Promise<string> {
  const webhook = await api<{ id: string; url: string }>('POST', '/incoming-webhooks', {
    name,
    location: 'user_fields',
  })
  await api('PUT', `/incoming-webhooks/${webhook.id}/mapping`, {
    member: { identifier: 'email', path: '$.player.email' },
    lines: [
      { kind: 'currency', asset: 'coins', operator: 'add', path: '$.reward.coins' },
      { kind: 'currency', asset: 'xp', operator: 'add', value: 1 },
    ],
    forEach: null,
    dedupe,
  })
  return new URL(webhook.url).pathname
}
