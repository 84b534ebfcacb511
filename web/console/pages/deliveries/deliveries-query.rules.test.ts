/** Filters in the address become a query, and nonsense in it is left out. */
import { expect, it } from 'vitest'
import { queryOf } from './deliveries-query.rules.ts'

const endpoint = '01a209a3-af72-7000-b337-b387636d0664'

it('endpoint, status and type are taken as they are', () => {
  expect(queryOf({ endpoint, status: 'failed', type: 'member.joined' })).toEqual({
    endpointId: endpoint,
    status: 'failed',
    eventType: 'member.joined',
  })
})

it('what is no id, no status or no type is left out', () => {
  expect(queryOf({ endpoint: 'game', status: 'lost', type: 'x'.repeat(61) })).toEqual({})
})
