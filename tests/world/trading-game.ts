/** A game that is told of orders: it keeps what it was sent and answers as told. */
import type { IncomingHttpHeaders } from 'node:http'
import { market } from '../../server/features/market/index.ts'
import { callingApp, liveItem } from './game.ts'
import { startHttpServer } from './raw-server.ts'
import type { World } from './world.ts'

export interface ToldOrder {
  headers: IncomingHttpHeaders
  text: string
  order: { userEmail: string; itemUri: string; countSold: number; countRemaining: number }
}

export interface TradingGame {
  appId: string
  clientId: string
  key: string
  itemId: string
  itemUri: string
  told: ToldOrder[]
  /** A status; or it breaks off after it has read the request. */
  answerWith: (answer: number | 'breaks off') => void
  /** Sends a call of the wire with its key. */
  calls: (method: 'GET' | 'POST', path: string, body?: object) => ReturnType<World['fetch']>
  close: () => Promise<void>
}

/** With its webhook saved, and a mergeable item. */
export async function startTradingGame(
  world: World,
  settings: object = {},
  item: object = {},
): Promise<TradingGame> {
  const told: ToldOrder[] = []
  let answer: number | 'breaks off' = 204
  const server = await startHttpServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const text = Buffer.concat(chunks).toString('utf8')
    const { sellOrderCreated: order } = JSON.parse(text) as { sellOrderCreated?: ToldOrder['order'] }
    if (!order) return void outgoing.writeHead(204).end()
    told.push({ headers: incoming.headers, text, order })
    if (typeof answer === 'number') outgoing.writeHead(answer).end()
    else incoming.socket.destroy()
  })
  const app = await callingApp(world)
  const { appId, key } = app
  const url = `http://127.0.0.1:${server.port}/fingi`
  await world.as(world.owner).call('saveAppWebhook', { params: { appId }, body: { url, settings } })
  const made = await liveItem(world, appId, { kind: 'mergeable', ...item })
  return {
    ...{ ...app, ...made, told },
    answerWith(next) {
      answer = next
    },
    calls: (method, path, body) =>
      world.fetch(method, path, {
        headers: { authorization: `Bearer ${key}`, ...(body ? { 'content-type': 'application/json' } : {}) },
        ...(body ? { body: JSON.stringify(body) } : {}),
      }),
    async close() {
      await world.as(world.owner).call('saveAppWebhook', { params: { appId }, body: { url: null } })
      await server.close()
    },
  }
}

/** Waits until everything that is due was sent, and decided what it decides. */
export async function settleOrders(world: World): Promise<void> {
  await world.drainDeliveries()
  await world.app.started.of(market).drain()
}
