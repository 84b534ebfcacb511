/** Proves that filters in the address become a query, and that nonsense in it is left out. */
import { expect, test } from 'vitest'
import { queryOf } from './histories-query.rules.ts'

const webhook = '01a209a3-af72-7000-b337-b387636d0664'

test('status and webhook are taken as they are', () => {
  expect(queryOf({ status: 'failed', webhook })).toEqual({ status: 'failed', webhookId: webhook })
})

test('what waits for a member has a status of its own in the address', () => {
  expect(queryOf({ status: 'waiting' })).toEqual({ outcome: 'awaiting_member' })
})

test('both days are included, from midnight to midnight of the reader', () => {
  const { from, to } = queryOf({ from: '2026-11-23', to: '2026-11-23' })
  expect(from).toBe(new Date(2026, 10, 23).toISOString())
  expect(to).toBe(new Date(2026, 10, 24).toISOString())
})

test('what is not a status, an id or a day is left out', () => {
  expect(queryOf({ status: 'lost', webhook: 'quests', from: 'yesterday', to: '23.11.2026' })).toEqual({})
})
