/** What is measured, each beside its yardstick on the same database in the same run. */
import { spawn } from 'node:child_process'
import { createIds } from '../../server/platform/ids.ts'
import { findFreePort } from '../../tests/world/free-port.ts'
import { createYardstick } from '../incoming/statement.ts'
import { bytesOf, during, expectOnly, type Loaded, load } from './load.ts'
import type { ReadYardstick } from './read-yardstick.ts'
import { type Buyer, type GameApp, makeApp, makeItem, post, type Site } from './site.ts'

export interface Timing {
  runMs: number
  warmUpMs: number
}

const bearer = ({ key }: GameApp) => ({ authorization: `Bearer ${key}` })
let keyCount = 0
const freshKey = () => ({ 'idempotency-key': `bench-${process.pid}-${++keyCount}` })

/** The same ledger change as one prepared statement for each, as in the benchmark of incoming webhooks. */
export async function statementYardstick(
  { server, communityId, memberIds }: Site,
  { runMs, warmUpMs }: Timing,
) {
  const ids = createIds({ now: () => Date.now() })
  const yardstick = createYardstick(server.connection, communityId, ids.next, 16)
  const from = performance.now() + warmUpMs
  const until = from + runMs
  let sent = 0
  let counted = 0
  await Promise.all(
    Array.from({ length: 64 }, async () => {
      while (performance.now() < until) {
        await yardstick.change(memberIds[sent++ % memberIds.length] as string)
        const now = performance.now()
        if (now >= from && now < until) counted += 1
      }
    }),
  )
  await yardstick.end()
  return counted / (runMs / 1000)
}

/** As many as one seller may have of an item, and of all. */
const listingsPerItem = 20
const listingsPerApp = 200

/** Listings that members can buy from, out of the shelves of as many apps as it takes. */
export async function makeListings(site: Site, count: number, quantity: number): Promise<string[]> {
  const ids: string[] = []
  while (ids.length < count) {
    const app = await makeApp(site)
    const ofApp = Math.min(listingsPerApp, count - ids.length)
    for (let made = 0; made < ofApp; made += listingsPerItem) {
      ids.push(...(await listItem(site, app, Math.min(listingsPerItem, ofApp - made), quantity)))
    }
  }
  return ids
}

async function listItem(site: Site, app: GameApp, count: number, quantity: number): Promise<string[]> {
  const itemId = await makeItem(site, app.appId)
  await post(site, app.appId, [{ op: 'stock', itemId, quantity: count * quantity }])
  const url = `http://127.0.0.1:${site.server.port}${site.path}/items/${itemId}/listings`
  const ids: string[] = []
  for (let made = 0; made < count; made += 1) {
    const reply = await fetch(url, {
      method: 'POST',
      headers: { ...bearer(app), 'content-type': 'application/json' },
      body: JSON.stringify({ quantity, unitPrice: 10 }),
    })
    if (!reply.ok) throw new Error(`a listing answered ${reply.status}: ${await reply.text()}`)
    ids.push(((await reply.json()) as { id: string }).id)
  }
  return ids
}

const purchase = (site: Site, listingId: string, buyer: Buyer) =>
  bytesOf({
    method: 'POST',
    path: `${site.path}/listings/${listingId}/purchases`,
    headers: { cookie: buyer.cookie, ...freshKey() },
    body: { quantity: 1, unitPrice: 10, terms: 1 },
  })

/** All want the one unit of a listing, at the same moment; then those of the next listing. */
export async function measureRace(site: Site, buyers: readonly Buyer[], listingIds: readonly string[]) {
  const attempts: number[] = []
  let sales = 0
  for (const listingId of listingIds) {
    const requests = buyers.map((buyer) => purchase(site, listingId, buyer))
    const { port } = site.server
    const loaded = await load({ port, connections: buyers.length, request: (index) => requests[index] })
    expectOnly('a purchase of one unit', loaded, [201, 409])
    sales += loaded.statuses[201] ?? 0
    attempts.push(loaded.perSecond)
  }
  if (sales !== listingIds.length) throw new Error(`${sales} sales of ${listingIds.length} units`)
  return attempts
}

export async function measurePurchases(
  site: Site,
  buyers: readonly Buyer[],
  listingIds: readonly string[],
  { runMs, warmUpMs }: Timing,
) {
  // Made beforehand, so that the load costs little; more than can be bought in the time.
  const requests = Array.from({ length: 40_000 }, (_, index) =>
    purchase(
      site,
      listingIds[(index * 7919) % listingIds.length] as string,
      buyers[index % buyers.length] as Buyer,
    ),
  )
  const { port } = site.server
  const next = during(warmUpMs + runMs, (index) => requests[index % requests.length] as Buffer)
  const loaded = await load({ port, connections: 64, request: next, warmUpMs })
  expectOnly('a purchase', loaded, [201])
  return loaded
}

const linesPerPosting = 100

