/** A fresh installation with members, buyers who are signed in, and apps whose items can be granted and sold. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Call, type RunningServer, setUp, startServer } from '../lab/server.ts'
import { insertMembers } from '../lab/target.ts'

export interface GameApp {
  appId: string
  clientId: string
  key: string
}

export interface Buyer {
  memberId: string
  cookie: string
}

export interface Site {
  server: RunningServer
  communityId: string
  path: string
  /** E-mails are `m<number>@example.com`. */
  memberIds: string[]
  stop: () => Promise<void>
}

export async function startSite(memberCount: number): Promise<Site> {
  const dataDir = await mkdtemp(join(tmpdir(), 'guildhall-bench-items-'))
  const options = process.env.BENCH_SERVER_OPTIONS?.split(' ') ?? []
  const server = await startServer(dataDir, { options })
  const { communityId } = await setUp(server.call)
  const memberIds = await insertMembers(server.connection, communityId, memberCount)
  return {
    ...{ server, communityId, memberIds, path: `/api/communities/${communityId}` },
    async stop() {
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

let appCount = 0

export async function makeApp({ server: { call }, path }: Site): Promise<GameApp> {
  const title = `Game ${++appCount}`
  const { id, clientId } = await call('POST', `${path}/apps`, { title, appUrl: 'https://game.example/' })
  await call('POST', `${path}/apps/${id}/approval`)
  const { key } = await call('POST', `${path}/apps/${id}/keys`, {})
  return { appId: id as string, clientId: clientId as string, key: key as string }
}

let itemCount = 0

export async function makeItem(
  { server: { call }, path }: Site,
  appId: string,
  more: object = {},
): Promise<string> {
  const name = `Item ${++itemCount}`
  const itemUri = `https://items.example/${itemCount}`
  const { id } = await call('POST', `${path}/apps/${appId}/items`, {
    itemUri,
    name,
    kind: 'mergeable',
    ...more,
  })
  await call('POST', `${path}/items/${id}/publication`)
  return id as string
}

export interface Operation {
  op: 'grant' | 'stock'
  memberId?: string
  itemId: string
  tier?: string
  quantity: number
}

const linesPerPosting = 100

export async function post(
  { server: { call }, path }: Site,
  appId: string,
  operations: Operation[],
): Promise<void> {
  for (let from = 0; from < operations.length; from += linesPerPosting) {
    const body = { operations: operations.slice(from, from + linesPerPosting), reason: 'Benchmark' }
    await call('POST', `${path}/apps/${appId}/postings`, body)
  }
}

const password = 'correct horse battery'

/** Each registers, proves the e-mail, which logs them in, and is given coins. */
export async function makeBuyers(site: Site, count: number, coins: number): Promise<Buyer[]> {
  const { call } = site.server
  const buyers: Buyer[] = []
  for (let number = 0; number < count; number += 1) {
    const email = `buyer${number}@example.com`
    const displayName = `Buyer ${number}`
    const { id } = await call('POST', `${site.path}/members`, {
      email,
      username: `buyer${number}`,
      displayName,
    })
    const order = { asset: 'coins', amount: coins, reason: 'Benchmark' }
    await call('POST', `${site.path}/members/${id}/adjustments`, order)
    const from = `10.0.${Math.floor(number / 250)}.${number % 250}`
    await callAsNobody(site, from, '/api/accounts', { email, password, displayName })
    const proved = await callAsNobody(site, from, '/api/email-verifications', {
      token: await mailedToken(call, email),
    })
    const cookie = proved.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ')
    buyers.push({ memberId: id as string, cookie })
  }
  return buyers
}

async function mailedToken(call: Call, email: string): Promise<string> {
  const { data } = (await call('GET', '/api/mailbox')) as { data: { to: string; link: string | null }[] }
  const link = data.find(({ to }) => to === email)?.link
  const token = new URL(link ?? 'http://nowhere').searchParams.get('token')
  if (token === null) throw new Error(`no letter with a link was sent to ${email}`)
  return token
}

async function callAsNobody(
  { server: { port } }: Site,
  from: string,
  path: string,
  body: object,
): Promise<Response> {
  const reply = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': from },
    body: JSON.stringify(body),
  })
  if (!reply.ok) throw new Error(`${path} answered ${reply.status}: ${await reply.text()}`)
  return reply
}
