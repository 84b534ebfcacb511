/**
 * An installation of a given size. Loading millions of rows takes longer than measuring them, so a finished one can
 * be kept in a folder and used again (BENCH_GROWTH_DIR).
 */
import { access, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  createWebhook,
  owner,
  type RunningServer,
  type ServerChoice,
  setUp,
  startServer,
} from '../lab/server.ts'
import { writeHistory } from './history.ts'

export interface Site {
  communityId: string
  /** In the order of HistoryPlan. */
  webhooks: { id: string; name: string; hookPath: string }[]
  receiptCount: number
  memberCount: number
  /** The moment up to which the history goes. */
  endMs: number
}

export interface SiteSize {
  receiptCount: number
  memberCount: number
}

/** Makes it unless the folder holds it already, finished and of that size. */
export async function prepareSite(
  folder: string,
  size: SiteSize,
  say: (line: string) => void,
): Promise<Site> {
  const file = join(folder, 'site.json')
  if (await isThere(file)) {
    const site = JSON.parse(await readFile(file, 'utf8')) as Site
    if (site.receiptCount === size.receiptCount && site.memberCount === size.memberCount) return site
    throw new Error(`${folder} holds an installation of another size`)
  }
  await mkdir(folder, { recursive: true })
  const server = await startServer(join(folder, 'data'))
  try {
    const site = await makeSite(server, size, say)
    await writeFile(file, JSON.stringify(site))
    return site
  } finally {
    await server.stop()
  }
}

/** Starts the server of a site, signed in as its owner. */
export async function openSite(folder: string, choice?: ServerChoice): Promise<RunningServer> {
  const server = await startServer(join(folder, 'data'), choice)
  await server.call('POST', '/api/sessions', owner)
  return server
}

async function makeSite(server: RunningServer, size: SiteSize, say: (line: string) => void): Promise<Site> {
  const { communityId, webhookId, hookPath } = await setUp(server.call)
  const webhooks = [{ id: webhookId, name: 'Match rewards', hookPath }]
  for (let number = 2; number <= 10; number++) {
    const name = number === 10 ? 'Old quest' : `Quest ${number}`
    const made = await createWebhook(server.call, communityId, name)
    webhooks.push({ id: made.webhookId, name, hookPath: made.hookPath })
  }
  const field = await server.call('POST', `/api/communities/${communityId}/fields`, {
    key: 'level',
    name: 'Level',
    type: 'numerical',
  })
  const endMs = Date.now()
  const plan = { communityId, webhooks, fieldId: field.id as string, ...size }
  // Its readers of the event log would look through millions of events whose index is not there yet.
  process.kill(server.pid, 'SIGSTOP')
  try {
    await writeHistory(server.connection, plan, endMs, say)
  } finally {
    process.kill(server.pid, 'SIGCONT')
  }
  return { communityId, webhooks, ...size, endMs }
}

async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  )
}
