/** An installation to be broken: built servers on a data folder of their own, with members and two webhooks. */
import { randomBytes } from 'node:crypto'
import { runCommand } from '../world/command-line.ts'
import { findFreePort } from '../world/free-port.ts'
import { Installation } from '../world/installation.ts'
import { type BuiltServer, startBuiltServer } from './built-server.ts'

export const memberCount = 8

export interface CrashSite {
  dataDir: string
  origin: string
  /** Those of all servers; the first is `origin`. */
  origins: readonly string[]
  settings: Readonly<Record<string, string>>
  communityId: string
  /** By their index in e-mail addresses and payloads. */
  memberIds: readonly string[]
  /** Every request to it is another event. */
  plainPath: string
  /** Requests with the same `x-event-id` are one event. */
  dedupedPath: string
  server: () => BuiltServer
  /** Servers beside the first one. */
  others: readonly BuiltServer[]
  /** Starts the server again after it ended. */
  restart: () => Promise<void>
  get: <Answer>(path: string) => Promise<Answer>
  send: <Answer>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown) => Promise<Answer>
  remove: () => Promise<void>
}

export interface CrashSiteOptions {
  /** An existing, empty folder on another file system. */
  dataDir?: string
  /** With more than one, they start together on a PostgreSQL that none of them looks after. */
  serverCount?: number
  logLevel?: string
  /** Beside those that every server has. */
  settings?: Readonly<Record<string, string>>
}

export async function makeCrashSite({
  dataDir: given,
  serverCount = 1,
  logLevel = 'warn',
  settings: more = {},
}: CrashSiteOptions = {}): Promise<CrashSite> {
  const installation = await Installation.make()
  const dataDir = given ?? installation.dataDir
  installation.dataDir = dataDir
  const port = await findFreePort()
  const origin = `http://127.0.0.1:${port}`
  const settings: Record<string, string> = {
    GUILDHALL_DATA_DIR: dataDir,
    GUILDHALL_PORT: String(port),
    GUILDHALL_PUBLIC_URL: origin,
    GUILDHALL_LOG_LEVEL: logLevel,
    GUILDHALL_REQUESTS_PER_MINUTE: '100000000',
    ...more,
  }
  let server: BuiltServer | undefined
  let others: BuiltServer[] = []
  const origins = [origin]
  async function remove(): Promise<void> {
    for (const each of [server, ...others]) each?.kill('SIGKILL')
    await Promise.all([server, ...others].map((each) => each?.ended))
    await installation.remove()
  }
  try {
    if (serverCount > 1) Object.assign(settings, await startShared(installation))
    const otherSettings: Record<string, string>[] = []
    for (let number = 2; number <= serverCount; number++) {
      const otherPort = String(await findFreePort())
      otherSettings.push({ ...settings, GUILDHALL_PORT: otherPort })
      origins.push(`http://127.0.0.1:${otherPort}`)
    }
    const started = await Promise.allSettled([settings, ...otherSettings].map(startBuiltServer))
    const running = started.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
    server = running[0]
    others = running.slice(1)
    const failed = started.find((each) => each.status === 'rejected')
    if (failed) throw failed.reason
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
      origins,
      others,
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

/** A PostgreSQL as an operator brings one, and the settings that lead to it. */
async function startShared(installation: Installation): Promise<Record<string, string>> {
  const { host, port, user, database } = (await installation.start()).connection
  return {
    DATABASE_URL: `socket:${host}?db=${database}&user=${user}&port=${port}`,
    GUILDHALL_SECRET: randomBytes(32).toString('base64url'),
  }
}

/** Through the command line, while the server runs. */
async function bootstrap(settings: Readonly<Record<string, string>>) {
  const words = ['bootstrap', '--owner-email', 'owner@example.com', '--community', 'Crash site']
  const made = await runCommand([...words, '--owner-password', 'correct horse battery'], settings)
  if (made.exitCode !== 0) throw new Error(`bootstrap failed: ${made.stderr}`)
  return JSON.parse(made.stdout) as { communityId: string; apiKey: string }
}

type Api = <Answer>(method: string, path: string, body?: unknown) => Promise<Answer>

function createApi(base: string, key: string): Api {
  return async <Answer>(method: string, path: string, body?: unknown) => {
    const answer = await fetch(base + path, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
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
