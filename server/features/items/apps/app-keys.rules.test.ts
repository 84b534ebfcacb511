/** What becomes of the keys before, when an app gets a new one. */
import { expect, it } from 'vitest'
import { planKeyEnds } from './app-keys.rules.ts'

const now = new Date('2026-11-25T12:00:00Z')
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000)
const two = [
  { id: 'newer', endsAt: null },
  { id: 'older', endsAt: later(60) },
]

it('without an overlap all keys before end at once', () => {
  expect(planKeyEnds(two, 0, now)).toEqual([
    { id: 'newer', endsAt: now },
    { id: 'older', endsAt: now },
  ])
})

it('with an overlap the newest goes on for so long, and at most two keys live', () => {
  expect(planKeyEnds(two, 3600, now)).toEqual([
    { id: 'newer', endsAt: later(3600) },
    { id: 'older', endsAt: now },
  ])
})

it('an overlap lengthens no life', () => {
  expect(planKeyEnds([{ id: 'ending', endsAt: later(60) }], 3600, now)).toEqual([])
})

it('without an end the key before stays, and a third one is too many', () => {
  expect(planKeyEnds(two.slice(0, 1), null, now)).toEqual([])
  expect(planKeyEnds(two, null, now)).toBeUndefined()
})
