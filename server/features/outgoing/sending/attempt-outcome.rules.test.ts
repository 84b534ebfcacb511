/** Whether the receiver may have acted: never told to be certain when it is not. */
import { expect, it } from 'vitest'
import { outcomeOf } from './attempt-outcome.rules.ts'

const answered = { wasWritten: true, steering: undefined }

it.each([
  [200, 'accepted'],
  [299, 'accepted'],
  [302, 'turned_away'],
  [400, 'declined'],
  [422, 'declined'],
  [404, 'turned_away'],
  [410, 'turned_away'],
  [429, 'turned_away'],
  [500, 'unknown'],
  [503, 'unknown'],
] as const)('an answer of %i is %s', (status, outcome) => {
  expect(outcomeOf({ ...answered, status })).toBe(outcome)
})

it('without an answer nobody knows, unless nothing was written', () => {
  expect(outcomeOf({ ...answered, status: null })).toBe('unknown')
  expect(outcomeOf({ status: null, wasWritten: false, steering: undefined })).toBe('unsent')
})

it('abort-message declines whatever the status, but what was taken is taken', () => {
  const steering = 'Abort-Message'
  expect(outcomeOf({ ...answered, status: 503, steering })).toBe('declined')
  expect(outcomeOf({ ...answered, status: 200, steering })).toBe('accepted')
})