export async function measureGrants(site: Site, app: GameApp, itemId: string, { runMs, warmUpMs }: Timing) {
  const { memberIds, path, server } = site
  let granted = 0
  const next = during(warmUpMs + runMs, () => {
    const operations = Array.from({ length: linesPerPosting }, () => ({
      ...{ op: 'grant' as const, itemId, quantity: 1 },
      memberId: memberIds[granted++ % memberIds.length],
    }))
    const headers = { ...bearer(app), ...freshKey() }
    const body = { operations, reason: 'Benchmark' }
    return bytesOf({ method: 'POST', path: `${path}/apps/${app.appId}/postings`, headers, body })
  })
  const loaded = await load({ port: server.port, connections: 8, request: next, warmUpMs })
  expectOnly('a posting', loaded, [201])
  return { ...loaded, linesPerSecond: loaded.perSecond * linesPerPosting }
}

const tiersPerItem = 20

/** One member who holds something of so many assets. */
export async function fillInventory(
  site: Site,
  app: GameApp,
  memberId: string,
  holdings: number,
): Promise<void> {
  const keys = Array.from({ length: tiersPerItem }, (_, index) => `t${index + 1}`)
  const tiers = keys.map((key, index) => ({ key, seconds: 3600 * (index + 1) }))
  for (let count = 0; count < holdings; count += tiersPerItem) {
    const itemId = await makeItem(site, app.appId, { kind: 'time_limited', tiers })
    const operations = keys.map((tier) => ({ op: 'grant' as const, memberId, itemId, tier, quantity: 1 }))
    await post(site, app.appId, operations)
  }
}

/** The first page, one reader after the other. */
export async function measureInventory(site: Site, app: GameApp, memberId: string, reads: number) {
  const path = `${site.path}/members/${memberId}/inventory`
  const request = bytesOf({ method: 'GET', path, headers: bearer(app) })
  const { port } = site.server
  const next = (index: number) => (index < reads ? request : undefined)
  const loaded = await load({ port, connections: 1, request: next, warmUpMs: 500 })
  expectOnly('an inventory', loaded, [200])
  return loaded
}

/** So many keys that none of them asks more often than it may. */
const appsAsking = 90

export async function measurePulls(site: Site, timing: Timing) {
  const apps: GameApp[] = []
  for (let count = 0; count < appsAsking; count += 1) apps.push(await makeApp(site))
  const { memberIds, server, communityId } = site
  for (const { appId } of apps) {
    const itemId = await makeItem(site, appId)
    const operations = memberIds
      .slice(0, 500)
      .map((memberId) => ({ op: 'grant' as const, memberId, itemId, quantity: 1 }))
    await post(site, appId, operations)
  }
  const requests = Array.from({ length: appsAsking * 500 }, (_, index) => {
    const app = apps[index % appsAsking] as GameApp
    const email = `m${Math.floor(index / appsAsking)}@example.com`
    const path = `/api/pull_items?clientId=${app.clientId}&userEmail=${encodeURIComponent(email)}`
    return { path, headers: bearer(app) }
  })
  const first = await fetch(`http://127.0.0.1:${server.port}${requests[0]?.path}`, {
    headers: requests[0]?.headers ?? {},
  })
  const tag = first.headers.get('etag') ?? ''
  const bytes = requests.map(({ path, headers }) =>
    bytesOf({ method: 'GET', path, headers: { ...headers, 'if-none-match': tag } }),
  )
  const bareReads = await startBareReads(site, { communityId, appId: apps[0]?.appId ?? '' }, timing)
  const turns: { pulled: Loaded; bare: Loaded }[] = []
  for (let turn = 0; turn < pullTurns; turn += 1) {
    const pulled = await load({
      ...{ port: server.port, connections: 64, warmUpMs: timing.warmUpMs },
      request: during(timing.warmUpMs + timing.runMs, (index) => bytes[index % bytes.length] as Buffer),
    })
    expectOnly('pull_items', pulled, [304])
    turns.push({ pulled, bare: await bareReads.measure() })
  }
  await bareReads.stop()
  return turns
}

/** One after the other, several times: PostgreSQL still tidies up behind what was written before. */
const pullTurns = 3

async function startBareReads(
  { server, memberIds }: Site,
  ids: Pick<ReadYardstick, 'communityId' | 'appId'>,
  { runMs, warmUpMs }: Timing,
) {
  const port = await findFreePort()
  const plan: ReadYardstick = { ...ids, port, connection: server.connection }
  const program = new URL('./read-yardstick.ts', import.meta.url).pathname
  const child = spawn(process.execPath, ['--import', 'tsx', program, JSON.stringify(plan)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise((resolve) => child.stdout.once('data', resolve))
  const bytes = memberIds
    .slice(0, 500)
    .map((memberId) => bytesOf({ method: 'GET', path: `/sequence?memberId=${memberId}`, headers: {} }))
  return {
    async measure(): Promise<Loaded> {
      const loaded = await load({
        ...{ port, connections: 64, warmUpMs },
        request: during(warmUpMs + runMs, (index) => bytes[index % bytes.length] as Buffer),
      })
      expectOnly('the bare read', loaded, [200])
      return loaded
    },
    async stop(): Promise<void> {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
    },
  }
}
