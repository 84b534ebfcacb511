/** How an inventory is sorted and narrowed. */
import { describe, expect, it } from 'vitest'
import type { Holding } from '../../../../contracts/inventory.ts'
import { gamesOf, purposeWords, tagsOf } from './inventory.rules.ts'

const holding = (name: string, more: Partial<Holding> = {}): Holding => ({
  appId: 'isles',
  itemId: name,
  itemUri: `https://items.example/${name}`,
  name,
  imageUrl: null,
  tags: [],
  kind: 'permanent',
  tier: 'default',
  seconds: null,
  owned: 1,
  available: 1,
  tradable: 1,
  tradeHeldUntil: null,
  activeUntil: null,
  held: [],
  ...more,
})
const inventory = {
  data: [
    holding('Sword 10', { tags: ['blade', 'Rare'] }),
    holding('sword 9', { tags: ['blade'] }),
    holding('Booster', { tier: 'month', seconds: 2_592_000, kind: 'time_limited' }),
    holding('Booster', { tier: 'day', seconds: 86_400, kind: 'time_limited' }),
    holding('Ore', { appId: 'caves' }),
  ],
  apps: [
    { appId: 'isles', title: 'Ember Isles', inventorySequence: 4 },
    { appId: 'caves', title: 'Amber Caves', inventorySequence: 1 },
    { appId: 'gone', title: 'Nothing held', inventorySequence: 2 },
  ],
}

describe('an inventory', () => {
  it('stands by game and name, without games of nothing', () => {
    const games = gamesOf(inventory)
    expect(games.map(({ title }) => title)).toEqual(['Amber Caves', 'Ember Isles'])
    expect(games[1]?.holdings.map(({ name, tier }) => `${name}, ${tier}`)).toEqual([
      'Booster, day',
      'Booster, month',
      'sword 9, default',
      'Sword 10, default',
    ])
  })

  it('is narrowed by name without regard to case, by kind and by tag', () => {
    const names = (filter: object) =>
      gamesOf(inventory, filter).flatMap(({ holdings }) => holdings.map(({ name }) => name))
    expect(names({ q: 'SWORD' })).toEqual(['sword 9', 'Sword 10'])
    expect(names({ kind: 'time_limited' })).toEqual(['Booster', 'Booster'])
    expect(names({ tag: 'Rare' })).toEqual(['Sword 10'])
    expect(names({ q: 'sword', tag: 'unknown' })).toEqual([])
  })

  it('offers each tag once', () => {
    expect(tagsOf(inventory)).toEqual(['blade', 'Rare'])
  })

  it('says why units are held, also for a purpose that has no words yet', () => {
    expect(['listing', 'raffle'].map(purposeWords)).toEqual(['for sale', 'held for raffle'])
  })
})
