/**
 * What addresses say of items, over HTTP: what members see of it and since when, what ends within its bounds, and what
 * becomes of listings when it changes. Addresses that are refused: `fetch-document.test.ts`; pictures:
 * `items-pictures.test.ts`.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { items } from '../../server/features/items/index.ts'
import type { Caller } from '../world/caller.ts'
import { liveItem } from '../world/item-inputs.ts'
import { type ItemPages, type Page, pathOf, startItemPages } from '../world/item-pages.ts'
import { egressToLoopback } from '../world/receiver.ts'
import { toldEvents } from '../world/told-events.ts'
import { openTrade, type Trade } from '../world/trade.ts'
import { createWorld, type World } from '../world/world.ts'

let world: World
let owner: Caller
let trade: Trade
let pages: ItemPages
beforeAll(async () => {
  pages = await startItemPages()
  world = await createWorld({ egress: egressToLoopback(), attemptLimits: { totalMs: 1_000 } })
  owner = world.as(world.owner)
  trade = openTrade(world)
})
afterAll(async () => {
  await world?.stop()
  await pages?.close()
})

const fetched = () => world.app.started.of(items).drainMetadata()

/** A live item, fetched for the first time. */
async function fetchedItem(page: Page | object, more: object = {}) {
  const itemUri = pages.at(page)
  const { appId, params } = await liveItem({ world }, { itemUri, ...more })
  await fetched()
  return { itemUri, appId, params, item: await owner.call('getItem', { params }) }
}

/** Two hours later somebody looks at it again. */
async function seenLater(params: { itemId: string }) {
  await world.clock.advance({ hours: 2 })
  await owner.call('getItem', { params })
  await fetched()
  return owner.call('getItem', { params })
}

const metadataOf = (params: { itemId: string }) => owner.call('getItemMetadata', { params })

describe('what the address of an item says', () => {
  it('is shown where the catalog says nothing, and its own fields win', async () => {
    const says = {
      name: 'Other',
      description: 'Burns <b>all</b>.',
      properties: { rarity: 'epic', power: 12 },
    }
    const { item, params } = await fetchedItem(says, { name: 'Blade', attributes: { rarity: 'common' } })
    expect(item).toMatchObject({
      ...{ name: 'Blade', description: '', attributes: { rarity: 'common' } },
      shown: { description: 'Burns <b>all</b>.', attributes: { rarity: 'common', power: 12 }, picture: null },
    })
    expect(await metadataOf(params)).toMatchObject({
      ...{ state: 'fresh', isWaiting: false, failingSince: null, reason: null, imageProblem: null },
      said: { name: 'Other', imageUrl: null, attributes: { rarity: 'epic', power: 12 } },
    })
    const told = await toldEvents(world, params.itemId)
    expect(told.find(({ type }) => type === 'item.metadata_changed')?.data).toMatchObject({
      ...{ item: { id: params.itemId, name: 'Blade' }, changed: ['description', 'attributes'] },
    })
  })

  it('is fetched again when somebody looks at it once it is stale, and not before', async () => {
    const asked: (string | undefined)[] = []
    const { params, itemUri } = await fetchedItem((request, response) => {
      asked.push(request.headers['if-none-match'])
      const isKnown = request.headers['if-none-match'] === '"1"'
      if (isKnown) return void response.writeHead(304).end()
      response.writeHead(200, { etag: '"1"', 'cache-control': 'max-age=600' }).end('{"description":"First"}')
    })
    await owner.call('getItem', { params })
    await fetched()
    expect(asked).toEqual([undefined])
    await world.clock.advance({ minutes: 11 })
    expect((await metadataOf(params)).state).toBe('stale')
    await seenLater(params)
    expect(asked).toEqual([undefined, '"1"'])
    pages.at({ description: 'Second' }, pathOf(itemUri))
    expect((await seenLater(params)).shown.description).toBe('Second')
  })

  it('stays for seven days while the address fails, and then goes', async () => {
    const { params, itemUri } = await fetchedItem({ description: 'Burns.' })
    pages.remove(itemUri)
    expect((await seenLater(params)).shown.description).toBe('Burns.')
    expect(await metadataOf(params)).toMatchObject({
      ...{ state: 'failing', reason: 'The server answered 404.', failingSince: expect.any(String) },
    })
    await world.clock.advance({ days: 7 })
    expect((await seenLater(params)).shown.description).toBe('')
    pages.at((_request, response) => void response.end('<html>'), pathOf(itemUri))
    await seenLater(params)
    expect(await metadataOf(params)).toMatchObject({ state: 'not_json', failingSince: null, said: null })
  })

  it('too_soon: it is fetched for whoever asks once a minute', async () => {
    const { params, itemUri } = await fetchedItem({ description: 'First' })
    pages.at({ description: 'Second' }, pathOf(itemUri))
    expect(await owner.call('refreshItemMetadata', { params })).toMatchObject({ isWaiting: true })
    await fetched()
    expect((await owner.call('getItem', { params })).shown.description).toBe('Second')
    expect(await owner.refusal('refreshItemMetadata', { params })).toBe('too_soon')
    await world.clock.advance({ minutes: 1 })
    expect((await owner.reply('refreshItemMetadata', { params })).status).toBe(202)
    await fetched()
  })

  it('E35 metadata fetcher: drip, huge and nested bodies end within bounds; the item page answers meanwhile', async () => {
    const drips: Page = (_request, response) => {
      const timer = setInterval(() => response.write(' '), 50)
      response.once('close', () => clearInterval(timer))
    }
    const huge: Page = (_request, response) => {
      const more = () => {
        while (!response.destroyed) if (!response.write(Buffer.alloc(64 * 1024, ' '))) return
      }
      response.on('drain', more)
      more()
    }
    const nested: Page = (_request, response) =>
      void response.end(`{"attributes":${'['.repeat(30_000)}${']'.repeat(30_000)}}`)
    const startedMs = performance.now()
    const made = await Promise.all(
      [drips, huge, nested].map((page) => liveItem({ world }, { itemUri: pages.at(page) })),
    )
    const [dripping] = made
    if (!dripping) throw new Error('nothing was made')
    const { state, isWaiting } = await metadataOf(dripping.params)
    expect({ state, isWaiting }).toEqual({ state: 'never', isWaiting: true })
    expect((await owner.reply('getItem', { params: dripping.params })).status).toBe(200)
    await fetched()
    expect(performance.now() - startedMs).toBeLessThan(10_000)
    const reasons = await Promise.all(made.map(async ({ params }) => (await metadataOf(params)).reason))
    expect(reasons).toEqual([
      'The attempt took longer than it may.',
      'The answer is larger than 64 KiB.',
      'The answer is nested more than 16 levels deep.',
    ])
  })
})

