/** The form of an item: what it sends, what it leaves out, and what it finds wrong before. */
import { describe, expect, it } from 'vitest'
import type { Item } from '../../../../../contracts/items.ts'
import { changesOfItem, draftOfItem, emptyItem, newItemOf, problemsOfItem } from './item-draft.rules.ts'
import { durationWords, emptyTier, problemOfTiers } from './tier-draft.rules.ts'

const itemUri = 'https://items.ember-isles.example/item?id=4107'
const booster = {
  itemUri,
  kind: 'time_limited',
  name: 'Fair wind',
  description: '',
  imageUrl: null,
  tiers: [
    { key: 'week', seconds: 604_800, uri: `${itemUri}#week`, asset: 'item:1' },
    { key: 'hour', seconds: 3600, uri: 'https://items.ember-isles.example/hour', asset: 'item:2' },
  ],
  supplyCap: 500,
  capCounts: 'issued_ever',
  maxPerMember: null,
} as unknown as Item

describe('the form of an item', () => {
  it('sends nothing when nothing was changed, and only what was', () => {
    const draft = draftOfItem(booster)
    expect(changesOfItem(draft, booster)).toEqual({})
    expect(changesOfItem({ ...draft, supplyCap: '', name: 'Trade wind' }, booster)).toEqual({
      name: 'Trade wind',
      supplyCap: null,
    })
  })

  it('keeps an address of its own of a tier, and leaves a derived one to the server', () => {
    const draft = draftOfItem(booster)
    expect(draft.tiers.map(({ uri }) => uri)).toEqual(['', 'https://items.ember-isles.example/hour'])
    const [week, hour] = draft.tiers
    expect(week).toMatchObject({ amount: '7', unit: 'days' })
    expect(hour).toMatchObject({ amount: '1', unit: 'hours' })
    const longer = { ...draft, tiers: [{ ...emptyTier, key: 'week', amount: '14' }] }
    expect(changesOfItem(longer, booster)).toEqual({
      tiers: [{ key: 'week', seconds: 1_209_600, uri: null }],
    })
  })

  it('sends tiers of a time-limited item only', () => {
    const tiers = [{ ...emptyTier, key: 'day', amount: '1' }]
    expect(newItemOf({ ...emptyItem, tiers })).not.toHaveProperty('tiers')
    expect(newItemOf({ ...emptyItem, kind: 'time_limited', tiers })).toMatchObject({
      tiers: [{ key: 'day', seconds: 86_400, uri: null }],
    })
  })

  it('finds what is wrong at first sight', () => {
    expect(problemsOfItem(emptyItem)).toMatchObject({
      itemUri: expect.any(String),
      name: expect.any(String),
      tiers: undefined,
      supplyCap: undefined,
    })
    expect(problemsOfItem({ ...emptyItem, supplyCap: '0' }).supplyCap).toBeDefined()
    expect(problemOfTiers([])).toBe('Add at least one tier.')
    const day = { ...emptyTier, key: 'day', amount: '1' }
    expect(problemOfTiers([day])).toBeUndefined()
    expect(problemOfTiers([day, day])).toBe('Two tiers have the same key.')
    expect(problemOfTiers([{ ...day, key: 'Day' }])).toMatch(/small letters/)
    expect(problemOfTiers([{ ...day, amount: '30', unit: 'seconds' }])).toMatch(/a minute to ten years/)
  })

  it('says durations in the largest unit that fits', () => {
    expect([60, 90, 3600, 86_400, 2_592_000].map(durationWords)).toEqual([
      '1 minute',
      '90 seconds',
      '1 hour',
      '1 day',
      '30 days',
    ])
  })
})
