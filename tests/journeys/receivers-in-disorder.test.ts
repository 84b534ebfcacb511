/** What receivers know when deliveries reach them late, twice, backwards or not at all for a while. */
import type { IncomingHttpHeaders } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ItemChange } from '../../contracts/inventory.ts'
import type { Operation } from '../../contracts/postings.ts'
import type { Caller } from '../world/caller.ts'
import { callingApp, liveItem } from '../world/game.ts'
import { booster } from '../world/item-inputs.ts'
import { createRandom } from '../world/random.ts'
import { startHttpServer } from '../world/raw-server.ts'
import { egressToLoopback, startReceiver } from '../world/receiver.ts'
import { patienceMs, sizeOf } from '../world/sizes.ts'
import { openTrade, type Trader } from '../world/trade.ts'
import { createWorld, type World } from '../world/world.ts'

let world: World
let owner: Caller
beforeAll(async () => {
  // Whoever is silent is given up soon.
  const attemptLimits = { headersMs: 500, totalMs: 1000 }
  world = await createWorld({ egress: egressToLoopback(), attemptLimits })
  owner = world.as(world.owner)
})
afterAll(() => world?.stop())

const post = (appId: string, operations: Operation[]) =>
  owner.call('postUnits', { params: { appId }, body: { operations, reason: 'A test' } })

/** However long it takes. */
async function untilAllSent(endpointId: string): Promise<void> {
  for (;;) {
    await world.drainDeliveries()
    const query = { endpointId, status: 'pending' as const }
    if ((await owner.call('listDeliveries', { query })).data.length === 0) return
    await world.clock.advance({ hours: 6 })
  }
}

/** What each member has available, by the address of the item. */
async function countsOf(memberIds: readonly string[], appId: string): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  for (const memberId of memberIds) {
    const { data } = await owner.call('getInventory', { params: { memberId }, query: { appId } })
    for (const { itemUri, available } of data)
      if (available > 0) counts.set(`${memberId} ${itemUri}`, available)
  }
  return counts
}

const inOrder = (counts: ReadonlyMap<string, number>) =>
  [...counts].filter(([, count]) => count > 0).sort(([one], [other]) => (one < other ? -1 : 1))

it('E10 webhooks delivered in reverse and doubled: a receiver that uses counts and sequences ends equal to the ledger', async () => {
  const receiver = await startReceiver()
  const { appId } = await callingApp(world)
  await owner.call('saveAppWebhook', { params: { appId }, body: { settings: { confirmMode: 'explicit' } } })
  const { itemId: ore } = await liveItem(world, appId, { kind: 'mergeable' })
  const { itemId: sword } = await liveItem(world, appId)
  const { itemId: boost } = await liveItem(world, appId, booster())
  const eventTypes = ['item.*', 'gift.*', 'merge.*', 'period.*', 'listing.*', 'fill.*', 'mint_order.*']
  const endpoint = { name: 'Disorder', url: receiver.url, eventTypes }
  const { id: endpointId } = await owner.call('createEndpoint', { body: endpoint })
  const trade = openTrade(world)
  const players = [await trade.trader({ coins: 5000 }), await trade.trader({ coins: 5000 })] as const
  const [ada, bo] = players
  for (const { memberId } of players)
    for (const itemId of [ore, sword, boost])
      await post(appId, [{ op: 'grant', memberId, itemId, quantity: 30 }])
  await playAll(ada, bo, { ore, sword, boost })
  await post(appId, [{ op: 'take', memberId: bo.memberId, itemId: sword, quantity: 3 }])
  await untilAllSent(endpointId)

  const changes = receiver.requests.flatMap(({ json }) => (json.data.changes ?? []) as ItemChange[])
  expect(changes.length).toBeGreaterThan(20)
  const known = new Map<string, ItemChange>()
  for (const change of [...changes, ...changes].reverse()) {
    const key = `${change.memberId} ${change.itemUri}`
    if (change.inventorySequence > (known.get(key)?.inventorySequence ?? 0)) known.set(key, change)
  }
  const counts = new Map([...known].map(([key, { countAfter }]) => [key, countAfter]))
  expect(inOrder(counts)).toEqual(
    inOrder(
      await countsOf(
        players.map(({ memberId }) => memberId),
        appId,
      ),
    ),
  )
  await receiver.close()
})

