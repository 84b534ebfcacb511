/**
 * A receiver that was written from the published page alone: it knows two headers, the four events and their fields, and
 * nothing of signatures, sequences or modes. It understands everything that it is sent.
 */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { callingApp, liveItem } from '../world/game.ts'
import { egressToLoopback } from '../world/receiver.ts'
import { createWorld, type World } from '../world/world.ts'

/** What the page tells a game to keep. */
interface Game {
  /** By e-mail and address of the item. */
  inGame: Map<string, number>
  tokens: Map<string, number>
  subs: Map<string, { expirationDate: number; isActive: boolean }>
  orders: { userEmail: string; itemUri: string; countSold: number; countRemaining: number }[]
  notUnderstood: string[]
}

let world: World
let server: Server
let game: Game
let key: string
let clientId: string
let appId: string
beforeAll(async () => {
  world = await createWorld({ egress: egressToLoopback() })
  ;({ appId, clientId, key } = await callingApp(world))
  game = { inGame: new Map(), tokens: new Map(), subs: new Map(), orders: [], notUnderstood: [] }
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
    const isUnderstood = understand(request.headers, Buffer.concat(chunks).toString('utf8'))
    response.writeHead(isUnderstood ? 200 : 400).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/fingi`
  await world.as(world.owner).call('saveAppWebhook', { params: { appId }, body: { url } })
})
afterAll(async () => {
  server?.closeAllConnections()
  await new Promise((resolve) => server?.close(resolve))
  await world?.stop()
})

function understand(headers: Record<string, string | string[] | undefined>, text: string): boolean {
  const event = headers['x-webook-event']
  const body = JSON.parse(text)
  const isOurs =
    headers.authorization === `Basic ${key}` && body.clientId === clientId && body.event === event
  const place = (userEmail: string, itemUri: string) => `${userEmail} ${itemUri}`
  if (isOurs && event === 'ItemMergeRequested') {
    const { mergeId, userEmail, itemUri, count } = body.mergeRequest
    const at = place(userEmail, itemUri)
    game.inGame.set(at, (game.inGame.get(at) ?? 0) + count)
    return typeof mergeId === 'string'
  }
  if (isOurs && event === 'SellOrderCreated') {
    game.orders.push(body.sellOrderCreated)
    return true
  }
  if (isOurs && event === 'TokenAmountChanged') {
    const { userEmail, items } = body.tokenAmountChanged
    for (const { itemUri, tokenCount } of items) game.tokens.set(place(userEmail, itemUri), tokenCount)
    return true
  }
  if (isOurs && event === 'SubActivated') {
    const { userEmail, activeSubs } = body.subActivated
    for (const { itemUri, ...sub } of activeSubs) game.subs.set(place(userEmail, itemUri), sub)
    return true
  }
  game.notUnderstood.push(text)
  return false
}

test('a receiver written only from the published page understands all four webhooks', async () => {
  const mira = await world.staff('Mira', [])
  const owner = world.as(world.owner)
  const plays = world.as(mira.credential)
  const ore = await liveItem(world, appId, { kind: 'mergeable' })
  const skin = await liveItem(world, appId, { kind: 'permanent' })
  const boost = await liveItem(world, appId, {
    kind: 'time_limited',
    tiers: [{ key: 'day', seconds: 86_400 }],
  })
  const operations = [
    { op: 'grant' as const, memberId: mira.memberId, itemId: ore.itemId, quantity: 10 },
    { op: 'grant' as const, memberId: mira.memberId, itemId: skin.itemId, quantity: 3 },
    { op: 'grant' as const, memberId: mira.memberId, itemId: boost.itemId, quantity: 2 },
  ]
  await owner.call('postUnits', { params: { appId }, body: { operations, reason: 'A test' } })
  await plays.call('requestMerge', { params: { itemId: ore.itemId }, body: { quantity: 5 } })
  await plays.call('createListing', { params: { itemId: ore.itemId }, body: { quantity: 3, unitPrice: 10 } })
  await plays.call('createListing', { params: { itemId: skin.itemId }, body: { quantity: 2, unitPrice: 10 } })
  await plays.call('activateItem', { params: { itemId: boost.itemId }, body: { units: 1 } })
  await world.drainDeliveries()

  const of = ({ itemUri }: { itemUri: string }) => `${mira.email} ${itemUri}`
  expect(game.notUnderstood).toEqual([])
  expect(game.inGame).toEqual(new Map([[of(ore), 5]]))
  expect(game.tokens).toEqual(new Map([[of(skin), 1]]))
  expect(game.orders).toHaveLength(2)
  expect(game.orders).toEqual(
    expect.arrayContaining([
      { userEmail: mira.email, itemUri: ore.itemUri, countSold: 3, countRemaining: 2 },
      { userEmail: mira.email, itemUri: skin.itemUri, countSold: 2, countRemaining: 1 },
    ]),
  )
  const sub = game.subs.get(of(boost))
  expect(sub?.isActive).toBe(true)
  expect(Math.abs((sub?.expirationDate ?? 0) - (world.clock.now() / 1000 + 86_400))).toBeLessThan(60)
})
