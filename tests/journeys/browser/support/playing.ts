/** A game with items of every kind, and a member who was given some of them. */
import type { Credential } from '../../../world/caller.ts'
import { callingApp } from '../../../world/game.ts'
import { booster, newItem } from '../../../world/item-inputs.ts'
import type { World } from '../../../world/world.ts'

export interface Game {
  appId: string
  memberId: string
  member: Credential
  items: Readonly<Record<'sword' | 'ore' | 'shard' | 'booster', string>>
  give: (itemId: string, quantity: number, more?: { tier?: string; reason?: string }) => Promise<void>
}

const day = 24 * 3600
const catalog = {
  sword: newItem({
    name: 'Sword of Dawn',
    description: 'Forged where the first lava met the sea.\nIt hums near water.',
    tags: ['blade', 'rare'],
    attributes: { power: 12, element: 'fire', gems: ['ruby', 'opal'] },
    supplyCap: 1500,
    maxPerMember: 5,
  }),
  ore: newItem({ name: 'Cave ore', kind: 'mergeable' }),
  shard: newItem({
    name: 'Ember shard',
    kind: 'mergeable',
    tags: ['material'],
    isGiftable: false,
    tradeHoldS: { grant: 5 * 3600, purchase: 0, gift: 0 },
  }),
  booster: booster({
    name: 'Wind booster',
    tiers: [
      { key: 'day', seconds: day },
      { key: 'month', seconds: 30 * day },
    ],
  }),
}

export async function startGame(world: World): Promise<Game> {
  const owner = world.as(world.owner)
  const { appId } = await callingApp(world)
  await owner.call('updateApp', { params: { appId }, body: { title: 'Ember Isles', isVisible: true } })
  const publish = async (body: (typeof catalog)[keyof typeof catalog]) => {
    const { id: itemId } = await owner.call('createItem', { params: { appId }, body })
    await owner.call('publishItem', { params: { itemId } })
    return itemId
  }
  const { memberId, credential: member } = await world.staff('Mira', [])
  return {
    appId,
    memberId,
    member,
    items: {
      sword: await publish(catalog.sword),
      ore: await publish(catalog.ore),
      shard: await publish(catalog.shard),
      booster: await publish(catalog.booster),
    },
    async give(itemId, quantity, { tier, reason = 'Won the raid' } = {}) {
      const operation = { op: 'grant' as const, memberId, itemId, quantity, ...(tier ? { tier } : {}) }
      await owner.call('postUnits', { params: { appId }, body: { operations: [operation], reason } })
    },
  }
}
