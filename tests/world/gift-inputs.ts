/** Inputs of gifts: each about units of an item of its own, from or to the owner. */
import { granted, liveItem } from './item-inputs.ts'
import type { World } from './world.ts'

interface InWorld {
  world: World
}

/** Units of an item that can be given. */
export async function giftable({ world }: InWorld, memberId: string, quantity = 5, more: object = {}) {
  const { appId, params } = await liveItem({ world }, { isGiftable: true, ...more })
  const body = granted(params.itemId, memberId, quantity)
  await world.as(world.owner).call('postUnits', { params: { appId }, body })
  return { appId, itemId: params.itemId }
}

const offerOf = async ({ world, memberId: toMemberId }: InWorld & { memberId: string }) => {
  const { itemId } = await giftable({ world }, world.ownerMemberId)
  return { body: { toMemberId, itemId, quantity: 2, message: 'For the raid' } }
}

const sentGift = async (fixture: InWorld & { memberId: string }) => {
  const owner = fixture.world.as(fixture.world.owner)
  const { id: giftId } = await owner.call('offerGift', await offerOf(fixture))
  return { params: { giftId } }
}

let count = 0
const receivedGift = async ({ world }: InWorld) => {
  const giver = await world.staff(`Giver${++count}`, [])
  const { itemId } = await giftable({ world }, giver.memberId)
  const body = { toMemberId: world.ownerMemberId, itemId, quantity: 2 }
  const { id: giftId } = await world.as(giver.credential).call('offerGift', { body })
  return { params: { giftId } }
}

export const giftInputs = {
  listGifts: () => ({ query: { limit: 5 } }),
  offerGift: offerOf,
  getGift: sentGift,
  acceptGift: receivedGift,
  rejectGift: receivedGift,
  cancelGift: sentGift,
}
