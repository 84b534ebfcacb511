/** Tiers come and go as long as nothing was issued of them. */
import { expect, it } from 'vitest'
import { planTiers, repeatedKey } from './tiers.rules.ts'

const week = { key: 'week', seconds: 604_800, uri: null }
const month = { key: 'month', seconds: 2_592_000, uri: null }

it('a tier of which nothing was issued can be changed and removed', () => {
  const kept = [week, month].map((tier) => ({ ...tier, isIssued: false }))
  const longer = { ...week, seconds: 700_000 }
  const year = { key: 'year', seconds: 31_536_000, uri: null }
  expect(planTiers(kept, [longer, year])).toEqual({
    plan: { added: [year], changed: [longer], removed: ['month'] },
  })
})

it('one of which units were issued keeps its duration and its address, and stays', () => {
  const kept = [{ ...week, isIssued: true }]
  expect(planTiers(kept, [{ ...week, seconds: 1_000_000 }])).toEqual({ fixed: 'week' })
  expect(planTiers(kept, [{ ...week, uri: 'https://items.example/week' }])).toEqual({ fixed: 'week' })
  expect(planTiers(kept, [month])).toEqual({ fixed: 'week' })
  expect(planTiers(kept, [week, month])).toEqual({ plan: { added: [month], changed: [], removed: [] } })
})

it('a key stands once', () => {
  expect(repeatedKey([week, month])).toBeUndefined()
  expect(repeatedKey([week, month, week])).toBe('week')
})
