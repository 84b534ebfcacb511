/**
 * Inputs of the market: listings out of the treasury of an app, and what the owner buys of them. Apps whose units are in
 * circulation cannot be archived, and a community holds only so many: these share a few.
 */
import { appKey, approvedApp } from './app-inputs.ts'
import type { Credential } from './caller.ts'
import { liveItem, newItem } from './item-inputs.ts'
import type { World } from './world.ts'

interface InWorld {
  world: World
}

export interface Shelf {
  appId: string
  itemId: string
  /** The credential of a key of the app. */
  app: Credential
}

/** An item of an app of its own, whose treasury has some of it. */
export async function stockedItem(fixture: InWorld, more: object = {}): Promise<Shelf> {
  const { appId, params } = await liveItem(fixture, more)
  return stock(fixture.world, appId, params.itemId)
}

async function stock(world: World, appId: string, itemId: string): Promise<Shelf> {
  const operations = [{ op: 'stock' as const, itemId, quantity: 1000 }]
  const body = { operations, reason: 'A new shelf' }
  await world.as(world.owner).call('postUnits', { params: { appId }, body })
  return { appId, itemId, app: await appKey(world, appId) }
}

/** A member has 50 mint orders of one app at most. */
const usesMax = 30
const shared = new WeakMap<World, { appId: string; uses: number }>()

/** A live item of an app that asks for orders itself. */
async function sharedItem(world: World): Promise<{ appId: string; itemId: string }> {
  const owner = world.as(world.owner)
  let app = shared.get(world)
  if (!app || app.uses >= usesMax) {
    const { params } = await approvedApp({ world })
    await owner.call('saveAppWebhook', { params, body: { settings: { confirmMode: 'explicit' } } })
    app = { appId: params.appId, uses: 0 }
    shared.set(world, app)
  }
  app.uses += 1
  const params = { appId: app.appId }
  const { id: itemId } = await owner.call('createItem', { params, body: newItem({ kind: 'mergeable' }) })
  await owner.call('publishItem', { params: { itemId } })
  return { appId: app.appId, itemId }
}

async function sharedShelf(world: World): Promise<Shelf> {
  const { appId, itemId } = await sharedItem(world)
  return stock(world, appId, itemId)
}

export async function freshListing(fixture: InWorld, more: object = {}) {
  const shelf = await sharedShelf(fixture.world)
  const body = { quantity: 10, unitPrice: 95, ...more }
  const params = { itemId: shelf.itemId }
  return { ...shelf, listing: await fixture.world.as(shelf.app).call('createListing', { params, body }) }
}

export async function giveCoins(world: World, memberId: string, amount: number): Promise<void> {
  const body = { asset: 'coins' as const, amount, reason: 'A test' }
  await world.as(world.owner).call('adjustBalance', { params: { memberId }, body })
}

/** Bought by the owner. */
export async function freshFill(fixture: InWorld, quantity = 2) {
  const { world } = fixture
  const made = await freshListing(fixture)
  const { id: listingId, unitPrice, terms } = made.listing
  await giveCoins(world, world.ownerMemberId, quantity * unitPrice)
  const body = { quantity, unitPrice, terms }
  return {
    ...made,
    fill: await world.as(world.owner).call('purchaseListing', { params: { listingId }, body }),
  }
}

/** By the owner, in a game that asks for orders itself. */
async function requestedMint(fixture: InWorld): Promise<{ params: { mintOrderId: string } }> {
  const { itemId } = await sharedItem(fixture.world)
  const input = { params: { itemId }, body: { quantity: 5, unitPrice: 95 } }
  const { id } = await fixture.world.as(fixture.world.owner).call('requestMintOrder', input)
  return { params: { mintOrderId: id } }
}

const ofListing = async (fixture: InWorld) => ({
  params: { listingId: (await freshListing(fixture)).listing.id },
})

/** All settings of a market, as of one that never saved any but for a bound. */
export const marketSettings = (more: object = {}) => ({
  ...{ feeBps: 500, minUnitPrice: 1, maxUnitPrice: 1_000_000, listingFee: 0, currencies: [] as string[] },
  ...{ defaultRoyaltyBps: 500, giftAcceptance: 'offered' as const, tradeHoldFloorS: 0 },
  ...more,
})

export const marketInputs = {
  getMarketSettings: () => ({}),
  saveMarketSettings: () => ({
    body: marketSettings({ maxUnitPrice: 1_000_000_000 }),
  }),
  listMarket: () => ({ query: { limit: 5 } }),
  getBook: async (fixture: InWorld) => ({ params: (await liveItem(fixture)).params }),
  getQuote: async (fixture: InWorld) => ({
    params: (await liveItem(fixture)).params,
    query: { side: 'sell', quantity: 4, unitPrice: 95 },
  }),
  createListing: async (fixture: InWorld) => ({
    params: (await liveItem(fixture)).params,
    body: { quantity: 1, unitPrice: 95 },
  }),
  getListing: ofListing,
  updateListing: async (fixture: InWorld) => ({ ...(await ofListing(fixture)), body: { unitPrice: 90 } }),
  cancelListing: ofListing,
  purchaseListing: async (fixture: InWorld) => ({
    ...(await ofListing(fixture)),
    body: { quantity: 1, unitPrice: 95, terms: 1 },
  }),
  requestMintOrder: async (fixture: InWorld) => {
    const { itemId } = await sharedItem(fixture.world)
    return { params: { itemId }, body: { quantity: 5, unitPrice: 95 } }
  },
  getMintOrder: requestedMint,
  updateMintOrder: async (fixture: InWorld) => ({
    ...(await requestedMint(fixture)),
    body: { listOnConfirm: false },
  }),
  confirmMintOrder: requestedMint,
  rejectMintOrder: async (fixture: InWorld) => ({
    ...(await requestedMint(fixture)),
    body: { reason: 'The units are gone there' },
  }),
  cancelMintOrder: requestedMint,
  listOrders: () => ({ query: { limit: 5 } }),
  listFills: () => ({ query: { limit: 5 } }),
  listItemFills: async (fixture: InWorld) => ({ params: (await liveItem(fixture)).params }),
  reverseFill: async (fixture: InWorld) => ({
    params: { fillId: (await freshFill(fixture)).fill.id },
    body: { reason: 'A test' },
  }),
}
