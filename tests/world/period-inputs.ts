/** Inputs of active time: each about an item of its own. */
import { sharedApp } from './app-inputs.ts'
import { booster, liveItem, newItem } from './item-inputs.ts'
import type { World } from './world.ts'

interface InWorld {
  world: World
}

export interface Boost {
  appId: string
  itemId: string
}

/** A live booster, of which the member gets some. */
export async function boostOf(
  world: World,
  memberId: string,
  more: object = {},
  quantity = 5,
): Promise<Boost> {
  return grantBoost(world, memberId, await liveItem({ world }, newItem(booster(more))), quantity)
}

/** The same of the shared app, for the owner. */
async function sharedBoost(world: World): Promise<Boost> {
  const owner = world.as(world.owner)
  const app = await sharedApp(world)
  const { id: itemId } = await owner.call('createItem', { ...app, body: newItem(booster()) })
  await owner.call('publishItem', { params: { itemId } })
  return grantBoost(world, world.ownerMemberId, { appId: app.params.appId, params: { itemId } }, 5)
}

async function grantBoost(
  world: World,
  memberId: string,
  { appId, params }: { appId: string; params: { itemId: string } },
  quantity: number,
): Promise<Boost> {
  const owner = world.as(world.owner)
  const [tier] = (await owner.call('getItem', { params })).tiers
  const operation = { op: 'grant' as const, memberId, itemId: params.itemId, quantity, tier: tier?.key ?? '' }
  const body = { operations: [operation], reason: 'Won the raid' }
  await owner.call('postUnits', { params: { appId }, body })
  return { appId, itemId: params.itemId }
}

/** Active time of the owner. */
export async function activePeriod({
  world,
}: InWorld): Promise<{ params: { periodId: string }; appId: string }> {
  const owner = world.as(world.owner)
  const { appId, itemId } = await sharedBoost(world)
  const { id: periodId } = await owner.call('activateItem', { params: { itemId }, body: { units: 1 } })
  return { params: { periodId }, appId }
}

export const periodInputs = {
  activateItem: async ({ world }: InWorld) => {
    const { itemId } = await sharedBoost(world)
    return { params: { itemId }, body: { units: 1 } }
  },
  listPeriods: ({ memberId }: InWorld & { memberId: string }) => ({ params: { memberId } }),
  revokePeriod: async (fixture: InWorld) => ({
    params: (await activePeriod(fixture)).params,
    body: { reason: 'A test' },
  }),
  adjustPeriod: async (fixture: InWorld) => ({
    params: (await activePeriod(fixture)).params,
    body: { seconds: 60, reason: 'A test' },
  }),
}
