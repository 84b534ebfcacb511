/** The game's server: pages and play for players, and one address that Guildhall calls. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join as joinPath } from 'node:path'
import { createGuildhall, Refused } from './guildhall.ts'
import { gameItems, uriOf } from './items.ts'
import { openJournal } from './journal.ts'
import { createLane } from './lane.ts'
import { pageFile } from './page-file.ts'
import { BadInput, bring, compare, digOnce, join } from './play.ts'
import { receive } from './receive.ts'
import { createSessions } from './sessions.ts'
import { readSettings } from './settings.ts'
import { readInventory, settle } from './settle.ts'
import { viewOf } from './view.ts'

const bodyBytesMax = 256 * 1024
const settleEveryMs = 60_000

const settings = readSettings(process.env)
const { gameOrigin } = settings
const journal = await openJournal(joinPath(settings.dataDir, 'journal.jsonl'), (error) => {
  process.stderr.write(`The journal cannot be written: ${error}\n`)
  process.exit(1)
})
const guildhall = createGuildhall({ ...settings, origin: settings.guildhallOrigin })
const settling = { journal, guildhall, gameOrigin }
const sessions = createSessions()
const lane = createLane(
  () => settle(settling),
  (error) => process.stderr.write(`Settling waits: ${error instanceof Error ? error.message : error}\n`),
)

const server = createServer((request, response) => {
  answer(request, response).catch((error: unknown) => {
    if (error instanceof BadInput) return sendJson(response, 400, { message: error.message })
    if (error instanceof Refused) return sendJson(response, 409, { message: error.message })
    process.stderr.write(
      `${request.method} ${request.url}: ${error instanceof Error ? error.stack : error}\n`,
    )
    const message = 'Guildhall cannot be reached right now. Nothing is lost: try again.'
    return sendJson(response, 502, { message })
  })
})

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = new URL(request.url ?? '/', gameOrigin).pathname
  if (request.method === 'POST' && path === '/hooks/guildhall') return answerHook(request, response)
  if (request.method === 'POST') return answerPlay(path, request, response)
  const item = gameItems.find(({ key }) => path === `/items/${key}`)
  if (item)
    return sendJson(response, 200, {
      name: item.name,
      description: item.description,
      external_url: uriOf(gameOrigin, item.key),
    })
  if (path === '/state') return sendJson(response, 200, stateOf(request))
  const file = await pageFile(path)
  response.writeHead(file ? 200 : 404, file?.headers)
  response.end(file?.bytes)
}

async function answerHook(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { status, text } = await receive(
    request.headers,
    await bodyOf(request),
    journal,
    settings,
    Date.now(),
  )
  response.writeHead(status).end(text)
  if (status < 300) void lane.run()
}

async function answerPlay(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // Forms of other sites cannot send this type.
  if (request.headers['content-type'] !== 'application/json') throw new BadInput('Send JSON.')
  const input = parse(await bodyOf(request))
  if (path === '/join') {
    response.setHeader('set-cookie', sessions.begin(await join(settling, input)))
    return sendJson(response, 200, {})
  }
  const player = journal.state.players.get(sessions.emailOf(request) ?? '')
  if (!player) return sendJson(response, 401, { message: 'Say who you are first.' })
  if (path === '/dig') return sendJson(response, 200, await digOnce(settling, player))
  if (path === '/refresh') {
    await readInventory(settling, player.email)
    return sendJson(response, 200, {})
  }
  if (path === '/compare') return sendJson(response, 200, await compare(settling, player))
  if (path !== '/bring') return sendJson(response, 404, { message: 'There is nothing here.' })
  await bring(settling, player, input)
  void lane.run()
  return sendJson(response, 200, {})
}

function stateOf(request: IncomingMessage): object {
  const player = journal.state.players.get(sessions.emailOf(request) ?? '')
  return {
    player: player ? viewOf(journal.state, player, Date.now()) : null,
    guildhall: settings.guildhallOrigin,
  }
}

function parse(bytes: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'))
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
  } catch {}
  throw new BadInput('Send a JSON object.')
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size > bodyBytesMax) throw new BadInput('This is too much at once.')
    parts.push(part)
  }
  return Buffer.concat(parts)
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  })
  response.end(JSON.stringify(body))
}

server.listen(settings.port, () => {
  process.stdout.write(`The sample game is ready at ${gameOrigin}\n`)
  void lane.run()
})
const timer = setInterval(() => void lane.run(), settleEveryMs)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    clearInterval(timer)
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await journal.close()
    process.exit(0)
  })
}
