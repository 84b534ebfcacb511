/** Pictures of apps and items, over HTTP: fetched or uploaded, judged, made anew, served from here, and removed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deleteUnusedImages } from '../../server/features/items/images/delete-unused-images.ts'
import { items } from '../../server/features/items/index.ts'
import { freshApp } from '../world/app-inputs.ts'
import type { Caller } from '../world/caller.ts'
import { heldItem, liveItem } from '../world/item-inputs.ts'
import { type ItemPages, startItemPages } from '../world/item-pages.ts'
import { pictureFile, uploadOf } from '../world/pictures.ts'
import { egressToLoopback } from '../world/receiver.ts'
import { openTrade } from '../world/trade.ts'
import { createWorld, type World } from '../world/world.ts'

let world: World
let owner: Caller
let pages: ItemPages
beforeAll(async () => {
  pages = await startItemPages()
  world = await createWorld({ egress: egressToLoopback() })
  owner = world.as(world.owner)
})
afterAll(async () => {
  await world?.stop()
  await pages?.close()
})

const fetched = () => world.app.started.of(items).drainMetadata()

describe('a picture', () => {
  const bytesAt = async (url: string, caller = owner) => caller.fetch('GET', url)

  it('of an address is fetched, made anew and served from here, wherever the item is shown', async () => {
    const image = pages.picture(500, 300)
    const made = await heldItem({ world, memberId: world.ownerMemberId }, 2, { itemUri: pages.at({ image }) })
    await fetched()
    const { shown } = await owner.call('getItem', made)
    const reply = await bytesAt(shown.picture ?? '')
    expect(reply.headers).toMatchObject({
      ...{ 'content-type': 'image/webp', 'x-content-type-options': 'nosniff' },
      ...{ 'cache-control': 'private, max-age=31536000, immutable' },
      'content-security-policy': "default-src 'none'; sandbox",
    })
    expect(reply.text.slice(0, 4)).toBe('RIFF')
    const { data } = await owner.call('getInventory', { params: { memberId: world.ownerMemberId } })
    expect(data.find(({ itemId }) => itemId === made.params.itemId)?.picture).toBe(shown.picture)
    const shelf = await openTrade(world).trader({ itemId: made.params.itemId, appId: made.appId, units: 1 })
    await owner.call('updateApp', { params: { appId: made.appId }, body: { isVisible: true } })
    await shelf.lists(made.params.itemId, { quantity: 1 })
    const market = await owner.call('listMarket', { query: { appId: made.appId } })
    expect(market.data).toMatchObject([{ picture: shown.picture }])
  })

  it('is seen by those of its community only', async () => {
    const { url } = await owner.call('uploadImage', { body: await uploadOf() })
    const stranger = await world.person('stranger@example.com')
    expect((await bytesAt(url, world.as(stranger.credential))).status).toBe(404)
    expect((await bytesAt(url, world.as({}))).status).toBe(401)
    const other = await owner.call('createCommunity', { body: { name: 'Elsewhere' } })
    expect((await bytesAt(url.replace(world.communityId, other.id))).status).toBe(404)
    const body = { title: 'Elsewhere', appUrl: 'https://there.example', imageUrl: url }
    const there = { params: { communityId: other.id }, body }
    expect((await owner.problem('createApp', there)).errors).toMatchObject([{ pointer: '/imageUrl' }])
  })

  it('that was uploaded is shown at once, and smaller than it came', async () => {
    const { url, width, height } = await owner.call('uploadImage', { body: await uploadOf(2_000, 1_500) })
    expect([width, height]).toEqual([1_024, 768])
    const again = { body: await uploadOf(2_000, 1_500), headers: { 'idempotency-key': 'not needed' } }
    expect((await owner.call('uploadImage', again)).url).toBe(url)
    const { params } = await liveItem({ world }, { imageUrl: url })
    expect((await owner.call('getItem', { params })).shown.picture).toBe(url)
    const gone = { params, body: { imageUrl: url.replace(/.{4}$/, '0000') } }
    expect((await owner.problem('updateItem', gone)).errors).toMatchObject([{ pointer: '/imageUrl' }])
  })

  it('image_not_usable: what is no picture, or not of a size that is taken, is told in words', async () => {
    const words = async (content: Buffer | string) => {
      const body = { content: Buffer.from(content).toString('base64') }
      return (await owner.problem('uploadImage', { body })).detail
    }
    expect(await words('<svg xmlns="http://www.w3.org/2000/svg"/>')).toBe(
      'The picture is no PNG, JPEG, WebP or AVIF.',
    )
    expect(await words(await pictureFile(299))).toMatch(/^The picture is too small: 299 × 299 px/)
    expect(await words(await pictureFile(4_097, 300))).toMatch(/^The picture is too big: 4097 × 300 px/)
    expect(await words(Buffer.alloc(2 * 1024 * 1024 + 1))).toBe('The picture is larger than 2 MiB.')
    expect(await words((await pictureFile()).subarray(0, 200))).toBe('The picture cannot be decoded.')
    expect(await owner.refusal('uploadImage', { body: { content: 'no base 64' } })).toBe('validation_failed')
  })

  it('of an app is square, whether it is uploaded or lies elsewhere', async () => {
    const { params } = await freshApp({ world })
    const wide = await owner.call('uploadImage', { body: await uploadOf(600, 300) })
    const refused = await owner.problem('updateApp', { params, body: { imageUrl: wide.url } })
    expect(refused.errors).toEqual([{ pointer: '/imageUrl', reason: 'is not square: 600 × 300 px' }])
    const square = await owner.call('uploadImage', { body: await uploadOf(400) })
    const saved = await owner.call('updateApp', { params, body: { imageUrl: square.url } })
    expect(saved).toMatchObject({ picture: square.url, imageProblem: null })
    const imageUrl = pages.picture(600, 300)
    await owner.call('updateApp', { params, body: { imageUrl } })
    await fetched()
    const judged = await owner.call('getApp', { params })
    expect(judged).toMatchObject({ picture: null, imageProblem: 'The picture is not square: 600 × 300 px.' })
    const other = pages.picture(320)
    await owner.call('updateApp', { params, body: { imageUrl: other } })
    await fetched()
    expect((await owner.call('getApp', { params })).picture).toMatch(/\/images\/[0-9a-f]{64}$/)
    const plain = world.as((await world.staff('Viewer', [])).credential)
    await owner.call('approveApp', { params })
    expect((await plain.call('getApp', { params })).imageProblem).toBeNull()
  })

  it('of an internal address is not fetched', async () => {
    const { params } = await freshApp({ world })
    await owner.call('updateApp', { params, body: { imageUrl: 'http://169.254.169.254/latest/meta-data' } })
    await fetched()
    expect(await owner.call('getApp', { params })).toMatchObject({
      ...{ picture: null, imageProblem: expect.stringContaining('an address that is') },
    })
  })

  it('that nothing names is removed after a day, and one that was replaced when no listing can show it', async () => {
    const isThere = async (url: string) => (await bytesAt(url)).status === 200
    const [unused, first, second] = await Promise.all(
      [10, 20, 30].map(async (shade) => owner.call('uploadImage', { body: await uploadOf(300, 300, shade) })),
    )
    if (!unused || !first || !second) throw new Error('nothing was uploaded')
    const { params } = await liveItem({ world }, { imageUrl: first.url })
    await owner.call('updateItem', { params, body: { imageUrl: second.url } })
    await world.clock.advance({ days: 2 })
    await deleteUnusedImages(world.app.ctx)
    expect(await Promise.all([unused, first, second].map(({ url }) => isThere(url)))).toEqual([
      false,
      true,
      true,
    ])
    await world.clock.advance({ days: 90 })
    await deleteUnusedImages(world.app.ctx)
    expect(await Promise.all([first, second].map(({ url }) => isThere(url)))).toEqual([false, true])
  })
})
