/** Inputs of items, postings and inventories: each about an item of its own. */
import { approvedApp, freshApp } from './app-inputs.ts'
import { uploadOf } from './pictures.ts'
import type { World } from './world.ts'

interface InWorld {
  world: World
}

let count = 0

/** The body of a new item. */
export const newItem = (more: object = {}) => ({
  itemUri: `https://items.game.example/item?id=${++count}`,
  kind: 'permanent' as const,
  name: `Sword ${count}`,
  ...more,
})

export const week = 7 * 24 * 3600
export const booster = (more: object = {}) =>
  newItem({ kind: 'time_limited', tiers: [{ key: 'week', seconds: week }], ...more })

interface MadeItem {
  appId: string
  params: { itemId: string }
}

export async function freshItem({ world }: InWorld, more: object = {}): Promise<MadeItem> {
  const { params } = await approvedApp({ world })
  const { id: itemId } = await world.as(world.owner).call('createItem', { params, body: newItem(more) })
  return { appId: params.appId, params: { itemId } }
}

export async function liveItem(fixture: InWorld, more: object = {}): Promise<MadeItem> {
  const item = await freshItem(fixture, more)
  await fixture.world.as(fixture.world.owner).call('publishItem', { params: item.params })
  return item
}

export const granted = (itemId: string, memberId: string, quantity = 1) => ({
  operations: [{ op: 'grant' as const, memberId, itemId, quantity }],
  reason: 'Won the raid',
})

/** An item that the member holds some of. */
export async function heldItem(
  fixture: InWorld & { memberId: string },
  quantity = 5,
  more: object = {},
): Promise<MadeItem> {
  const item = await liveItem(fixture, more)
  const body = granted(item.params.itemId, fixture.memberId, quantity)
  await fixture.world.as(fixture.world.owner).call('postUnits', { params: { appId: item.appId }, body })
  return item
}

const ofItem = async (made: Promise<MadeItem>) => ({ params: (await made).params })

export const itemInputs = {
  listItems: async (fixture: InWorld) => ({ ...(await approvedApp(fixture)), query: { limit: 5 } }),
  createItem: async (fixture: InWorld) => ({ ...(await freshApp(fixture)), body: newItem() }),
  getItem: (fixture: InWorld) => ofItem(liveItem(fixture)),
  updateItem: async (fixture: InWorld) => ({
    ...(await ofItem(freshItem(fixture))),
    body: { description: 'Sharp' },
  }),
  publishItem: (fixture: InWorld) => ofItem(freshItem(fixture)),
  retireItem: (fixture: InWorld) => ofItem(liveItem(fixture)),
  freezeItem: async (fixture: InWorld) => ({
    ...(await ofItem(liveItem(fixture))),
    body: { reason: 'A test' },
  }),
  thawItem: async ({ world }: InWorld) => {
    const { params } = await liveItem({ world })
    await world.as(world.owner).call('freezeItem', { params, body: { reason: 'A test' } })
    return { params }
  },
  getItemMetadata: (fixture: InWorld) => ofItem(liveItem(fixture)),
  refreshItemMetadata: (fixture: InWorld) => ofItem(freshItem(fixture)),
  uploadImage: async () => ({ body: await uploadOf() }),
  getImage: async ({ world }: InWorld) => {
    const { url } = await world.as(world.owner).call('uploadImage', { body: await uploadOf() })
    return { params: { imageId: url.split('/').at(-1) ?? '' } }
  },
  postUnits: async (fixture: InWorld & { memberId: string }) => {
    const { appId, params } = await liveItem(fixture)
    return { params: { appId }, body: granted(params.itemId, fixture.memberId) }
  },
  getInventory: ({ memberId }: InWorld & { memberId: string }) => ({ params: { memberId } }),
  listInventoryChanges: async (fixture: InWorld & { memberId: string }) => {
    const { appId } = await heldItem(fixture)
    return { params: { memberId: fixture.memberId }, query: { appId } }
  },
}
