/** A game that is told of merges: it keeps what it was sent, answers as told, and adds units once for each merge. */
import type { IncomingHttpHeaders } from 'node:http'
import { items } from '../../server/features/items/index.ts'
import { callingApp, liveItem } from './game.ts'
import { startHttpServer } from './raw-server.ts'
import type { World } from './world.ts'

export interface ToldMerge {
  headers: IncomingHttpHeaders
  text: string
  mergeId: string
  count: number
}

/** A status; or it breaks off after it has read the request, with or without having acted. */
export type GameAnswer = number | 'breaks off' | 'acts and breaks off'

export interface MergingGame {
  appId: string
  clientId: string
  key: string
  url: string
  itemId: string
  itemUri: string
  told: ToldMerge[]
  answerWith: (answer: GameAnswer | ((told: ToldMerge) => GameAnswer | Promise<GameAnswer>)) => void
  /** What it has added: units by merge. */
  added: Map<string, number>
  close: () => Promise<void>
}

/** Everything but merges it takes. With its webhook saved. */
export async function startMergingGame(world: World, settings: object = {}): Promise<MergingGame> {
  const told: ToldMerge[] = []
  const added = new Map<string, number>()
  let answer: Parameters<MergingGame['answerWith']>[0] = 204
  const server = await startHttpServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const text = Buffer.concat(chunks).toString('utf8')
    const body = JSON.parse(text) as { mergeRequest?: { mergeId: string; count: number } }
    if (!body.mergeRequest) return void outgoing.writeHead(204).end()
    const { mergeId, count } = body.mergeRequest
    const merge = { headers: incoming.headers, text, mergeId, count }
    told.push(merge)
    const now = typeof answer === 'function' ? await answer(merge) : answer
    const hasActed = now === 'acts and breaks off' || (typeof now === 'number' && now < 300)
    if (hasActed) added.set(mergeId, count)
    if (typeof now === 'number') outgoing.writeHead(now).end()
    else incoming.socket.destroy()
  })
  const app = await callingApp(world)
  const { appId } = app
  const url = `http://127.0.0.1:${server.port}/fingi`
  await world.as(world.owner).call('saveAppWebhook', { params: { appId }, body: { url, settings } })
  const item = await liveItem(world, appId, { kind: 'mergeable' })
  return {
    ...{ ...app, ...item, url, told, added },
    answerWith(next) {
      answer = next
    },
    async close() {
      await world.as(world.owner).call('saveAppWebhook', { params: { appId }, body: { url: null } })
      await server.close()
    },
  }
}

/** Waits until everything that is due was sent, and decided what it decides. */
export async function settleMerges(world: World): Promise<void> {
  await world.drainDeliveries()
  await world.app.started.of(items).drainMerges()
}
