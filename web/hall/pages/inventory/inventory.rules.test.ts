/** What an inventory is narrowed by, and how it says why units are held. */
import { describe, expect, it } from 'vitest'
import { gameOptions, purposeWords, tagsOf } from './inventory.rules.ts'

describe('an inventory', () => {
  it('offers each tag once, and the chosen one also when nothing has it any more', () => {
    const holdings = [{ tags: ['blade', 'Rare'] }, { tags: ['blade'] }]
    expect(tagsOf(holdings)).toEqual(['blade', 'Rare'])
    expect(tagsOf(holdings, 'gone')).toEqual(['blade', 'gone', 'Rare'])
    expect(tagsOf(holdings, 'blade')).toEqual(['blade', 'Rare'])
  })

  it('offers the games by their titles', () => {
    const apps = ['Ember Isles', 'amber Caves'].map((title) => ({
      ...{ appId: title, title, inventorySequence: 1 },
    }))
    expect(gameOptions(apps).map(({ label }) => label)).toEqual(['amber Caves', 'Ember Isles'])
  })

  it('says why units are held, also for a purpose that has no words yet', () => {
    expect(['listing', 'raffle'].map(purposeWords)).toEqual(['for sale', 'held for raffle'])
  })
})