describe('a listing', () => {
  afterEach(async () => expect(await trade.faults()).toEqual([]))

  it('E36 metadata changed after listing: the buyer with old `terms` is refused and shown both', async () => {
    const image = pages.picture()
    const { itemUri, appId, params } = await fetchedItem(
      { image, attributes: { power: 99 } },
      { name: 'Blade' },
    )
    const { itemId } = params
    const seller = await trade.trader({ itemId, appId, units: 5 })
    const buyer = await trade.trader({ coins: 1_000 })
    const listing = await seller.lists(itemId)
    expect(listing).toMatchObject({ terms: 1, listedAs: null })
    pages.at({ attributes: { power: 1 } }, pathOf(itemUri))
    await seenLater(params)
    const refused = await buyer.buys(listing)
    expect(refused.body).toMatchObject({ code: 'terms_changed', facts: { unitPrice: 100, terms: 2 } })
    expect(await buyer.coins()).toBe(1_000)
    const query = { params }
    const book = await buyer.call('getBook', query)
    expect(book).toMatchObject({ itemName: 'Blade', picture: null })
    expect(book.asks).toMatchObject([
      {
        terms: 2,
        listedAs: { name: 'Blade', picture: expect.stringContaining('/images/'), hasOtherAttributes: true },
      },
    ])
    const shown = await buyer.call('getListing', { params: { listingId: listing.id } })
    expect(shown.listedAs).toEqual(book.asks[0]?.listedAs)
    expect((await buyer.buys(shown)).status).toBe(201)
  })

  it('has other terms when its item is given another name, and the same when it is described better', async () => {
    const { appId, params } = await fetchedItem({ description: 'Burns.' })
    const seller = await trade.trader({ itemId: params.itemId, appId, units: 5 })
    const { id: listingId } = await seller.lists(params.itemId)
    const now = () => seller.call('getListing', { params: { listingId } })
    await owner.call('updateItem', { params, body: { description: 'Burns everything.' } })
    expect((await now()).terms).toBe(1)
    await owner.call('updateItem', { params, body: { name: 'Twig' } })
    expect(await now()).toMatchObject({ terms: 2, itemName: 'Twig', listedAs: { hasOtherAttributes: false } })
  })
})
