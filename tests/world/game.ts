/** A game that calls: an approved app with a key, and items of it that are live. */
import { approvedApp } from './app-inputs.ts'
import { newItem } from './item-inputs.ts'
import type { World } from './world.ts'

export async function callingApp(world: World): Promise<{ appId: string; clientId: string; key: string }> {
  const owner = world.as(world.owner)
  const { params } = await approvedApp({ world })
  const { clientId } = await owner.call('getApp', { params })
  const { key } = await owner.call('createAppKey', { params, body: {} })
  return { appId: params.appId, clientId, key }
}

export async function liveItem(world: World, appId: string, more: object = {}) {
  const owner = world.as(world.owner)
  const body = newItem(more)
  const { id: itemId } = await owner.call('createItem', { params: { appId }, body })
  await owner.call('publishItem', { params: { itemId } })
  return { itemId, itemUri: body.itemUri }
}
