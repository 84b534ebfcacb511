/** Inputs of feeds: each of an app of which something was told. */
import { appKey, approvedApp, sharedApp } from './app-inputs.ts'
import { newItem } from './item-inputs.ts'
import type { World } from './world.ts'

interface InWorld {
  world: World
}

/** An app whose game reads the feed, and the id of the event in it. */
export async function toldApp({ world }: InWorld): Promise<{ appId: string; eventId: string }> {
  const owner = world.as(world.owner)
  const { params } = await sharedApp(world)
  const game = world.as(await appKey(world, params.appId))
  await game.call('listAppEvents', { params })
  const { id: itemId } = await owner.call('createItem', { params, body: newItem() })
  await owner.call('publishItem', { params: { itemId } })
  const operations = [{ op: 'grant' as const, memberId: world.ownerMemberId, itemId, quantity: 1 }]
  await owner.call('postUnits', { params, body: { operations, reason: 'A test' } })
  const { data } = await game.call('listAppEvents', { params, query: { wait: 10 } })
  return { appId: params.appId, eventId: data[0]?.id ?? '' }
}

export const feedInputs = {
  listAppEvents: async (fixture: InWorld) => ({
    params: (await approvedApp(fixture)).params,
    query: { limit: 5 },
  }),
  acknowledgeAppEvents: async (fixture: InWorld) => {
    const { appId, eventId } = await toldApp(fixture)
    return { params: { appId }, body: { upTo: eventId } }
  },
}
