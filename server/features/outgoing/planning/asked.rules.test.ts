/** What publishers, ordered endpoints and the loop guard make of a delivery. */
import { expect, it } from 'vitest'
import { type AskingEvent, askedOf, hopMax } from './asked.rules.ts'

const event: AskingEvent = { community_id: 'community', subject_id: 'subject', hop: 0, delivery: null }
const ordered = { isOrdered: true }
const unordered = { isOrdered: false }

it('has a key only where order matters: the publisher’s, or the subject, or the community', () => {
  expect(askedOf(event, unordered).partitionKey).toBeNull()
  expect(askedOf(event, ordered).partitionKey).toBe('subject')
  expect(askedOf({ ...event, subject_id: null }, ordered).partitionKey).toBe('community')
  const keyed = { ...event, delivery: { partitionKey: 'ada' } }
  expect(askedOf(keyed, ordered).partitionKey).toBe('ada')
  expect(askedOf(keyed, unordered).partitionKey).toBeNull()
})

it('that supersedes has its key at every endpoint: it must not overtake what is on its way', () => {
  const superseding = { ...event, delivery: { partitionKey: 'ada', supersedes: true } }
  expect(askedOf(superseding, unordered)).toMatchObject({ partitionKey: 'ada', supersedes: true })
})

it('that continues has its key at every endpoint as well, but closes nothing: it is closed with what it continues', () => {
  const further = { ...event, delivery: { partitionKey: 'ada', continues: true } }
  expect(askedOf(further, unordered)).toMatchObject({ partitionKey: 'ada', supersedes: false })
})

it('is refused when it came through five webhooks, and not before', () => {
  expect(askedOf({ ...event, hop: hopMax - 1 }, unordered).refusal).toBeNull()
  expect(askedOf({ ...event, hop: hopMax }, unordered).refusal).toMatch(/through 5 incoming webhooks/)
})
