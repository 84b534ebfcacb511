/** Inputs of merges: each about units of the owner in an app of its own, which asks for merges itself. */
import { approvedApp } from './app-inputs.ts'
import { granted, newItem } from './item-inputs.ts'
import type { World } from './world.ts'

interface InWorld {
  world: World
}

/** A mergeable item that a member has some of; by default the owner, and without a webhook. */
export async function mergeable(
  { world }: InWorld,
  { memberId = world.ownerMemberId, quantity = 20, confirmMode = 'explicit' as 'explicit' | 'on_2xx' } = {},
): Promise<{ appId: string; itemId: string; itemUri: string }> {
  const owner = world.as(world.owner)
  const { params } = await approvedApp({ world })
  await owner.call('saveAppWebhook', { params, body: { settings: { confirmMode } } })
  const body = newItem({ kind: 'mergeable' })
  const { id: itemId, itemUri } = await owner.call('createItem', { params, body })
  await owner.call('publishItem', { params: { itemId } })
  if (quantity > 0) await owner.call('postUnits', { params, body: granted(itemId, memberId, quantity) })
  return { appId: params.appId, itemId, itemUri }
}

export async function requestedMerge(fixture: InWorld): Promise<{ params: { mergeId: string } }> {
  const { itemId } = await mergeable(fixture)
  const owner = fixture.world.as(fixture.world.owner)
  const { id: mergeId } = await owner.call('requestMerge', { params: { itemId }, body: { quantity: 5 } })
  return { params: { mergeId } }
}

export const mergeInputs = {
  requestMerge: async (fixture: InWorld) => {
    const { itemId } = await mergeable(fixture)
    return { params: { itemId }, body: { quantity: 5 } }
  },
  listMerges: () => ({ query: { limit: 5 } }),
  getMerge: requestedMerge,
  confirmMerge: requestedMerge,
  rejectMerge: async (fixture: InWorld) => ({
    ...(await requestedMerge(fixture)),
    body: { reason: 'The inventory there is full' },
  }),
  cancelMerge: requestedMerge,
}
