/** Inputs of test players: each of an app of its own, which nobody has approved. */
import { freshApp } from './app-inputs.ts'
import { newItem } from './item-inputs.ts'
import type { World } from './world.ts'

interface InWorld {
  world: World
}

/** A draft with a live item and a test player that has nothing yet. */
export async function testedApp(
  { world }: InWorld,
  item: object = {},
): Promise<{
  params: { appId: string }
  itemId: string
  itemUri: string
  player: { id: string; email: string }
}> {
  const owner = world.as(world.owner)
  const { params } = await freshApp({ world })
  const { id: itemId, itemUri } = await owner.call('createItem', { params, body: newItem(item) })
  await owner.call('publishItem', { params: { itemId } })
  const player = await owner.call('createTestPlayer', { params })
  return { params, itemId, itemUri, player }
}

export const testPlayerInputs = {
  getTestPlayer: async (fixture: InWorld) => ({ params: (await testedApp(fixture)).params }),
  createTestPlayer: freshApp,
  takeTestStep: async (fixture: InWorld) => {
    const { params, itemId } = await testedApp(fixture)
    return { params, body: { step: 'grant', itemId, quantity: 3 } }
  },
  resetTestPlayer: async (fixture: InWorld) => ({ params: (await testedApp(fixture)).params }),
  testAppWebhook: async ({ world }: InWorld) => {
    const { params } = await freshApp({ world })
    const body = { url: 'https://receiver.invalid/fingi' }
    await world.as(world.owner).call('saveAppWebhook', { params, body })
    return { params, body: { type: 'merge.requested' } }
  },
}