/** Something of everything that moves units. */
async function playAll(ada: Trader, bo: Trader, item: { ore: string; sword: string; boost: string }) {
  const offer = async (itemId: string) =>
    (await ada.call('offerGift', { body: { toMemberId: bo.memberId, itemId, quantity: 2 } })).id
  await bo.call('acceptGift', { params: { giftId: await offer(item.sword) } })
  await bo.call('rejectGift', { params: { giftId: await offer(item.ore) } })
  await offer(item.boost)
  const merge = async () =>
    (await ada.call('requestMerge', { params: { itemId: item.ore }, body: { quantity: 4 } })).id
  await owner.call('confirmMerge', { params: { mergeId: await merge() } })
  await ada.call('cancelMerge', { params: { mergeId: await merge() } })
  const sale = await ada.lists(item.ore, { quantity: 6 })
  expect((await bo.buys(sale, 2)).status).toBe(201)
  const fill = (await bo.buys(sale, 1)).body as { id: string }
  await owner.call('reverseFill', { params: { fillId: fill.id }, body: { reason: 'A test' } })
  await ada.call('cancelListing', { params: { listingId: sale.id } })
  await bo.lists(item.sword, { quantity: 3 })
  await bo.call('activateItem', { params: { itemId: item.boost }, body: { units: 5 } })
  const order = { params: { itemId: item.ore }, body: { quantity: 7, unitPrice: 9 } }
  for (const listOnConfirm of [true, false]) {
    const { id: mintOrderId } = await ada.call('requestMintOrder', {
      ...order,
      body: { ...order.body, listOnConfirm },
    })
    await owner.call('confirmMintOrder', { params: { mintOrderId } })
  }
}

type Answer = number | 'breaks off' | 'is silent'

/** A game that believes every snapshot that it reads, however it answers. */
interface Believer {
  appId: string
  memberIds: string[]
  itemIds: string[]
  /** What it was told last of each member, and by which header its event is known. */
  lastOf: Map<string, { told: { itemUri: string; tokenCount: number }[]; headers: IncomingHttpHeaders }>
  answerWith: (next: () => Answer) => void
  acceptedCount: () => number
  close: () => Promise<void>
}

async function startBeliever(scope: 'all' | 'changed'): Promise<Believer> {
  const lastOf: Believer['lastOf'] = new Map()
  let answer: () => Answer = () => 204
  let accepted = 0
  const server = await startHttpServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const { tokenAmountChanged } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as {
      tokenAmountChanged: { items: { itemUri: string; tokenCount: number }[] }
    }
    const { headers } = incoming
    const now = answer()
    if (now === 204) {
      accepted += 1
      const memberId = String(headers['x-guildhall-member'])
      const before = scope === 'changed' ? (lastOf.get(memberId)?.told ?? []) : []
      const items = tokenAmountChanged.items
      const kept = before.filter(({ itemUri }) => !items.some((item) => item.itemUri === itemUri))
      lastOf.set(memberId, { told: [...kept, ...items], headers })
    }
    if (now === 'breaks off') incoming.socket.destroy()
    else if (now !== 'is silent') outgoing.writeHead(now).end()
  })
  const { appId } = await callingApp(world)
  const url = `http://127.0.0.1:${server.port}/fingi`
  const settings = { tokenAmountChangedScope: scope }
  await owner.call('saveAppWebhook', { params: { appId }, body: { url, settings } })
  const itemIds = []
  for (let index = 0; index < 3; index++) itemIds.push((await liveItem(world, appId)).itemId)
  const memberIds = []
  for (let index = 0; index < 4; index++) memberIds.push((await world.member(`Of${scope}${index}`)).id)
  return {
    ...{ appId, memberIds, itemIds, lastOf },
    answerWith: (next) => {
      answer = next
    },
    acceptedCount: () => accepted,
    async close() {
      await owner.call('saveAppWebhook', { params: { appId }, body: { url: null } })
      await server.close()
    },
  }
}

it.each(['all', 'changed'] as const)(
  'F20 while deliveries fail, time out and are retried in any order, the last accepted snapshot of each member shows the true counts: scope %s',
  async (scope) => {
    const random = createRandom(20_261_127)
    const game = await startBeliever(scope)
    const { appId, memberIds, itemIds } = game
    const answers = [204, 204, 204, 503, 503, 404, 'breaks off', 'is silent'] as const
    game.answerWith(() => answers[random.integer(0, answers.length - 1)] ?? 204)
    const have = new Map<string, number>()
    for (let round = 0; round < sizeOf({ usual: 8, full: 60 }); round++) {
      for (let turn = 0; turn < 4; turn++) {
        const memberId = memberIds[random.integer(0, memberIds.length - 1)] ?? ''
        const itemId = itemIds[random.integer(0, itemIds.length - 1)] ?? ''
        const key = `${memberId} ${itemId}`
        const had = have.get(key) ?? 0
        const op = had > 0 && random.integer(0, 2) === 0 ? 'take' : 'grant'
        const quantity = op === 'take' ? had : random.integer(1, 5)
        have.set(key, op === 'take' ? 0 : had + quantity)
        await post(appId, [{ op, memberId, itemId, quantity }])
      }
      await world.drainDeliveries()
      await world.clock.advance({ minutes: random.integer(1, 9) })
      await world.drainDeliveries()
    }
    game.answerWith(() => 204)
    const endpointId = (await owner.call('getAppWebhook', { params: { appId } })).endpointId ?? ''
    await untilAllSent(endpointId)
    expect(game.acceptedCount()).toBeGreaterThan(4)
    const told = new Map(
      [...game.lastOf].flatMap(([memberId, last]) =>
        last.told.map(({ itemUri, tokenCount }) => [`${memberId} ${itemUri}`, tokenCount] as const),
      ),
    )
    expect(inOrder(told)).toEqual(inOrder(await countsOf(memberIds, appId)))
    await game.close()
  },
  patienceMs,
)
