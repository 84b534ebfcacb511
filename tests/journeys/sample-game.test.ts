/** The sample game, played: what its player page shows, the inventory and the ledger agree, whatever dies in between. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { findFreePort } from '../world/free-port.ts'
import { egressToLoopback } from '../world/receiver.ts'
import { type PlayerPage, type SampleGame, startSampleGame } from '../world/sample-game.ts'
import { createWorld, type World } from '../world/world.ts'

const patience = { timeout: 30_000, interval: 50 }

let world: World
let game: SampleGame
let appId: string
let itemIds: Map<string, string>
beforeAll(async () => {
  const port = await findFreePort()
  const publicUrl = `http://localhost:${port}`
  world = await createWorld({ port, publicUrl, egress: egressToLoopback() })
  game = await startSampleGame(world, publicUrl)
  const { data: apps } = await owner().call('listApps', { query: {} })
  appId = apps[0]?.id ?? ''
  const { data: items } = await owner().call('listItems', { params: { appId }, query: {} })
  itemIds = new Map(items.map(({ itemUri, id }) => [itemUri.split('/').at(-1) ?? '', id]))
}, 60_000)
afterAll(async () => {
  await game?.stop()
  await world?.stop()
})

const owner = () => world.as(world.owner)
const itemId = (key: string) => itemIds.get(key) ?? ''

async function inventoryOf(memberId: string): Promise<Record<string, number>> {
  const { data } = await owner().call('getInventory', { params: { memberId }, query: {} })
  return Object.fromEntries(data.map(({ itemUri, available }) => [itemUri.split('/').at(-1), available]))
}

async function inMine(player: PlayerPage, key: string): Promise<number> {
  return (await player.look()).items.find((item) => item.key === key)?.inMine ?? 0
}

async function digUntil(player: PlayerPage, wanted: number): Promise<void> {
  while ((await inMine(player, 'ore')) < wanted) await player.dig()
}

const post = (op: 'grant', memberId: string, key: string, quantity: number) =>
  owner().call('postUnits', {
    params: { appId },
    body: { operations: [{ op, memberId, itemId: itemId(key), quantity }], reason: 'A test' },
  })

test('a player earns an item in the game, sells it, another buys it with coins earned by a webhook, merges it into the game, activates a booster, and every count agrees in the game, the inventory and the ledger', async () => {
  const [mira, theo] = [await world.staff('Mira', []), await world.staff('Theo', [])]
  const miraPlays = await game.join('Mira', mira.email)
  const theoPlays = await game.join('Theo', theo.email)

  await digUntil(miraPlays, 10)
  const dug = await inMine(miraPlays, 'ore')
  await miraPlays.bring('ore', 10)
  await vi.waitFor(async () => expect(await inventoryOf(mira.memberId)).toEqual({ ore: 10 }), patience)
  expect(await inMine(miraPlays, 'ore')).toBe(dug - 10)

  const listing = await world.as(mira.credential).call('createListing', {
    params: { itemId: itemId('ore') },
    body: { quantity: 8, unitPrice: 5 },
  })
  const webhook = await world.webhook({
    mapping: {
      member: { identifier: 'email', path: '$.player' },
      lines: [{ kind: 'currency', asset: 'coins', operator: 'add', path: '$.coins' }],
    },
  })
  await world.deliver(webhook, { player: theo.email, coins: 100 })
  await world.as(theo.credential).call('purchaseListing', {
    params: { listingId: listing.id },
    body: { quantity: 8, unitPrice: 5, terms: listing.terms },
  })
  expect((await world.balances(theo.memberId)).coins).toBe(60)
  expect(await inventoryOf(theo.memberId)).toEqual({ ore: 8 })

  await world.as(theo.credential).call('requestMerge', {
    params: { itemId: itemId('ore') },
    body: { quantity: 6 },
  })
  await world.drainDeliveries()
  await vi.waitFor(async () => expect(await inMine(theoPlays, 'ore')).toBe(6), patience)
  expect(await inventoryOf(theo.memberId)).toEqual({ ore: 2 })

  await post('grant', theo.memberId, 'torch', 1)
  await post('grant', theo.memberId, 'lantern', 1)
  await world.as(theo.credential).call('activateItem', {
    params: { itemId: itemId('torch') },
    body: { units: 1 },
  })
  await world.drainDeliveries()
  const seen = await theoPlays.look()
  expect(seen).toMatchObject({ hasLantern: true, moving: [], refused: [] })
  expect(Math.abs((seen.torchUntil ?? 0) - (world.clock.now() / 1000 + 3600))).toBeLessThan(60)
  expect(await inventoryOf(theo.memberId)).toEqual({ ore: 2, lantern: 1 })
  expect(await theoPlays.compare()).toEqual({ differences: [] })
})

test('a game that dies with what it was told still has it, and a merge whose webhook it never got is added once', async () => {
  const iris = await world.staff('Iris', [])
  const plays = await game.join('Iris', iris.email)
  await post('grant', iris.memberId, 'ore', 9)
  const merge = (quantity: number) =>
    world.as(iris.credential).call('requestMerge', { params: { itemId: itemId('ore') }, body: { quantity } })
  await merge(4)
  await world.drainDeliveries()
  await vi.waitFor(async () => expect(await inMine(plays, 'ore')).toBe(4), patience)

  await game.kill()
  await merge(5)
  await game.start()
  const again = await game.join('Iris', iris.email)
  await vi.waitFor(async () => expect(await inMine(again, 'ore')).toBe(9), patience)
  await world.drainDeliveries()
  expect(await inMine(again, 'ore')).toBe(9)
  expect(await inventoryOf(iris.memberId)).toEqual({})
})

test('units that Guildhall refuses come back into the mine', async () => {
  const noor = await world.staff('Noor', [])
  const plays = await game.join('Noor', noor.email)
  await digUntil(plays, 3)
  const dug = await inMine(plays, 'ore')
  await owner().call('freezeItem', { params: { itemId: itemId('ore') }, body: { reason: 'A test' } })
  await plays.bring('ore', 3)
  await vi.waitFor(async () => expect((await plays.look()).refused).toHaveLength(1), patience)
  expect(await inMine(plays, 'ore')).toBe(dug)
  await owner().call('thawItem', { params: { itemId: itemId('ore') } })
})
