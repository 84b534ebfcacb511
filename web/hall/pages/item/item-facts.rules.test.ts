/** How the facts of an item read. */
import { describe, expect, it } from 'vitest'
import { attributeRows, limitWords, metadataLine, supplyWords, tierWords } from './item-facts.rules.ts'

describe('the facts of an item', () => {
  it('say how many there can be, and what counts', () => {
    expect(supplyWords({ supplyCap: null, capCounts: 'circulating' })).toBe('Without a limit')
    expect(supplyWords({ supplyCap: 1500, capCounts: 'circulating' })).toBe('At most 1,500 at a time')
    expect(supplyWords({ supplyCap: 1500, capCounts: 'issued_ever' })).toBe('At most 1,500 ever')
    expect([null, 3].map(limitWords)).toEqual(['As many as you like', 'At most 3'])
  })

  it('name tiers from short to long', () => {
    const tier = (key: string, seconds: number) => ({ key, seconds, uri: '', asset: '' })
    expect(tierWords([tier('month', 2_592_000), tier('day', 86_400)])).toBe('day (1 day), month (30 days)')
  })

  it('show attributes as the game wrote them', () => {
    expect(attributeRows({ power: 12, isCursed: false, rune: null, gems: ['red'] })).toEqual([
      { name: 'power', value: '12' },
      { name: 'isCursed', value: 'false' },
      { name: 'rune', value: 'null' },
      { name: 'gems', value: '["red"]' },
    ])
  })

  it('say how current the words of the game are, where it says something', () => {
    const said = {
      name: null,
      description: 'Burns.',
      imageUrl: null,
      externalUrl: null,
      animationUrl: null,
      attributes: {},
    }
    const fresh = { said, state: 'fresh' as const, fetchedAt: '2026-11-27T12:00:00.000Z', failingSince: null }
    expect(metadataLine(fresh)).toEqual({ words: 'The game was asked', at: fresh.fetchedAt })
    const since = '2026-11-27T13:00:00.000Z'
    expect(metadataLine({ ...fresh, state: 'failing', failingSince: since })?.at).toBe(since)
    expect(metadataLine({ ...fresh, said: null })).toBeUndefined()
  })
})
