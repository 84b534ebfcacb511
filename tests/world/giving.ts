/** Members who give each other units: who they are, what they offer, and what each of them has. */
import type { Caller } from './caller.ts'
import { giftable } from './gift-inputs.ts'
import type { World } from './world.ts'

export interface Friend {
  memberId: string
  username: string
  caller: Caller
}

export interface Pair {
  giver: Friend
  receiver: Friend
  appId: string
  itemId: string
}

export const ofGift = (giftId: string) => ({ params: { giftId } })

export const orderOf = (receiver: Friend, itemId: string, quantity = 2, more: object = {}) => ({
  body: { toMemberId: receiver.memberId, itemId, quantity, ...more },
})

export const offer = ({ giver, receiver, itemId }: Pair, quantity = 2, more: object = {}) =>
  giver.caller.call('offerGift', orderOf(receiver, itemId, quantity, more))

let count = 0

export async function makeFriend(world: World): Promise<Friend> {
  const name = `Friend${++count}`
  const { memberId, credential } = await world.staff(name, [])
  return { memberId, username: name.toLowerCase(), caller: world.as(credential) }
}

/** One who has units of an item, made so, and one to give them to. */
export async function makePair(world: World, quantity = 5, more: object = {}): Promise<Pair> {
  const [giver, receiver] = [await makeFriend(world), await makeFriend(world)]
  return { giver, receiver, ...(await giftable({ world }, giver.memberId, quantity, more)) }
}

/** What somebody has of an item, in words. */
export async function unitsOf(world: World, { memberId }: Friend, itemId: string): Promise<string> {
  const { data } = await world.as(world.owner).call('getInventory', { params: { memberId } })
  const found = data.find((each) => each.itemId === itemId)
  return `${found?.available ?? 0} of ${found?.owned ?? 0}, ${found?.tradable ?? 0} tradable`
}
